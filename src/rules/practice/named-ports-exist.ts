import { KubernetesVersion } from '../../cluster/kubernetes-version';
import { JsonObject, asObject, asString, isJsonObject, objectsOf } from '../../manifest/json';
import { PodContainer } from '../../manifest/pod-container';
import { PodModel } from '../../manifest/pod-model';
import { Severity, Violation } from '../finding';
import { PodRule, ReportViolation } from '../rule';
import { RuleContext } from '../rule-context';

const SERVICE = (targetPort: string) => `
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { selector: { app: web }, ports: [{ port: 80, targetPort: ${targetPort} }] }
---
`;
const yamlOf = (main: string, service = '', init = '') => `${service}
apiVersion: apps/v1
kind: ReplicaSet
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      initContainers: [{ name: proxy, image: 'envoyproxy/envoy:v1.30', restartPolicy: Always${init} }]
      containers: [{ name: main, image: 'shop/web:4.2', ports: [{ name: http, containerPort: 8080 }]${main} }]
`;
const PROXY_PORT = ', ports: [{ name: public, containerPort: 8443 }]';

/** A port that goes by a name is declared under it. */
export const namedPortsExist: PodRule = {
  id: 'practice/named-ports-exist',
  severity: Severity.WARNING,
  title: 'A port that a probe, a hook or a Service names is declared by a container',
  why:
    'The API server does not look a name up. A probe of a name that its own container does not declare fails for ever, a hook fails once and the ' +
    'container with it, and a Service has no endpoint for the pod. Before 1.33 a Service does not see the names of native sidecars.',
  fix: 'Declare the port under that name, in the very container for a probe or a hook; or use the number.',
  source: 'https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports',
  compliant: [
    { title: 'a probe of a declared name', yaml: yamlOf(', readinessProbe: { httpGet: { port: http } }') },
    { title: 'a probe of a number, which need not be declared', yaml: yamlOf(', readinessProbe: { httpGet: { port: 8081 } }') },
    { title: 'a Service with a declared name', yaml: yamlOf('', SERVICE('http')) },
    { title: 'a Service with a number, which need not be declared', yaml: yamlOf('', SERVICE('8081')) },
    { title: 'a Service with the name of a native sidecar', yaml: yamlOf('', SERVICE('public'), PROXY_PORT), version: '1.33' },
  ],
  nonCompliant: [
    {
      title: 'a probe of a name that only another container declares',
      yaml: yamlOf('', '', ', startupProbe: { tcpSocket: { port: http } }'),
      fieldPaths: ['spec.template.spec.initContainers[0].startupProbe.tcpSocket.port'],
    },
    {
      title: 'a hook with a name that nobody declares',
      yaml: yamlOf(', lifecycle: { preStop: { httpGet: { port: admin } } }'),
      fieldPaths: ['spec.template.spec.containers[0].lifecycle.preStop.httpGet.port'],
    },
    {
      title: 'a Service with a name that nobody declares',
      yaml: yamlOf('', SERVICE('web')),
      fieldPaths: ['spec.template.spec.containers'],
    },
    {
      title: 'a Service with the name of a native sidecar, before it is seen',
      yaml: yamlOf('', SERVICE('public'), PROXY_PORT),
      version: '1.32',
      fieldPaths: ['spec.template.spec.containers'],
    },
  ],
  judge(pod: PodModel, report: ReportViolation, { version, neighbours }: RuleContext): void {
    for (const container of pod.containers) {
      if (container.isInit) continue;
      for (const probe of container.probes) {
        if (typeof probe.port !== 'string' || knows(container, probe.port)) continue;
        report(unknown(container, probe.port, `${probe.fieldPath}.${probe.handler}.port`, 'probe'));
      }
      const { lifecycle } = container.manifest;
      if (isJsonObject(lifecycle)) judgeHooks(container, lifecycle, report);
    }
    for (const service of neighbours.servicesOf(pod)) judgeService(service, pod, version, report);
  },
};

function judgeHooks(container: PodContainer, lifecycle: JsonObject, report: ReportViolation): void {
  for (const event of ['postStart', 'preStop']) {
    for (const handler of ['httpGet', 'tcpSocket']) {
      const port = asString(asObject(asObject(lifecycle[event])[handler]).port);
      if (port === undefined || knows(container, port)) continue;
      report(unknown(container, port, `${container.fieldPath}.lifecycle.${event}.${handler}.port`, `${event} hook`));
    }
  }
}

function knows(container: PodContainer, port: string): boolean {
  // The kubelet takes a text of digits as a number.
  return container.portNamed(port) !== undefined || /^\d*$/.test(port);
}

function unknown(container: PodContainer, port: string, fieldPath: string, who: string): Violation {
  return {
    fieldPath,
    message: `the ${who} of '${container.name}' names a port that this container does not declare`,
    value: port,
    allowed: namesIn([container]),
  };
}

function judgeService(service: JsonObject, pod: PodModel, version: KubernetesVersion, report: ReportViolation): void {
  const seesSidecars = version.isAtLeast(KubernetesVersion.V1_33);
  const seen = pod.containers.filter(({ isNativeSidecar, isLongRunning }) => isLongRunning && (seesSidecars || !isNativeSidecar));
  for (const { object: port } of objectsOf(asObject(service.spec).ports)) {
    const target = asString(port.targetPort);
    if (target === undefined || target === '') continue;
    const protocol = asString(port.protocol) ?? 'TCP';
    const isDeclared = (of: PodContainer) => of.ports.some((each) => each.name === target && each.protocol === protocol);
    if (seen.some(isDeclared)) continue;
    const sidecar = pod.containers.find((container) => container.isNativeSidecar && isDeclared(container));
    const why = sidecar ? `which only native sidecar '${sidecar.name}' declares` : 'which no container declares';
    report({
      fieldPath: `${pod.specPath}.containers`,
      message: `Service '${asString(asObject(service.metadata).name) ?? ''}' sends to the port named '${target}' (${protocol}), ${why}`,
      value: target,
      allowed: namesIn(seen),
      fix: sidecar ? 'Let the Service target the number: before 1.33 it does not see the names of native sidecars.' : undefined,
    });
  }
}

function namesIn(containers: readonly PodContainer[]): string {
  return containers.flatMap(({ ports }) => ports.flatMap(({ name }) => name ?? [])).join(', ') || 'a number: no port has a name here';
}
