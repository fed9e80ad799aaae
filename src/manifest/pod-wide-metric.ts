import { ClusterFeature } from '../cluster/cluster-feature';
import { KubernetesVersion } from '../cluster/kubernetes-version';
import { ContainerKind } from './container-kind';
import { countedContainers, effectiveRequests, ownResources } from './effective-resources';
import { PodModel } from './pod-model';
import { Quantity } from './quantity';

/** What a HorizontalPodAutoscaler sees of a pod on a metric of the type Resource, which counts all containers together. */
export interface PodWideMetric {
  /** `cpu` or `memory`. */
  readonly resource: string;
  /** What 100 % of utilization are: the requests of all long-running containers together, or the pod's own. */
  readonly whole: Quantity;
  /** What main requests, where it does. */
  readonly main?: Quantity;
  /** How many percent the autoscaler sees while main uses all that it requests and the others use nothing. Undefined where it sees nothing. */
  readonly seenWithMainBusy?: number;
  /** The containers that request nothing of it: with one of them the autoscaler cannot reckon a utilization at all. */
  readonly withoutRequest: readonly string[];
}

/**
 * What an autoscaler sees on a pod-wide utilization metric: the use of all containers, divided by the requests of all containers. Requests of
 * init tasks do not count. One container without a request keeps it from scaling.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/controller/podautoscaler/replica_calculator.go
 */
export function podWideMetric(pod: PodModel, resource: string, version?: KubernetesVersion): PodWideMetric {
  const running = countedContainers(pod.containers, version).filter(({ kind }) => counts(kind, version));
  const own = ownResources(pod.spec, pod.containers, version)?.requests ?? {};
  const main = pod.main?.requests[resource];
  if (Object.keys(own).length > 0) {
    const whole = effectiveRequests(pod.spec, pod.containers, version)[resource] as Quantity | undefined;
    return { resource, whole: whole ?? Quantity.ZERO, main, seenWithMainBusy: share(main, whole), withoutRequest: [] };
  }
  const withoutRequest = running.filter(({ requests }) => !Object.hasOwn(requests, resource)).map(({ name }) => name);
  const whole = running.reduce((sum, { requests }) => sum.plus(requests[resource] ?? Quantity.ZERO), Quantity.ZERO);
  return { resource, whole, main, seenWithMainBusy: withoutRequest.length > 0 ? undefined : share(main, whole), withoutRequest };
}

/** Whether a container's requests count. The controller of a version without native sidecars knows ordinary containers only. */
function counts(kind: ContainerKind, version?: KubernetesVersion): boolean {
  const native = version === undefined || version.supports(ClusterFeature.NATIVE_SIDECARS);
  return kind === ContainerKind.CONTAINER || (native && kind === ContainerKind.NATIVE_SIDECAR);
}

function share(part: Quantity | undefined, whole: Quantity | undefined): number | undefined {
  if (part === undefined || whole === undefined || whole.isZero) return undefined;
  return Math.round((100 * part.toNumber()) / whole.toNumber());
}
