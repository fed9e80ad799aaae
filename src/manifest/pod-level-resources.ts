import { KubernetesVersion } from '../cluster/kubernetes-version';
import { aggregated } from './aggregated-amounts';
import { JsonObject, asObject, isJsonObject } from './json';
import { PodContainer } from './pod-container';
import { COMPUTE_RESOURCES, ResourceAmounts, amountsOf, exactAmountsOf, roundedUpToMilli } from './resource-amounts';

const HUGEPAGES = 'hugepages-';

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
 * together, then what the pod does not request. From 1.37 it fills in requests beside any resource of the pod, and limits where every
 * container has one. Undefined for a pod without resources of its own.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/apis/core/v1/defaults.go
 * @see https://github.com/kubernetes/kubernetes/blob/v1.37.1/pkg/api/pod/util.go
 */
export function podLevelResources(
  spec: JsonObject,
  containers: readonly PodContainer[],
  version: KubernetesVersion,
): PodLevelResources | undefined {
  if (!isJsonObject(spec.resources)) return undefined;
  const isRounded = version.isAtLeast(KubernetesVersion.V1_37);
  const limitsOf = isRounded ? ({ limits }: PodContainer) => limits : exactLimits;
  const requestsOf = isRounded ? ({ requests }: PodContainer) => requests : exactRequests;
  const stated = exactAmountsOf(asObject(spec.resources.requests));
  const limits = exactAmountsOf(asObject(spec.resources.limits));
  const isSet = Object.keys(stated).length + Object.keys(limits).length > 0;
  if (!isSet) return { requests: {}, limits: {} };
  const limited = aggregated(containers, limitsOf);
  for (const [name, amount] of Object.entries(limited)) {
    if (!name.startsWith(HUGEPAGES) || Object.hasOwn(stated, name) || Object.hasOwn(limits, name)) continue;
    limits[name] = amount;
  }
  const fills = isRounded || Object.keys(limits).length > 0;
  const requests = fills ? filledInRequests(stated, limits, aggregated(containers, requestsOf)) : stated;
  if (isRounded) fillInLimits(limits, requests, limited, containers);
  return { requests: roundedUpToMilli(supported(requests)), limits: roundedUpToMilli(supported(limits)) };
}

/** A limit that every container has is one of the pod that requests the resource, and at least what it requests. */
function fillInLimits(
  limits: ResourceAmounts,
  requests: ResourceAmounts,
  limited: ResourceAmounts,
  containers: readonly PodContainer[],
): void {
  for (const [name, request] of Object.entries(supported(requests))) {
    if (Object.hasOwn(limits, name) || !Object.hasOwn(limited, name)) continue;
    if (!containers.every((container) => Object.hasOwn(container.limits, name))) continue;
    limits[name] = limited[name].max(request);
  }
}

/**
 * The requests of a pod itself. Where the pod has limits, the server fills in what the pod does not request: what its containers request
 * together of cpu and memory, else up to the limit.
 *
 * @param resources the pod's own `resources`
 * @param together what the containers request together
 */
export function podLevelRequests(resources: JsonObject, together: ResourceAmounts): ResourceAmounts {
  const limits = amountsOf(asObject(resources.limits));
  const requests = amountsOf(asObject(resources.requests));
  return Object.keys(limits).length === 0 ? requests : filledInRequests(requests, limits, together);
}

function filledInRequests(requests: ResourceAmounts, limits: ResourceAmounts, together: ResourceAmounts): ResourceAmounts {
  const filledIn: ResourceAmounts = { ...limits };
  for (const name of COMPUTE_RESOURCES) {
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
