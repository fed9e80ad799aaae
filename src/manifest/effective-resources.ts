import { ContainerKind } from './container-kind';
import { JsonObject, asObject } from './json';
import { PodContainer } from './pod-container';
import { ResourceAmounts, addAmounts, amountsOf, raiseAmounts, requestsOf } from './resource-amounts';

/**
 * What the scheduler reserves for a pod, resource by resource: the greater of what runs in the end (native sidecars and ordinary
 * containers) and of each init container together with the native sidecars that were started before it; then the pod's overhead.
 * Requests of the pod itself (`spec.resources`) take the place of the sum.
 *
 * @see https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/753-sidecar-containers#resources-calculation-for-scheduling-and-pod-admission
 * @see https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/2837-pod-level-resource-spec
 */
export function effectiveRequests(spec: JsonObject, containers: readonly PodContainer[]): ResourceAmounts {
  const total = aggregated(containers, (container) => container.requests);
  Object.assign(total, requestsOf(asObject(spec.resources)));
  addAmounts(total, amountsOf(asObject(spec.overhead)));
  return total;
}

/** The greatest use of resources that the limits of a pod's containers allow at any time, reckoned like the requests. */
export function effectiveLimits(spec: JsonObject, containers: readonly PodContainer[]): ResourceAmounts {
  const total = aggregated(containers, (container) => container.limits);
  Object.assign(total, amountsOf(asObject(asObject(spec.resources).limits)));
  return total;
}

/** The amounts of all containers together at the time when they are greatest. */
export function aggregated(
  containers: readonly PodContainer[],
  amountsOfOne: (container: PodContainer) => ResourceAmounts,
): ResourceAmounts {
  const running: ResourceAmounts = {};
  const sidecars: ResourceAmounts = {};
  const peak: ResourceAmounts = {};
  for (const container of containers) {
    const amounts = amountsOfOne(container);
    if (container.kind === ContainerKind.CONTAINER) {
      addAmounts(running, amounts);
    } else if (container.kind === ContainerKind.NATIVE_SIDECAR) {
      addAmounts(running, amounts);
      addAmounts(sidecars, amounts);
      raiseAmounts(peak, sidecars);
    } else if (container.kind === ContainerKind.INIT) {
      const starting = { ...sidecars };
      addAmounts(starting, amounts);
      raiseAmounts(peak, starting);
    }
  }
  raiseAmounts(running, peak);
  return running;
}
