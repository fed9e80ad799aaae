import { ContainerKind } from './container-kind';
import { JsonObject, asObject } from './json';
import { PodContainer } from './pod-container';
import { ResourceAmounts, addAmounts, amountsOf, raiseAmounts } from './resource-amounts';

/** The resources of a whole pod of which more may be allowed than there is, so that requests and limits may differ. */
const OVERCOMMITTABLE = ['cpu', 'memory'];

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
  Object.assign(total, podLevelRequests(asObject(spec.resources), total));
  addAmounts(total, amountsOf(asObject(spec.overhead)));
  return total;
}

/**
 * The requests of a pod itself. Where the pod has limits, the server fills in what the pod does not request: what its containers request
 * together of cpu and memory, else up to the limit.
 *
 * @param resources the pod's own `resources`
 * @param together what the containers request together
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/apis/core/v1/defaults.go
 */
export function podLevelRequests(resources: JsonObject, together: ResourceAmounts): ResourceAmounts {
  const requests = amountsOf(asObject(resources.requests));
  const limits = amountsOf(asObject(resources.limits));
  if (Object.keys(limits).length === 0) return requests;
  const filledIn: ResourceAmounts = { ...limits };
  for (const name of OVERCOMMITTABLE) {
    if (Object.hasOwn(together, name)) filledIn[name] = together[name];
  }
  return { ...filledIn, ...requests };
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
