import { ClusterFeature } from '../cluster/cluster-feature';
import { KubernetesVersion } from '../cluster/kubernetes-version';
import { aggregated } from './aggregated-amounts';
import { ContainerKind } from './container-kind';
import { JsonObject, asObject } from './json';
import { PodContainer } from './pod-container';
import { podLevelResources } from './pod-level-resources';
import { ResourceAmounts, addAmounts, amountsOf } from './resource-amounts';

export { aggregated } from './aggregated-amounts';
export { podLevelRequests } from './pod-level-resources';

/** The newest version, which reads everything that a manifest may say. */
export const NEWEST = KubernetesVersion.ALL[KubernetesVersion.ALL.length - 1];

/** A container as it counts for what a pod reserves. */
export interface CountedContainer {
  readonly name: string;
  readonly kind: ContainerKind;
  readonly requests: ResourceAmounts;
  readonly limits: ResourceAmounts;
}

/**
 * The containers of a pod as a version counts them, in the order in which they start. A version without native sidecars drops what makes an
 * init container one, and it is an init task there. Ephemeral containers can have no resources.
 */
export function countedContainers(containers: readonly PodContainer[], version: KubernetesVersion = NEWEST): CountedContainer[] {
  const native = version.supports(ClusterFeature.NATIVE_SIDECARS);
  return containers
    .filter(({ kind }) => kind !== ContainerKind.EPHEMERAL)
    .map(({ name, kind, requests, limits }) => ({
      name,
      kind: kind === ContainerKind.NATIVE_SIDECAR && !native ? ContainerKind.INIT : kind,
      requests,
      limits,
    }));
}

/**
 * What the scheduler reserves for a pod, resource by resource: the greater of what runs in the end (native sidecars and ordinary
 * containers) and of each init container together with the native sidecars that were started before it; then the pod's overhead.
 * Requests of the pod itself (`spec.resources`) take the place of the sum, in the versions that have them.
 *
 * @see https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/753-sidecar-containers#resources-calculation-for-scheduling-and-pod-admission
 * @see https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/2837-pod-level-resource-spec
 */
export function effectiveRequests(spec: JsonObject, containers: readonly PodContainer[], version = NEWEST): ResourceAmounts {
  const total = aggregated(countedContainers(containers, version), ({ requests }) => requests);
  Object.assign(total, ownResources(spec, containers, version)?.requests);
  addAmounts(total, amountsOf(asObject(spec.overhead)));
  return total;
}

/** The greatest use of resources that the limits of a pod's containers allow at any time, reckoned like the requests. */
export function effectiveLimits(spec: JsonObject, containers: readonly PodContainer[], version = NEWEST): ResourceAmounts {
  const total = aggregated(countedContainers(containers, version), ({ limits }) => limits);
  Object.assign(total, ownResources(spec, containers, version)?.limits);
  // The overhead belongs to a limit that there is, and makes none.
  for (const [name, amount] of Object.entries(amountsOf(asObject(spec.overhead)))) {
    if (Object.hasOwn(total, name) && !total[name].isZero) total[name] = total[name].plus(amount);
  }
  return total;
}

/** The resources of the pod itself in a version that has them. */
export function ownResources(
  spec: JsonObject,
  containers: readonly PodContainer[],
  version = NEWEST,
): ReturnType<typeof podLevelResources> {
  return version.supports(ClusterFeature.POD_LEVEL_RESOURCES) ? podLevelResources(spec, containers, version) : undefined;
}
