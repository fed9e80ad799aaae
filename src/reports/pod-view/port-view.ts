import { JsonObject, asNumber, asObject, asString, objectsOf } from '../../manifest/json';
import { PodContainer } from '../../manifest/pod-container';
import { PodModel } from '../../manifest/pod-model';
import { Neighbours } from '../../rules/neighbours';

/** A Service that leads to a port of a pod. */
export interface ServiceView {
  readonly name: string;
  /** The port of the Service. */
  readonly port: number;
  /** `ClusterIP`, `NodePort`, `LoadBalancer`, or `headless`. */
  readonly type: string;
}

/** A port of a pod and who may reach it. */
export interface PortView {
  readonly port: number;
  /** `TCP`, `UDP` or `SCTP`. */
  readonly protocol: string;
  /** The port's name. */
  readonly name?: string;
  /** The container that listens; undefined for a port that a Service leads to and no container declares. */
  readonly container?: string;
  /** `loopback` for a port that only containers of the same pod reach, `pod` for one on the pod's address. */
  readonly reach: 'loopback' | 'pod';
  /** The port of the node that leads to it. */
  readonly hostPort?: number;
  /** The Services of the same input that lead to it; what listens on loopback they do not reach. */
  readonly services: readonly ServiceView[];
}

/** A port of a Service, and the port of the pod that it leads to, by number or by name. */
interface Route extends ServiceView {
  readonly protocol: string;
  readonly target: number | string;
}

/**
 * The ports of a pod, with the Services that lead to them.
 *
 * @param pod the pod
 * @param neighbours the objects of the same input, among which the Services are looked for
 */
export function portViews(pod: PodModel, neighbours: Neighbours): PortView[] {
  const routes = neighbours.servicesOf(pod).flatMap(routesOf);
  const led = new Set<Route>();
  const views = pod.longRunningContainers.flatMap((container) =>
    container.endpoints.map((endpoint): PortView => {
      const services = routes.filter((route) => leadsTo(route, container, endpoint));
      services.forEach((route) => led.add(route));
      const declared = container.ports.find((port) => port.containerPort === endpoint.port && port.protocol === endpoint.protocol);
      return {
        port: endpoint.port,
        protocol: endpoint.protocol,
        name: endpoint.name,
        container: container.name,
        reach: endpoint.isLoopback ? 'loopback' : 'pod',
        hostPort: declared?.hostPort,
        services: services.map(serviceOf),
      };
    }),
  );
  return [...views, ...undeclared(routes.filter((route) => !led.has(route)))];
}

/** What Services lead to though no container declares it: a port that may be listened on all the same. */
function undeclared(routes: readonly Route[]): PortView[] {
  const views = new Map<string, PortView>();
  for (const route of routes) {
    if (typeof route.target === 'string') continue;
    const key = `${route.target}/${route.protocol}`;
    const services = [...(views.get(key)?.services ?? []), serviceOf(route)];
    views.set(key, { port: route.target, protocol: route.protocol, reach: 'pod', services });
  }
  return [...views.values()];
}

function routesOf(service: JsonObject): Route[] {
  const spec = asObject(service.spec);
  const type = spec.clusterIP === 'None' ? 'headless' : (asString(spec.type) ?? 'ClusterIP');
  return objectsOf(spec.ports).flatMap(({ object }) => {
    const port = asNumber(object.port);
    if (port === undefined) return [];
    const target = asNumber(object.targetPort) ?? asString(object.targetPort) ?? port;
    return [{ name: asString(asObject(service.metadata).name) ?? '', port, type, protocol: asString(object.protocol) ?? 'TCP', target }];
  });
}

function leadsTo({ target, protocol }: Route, container: PodContainer, endpoint: PodContainer['endpoints'][number]): boolean {
  if (protocol !== endpoint.protocol) return false;
  return typeof target === 'number' ? target === endpoint.port : container.portNamed(target)?.containerPort === endpoint.port;
}

function serviceOf({ name, port, type }: Route): ServiceView {
  return { name, port, type };
}
