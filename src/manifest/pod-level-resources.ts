import { aggregated } from './aggregated-amounts';
import { JsonObject, asObject, isJsonObject } from './json';
import { PodContainer } from './pod-container';
import { ResourceAmounts, amountsOf, exactAmountsOf, roundedUpToMilli } from './resource-amounts';

const HUGEPAGES = 'hugepages-';
/** The resources of a whole pod of which more may be allowed than there is, so that requests and limits may differ. */
const OVERCOMMITTABLE = ['cpu', 'memory'];

/** The resources of a pod itself, as the API server stores them. */
export interface PodLevelResources {
  readonly requests: ResourceAmounts;
  readonly limits: ResourceAmounts;
}

/** Whether a pod can have a resource of its own beside those of its containers. */
export function isPodLevelResource(name: string): boolean {
  return name === 'cpu' || name === 'memory' || name.startsWith(HUGEPAGES);
}

/**
 * The resources of a pod itself (`spec.resources`) with what the API server fills in: the limits of huge pages that its containers have
 * together, then what the pod does not request. Undefined for a pod without resources of its own.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/apis/core/v1/defaults.go
 */
export function podLevelResources(spec: JsonObject, containers: readonly PodContainer[]): PodLevelResources | undefined {
  if (!isJsonObject(spec.resources)) return undefined;
  const requests = exactAmountsOf(asObject(spec.resources.requests));
  const limits = exactAmountsOf(asObject(spec.resources.limits));
  if (Object.keys(requests).length + Object.keys(limits).length > 0) {
    for (const [name, amount] of Object.entries(aggregated(containers, exactLimits))) {
      if (!name.startsWith(HUGEPAGES) || Object.hasOwn(requests, name) || Object.hasOwn(limits, name)) continue;
      limits[name] = amount;
    }
  }
  const all = filledInRequests(requests, limits, aggregated(containers, exactRequests));
  return { requests: roundedUpToMilli(supported(all)), limits: roundedUpToMilli(supported(limits)) };
}

/**
 * The requests of a pod itself. Where the pod has limits, the server fills in what the pod does not request: what its containers request
 * together of cpu and memory, else up to the limit.
 *
 * @param resources the pod's own `resources`
 * @param together what the containers request together
 */
export function podLevelRequests(resources: JsonObject, together: ResourceAmounts): ResourceAmounts {
  return filledInRequests(amountsOf(asObject(resources.requests)), amountsOf(asObject(resources.limits)), together);
}

function filledInRequests(requests: ResourceAmounts, limits: ResourceAmounts, together: ResourceAmounts): ResourceAmounts {
  if (Object.keys(limits).length === 0) return requests;
  const filledIn: ResourceAmounts = { ...limits };
  for (const name of OVERCOMMITTABLE) {
    if (Object.hasOwn(together, name)) filledIn[name] = together[name];
  }
  return { ...filledIn, ...requests };
}

function exactLimits({ manifest }: PodContainer): ResourceAmounts {
  return exactAmountsOf(asObject(asObject(manifest.resources).limits));
}

function exactRequests(container: PodContainer): ResourceAmounts {
  return { ...exactLimits(container), ...exactAmountsOf(asObject(asObject(container.manifest.resources).requests)) };
}

function supported(amounts: ResourceAmounts): ResourceAmounts {
  return Object.fromEntries(Object.entries(amounts).filter(([name]) => isPodLevelResource(name)));
}
