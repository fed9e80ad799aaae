import { KubernetesVersion } from '../cluster/kubernetes-version';
import { NEWEST, countedContainers, ownResources } from './effective-resources';
import { JsonObject } from './json';
import { PodContainer } from './pod-container';
import { COMPUTE_RESOURCES, ResourceAmounts } from './resource-amounts';

/** A quality of service class and why a pod has it. */
export interface QosVerdict {
  /** `Guaranteed`, `Burstable` or `BestEffort`: which pods are stopped last when a node runs out of memory. */
  readonly qosClass: string;
  /** Why, in one sentence that names the container that decides. */
  readonly reason: string;
}

/** Requests and limits of one container, or of the pod itself. */
interface Claimant {
  /** As a sentence names it: `container 'web'`, `the pod itself`. */
  readonly who: string;
  readonly requests: ResourceAmounts;
  readonly limits: ResourceAmounts;
}

/** The quality of service class that Kubernetes gives a pod. */
export function qosClassOf(spec: JsonObject, containers: readonly PodContainer[], version?: KubernetesVersion): string {
  return qosOf(spec, containers, version).qosClass;
}

/**
 * The quality of service class that Kubernetes gives a pod, with the reason: by the requests and limits of cpu and memory of ALL its
 * containers, init containers included, or by the pod's own where it has them.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/apis/core/v1/helper/qos/qos.go
 */
export function qosOf(spec: JsonObject, containers: readonly PodContainer[], version = NEWEST): QosVerdict {
  const own = ownResources(spec, containers, version);
  // Before 1.37 empty resources of the pod itself hid those of its containers.
  const isSet =
    own !== undefined &&
    (!version.isAtLeast(KubernetesVersion.V1_37) || [own.requests, own.limits].some((each) => Object.keys(each).length > 0));
  const claimants: Claimant[] = isSet
    ? [{ who: 'the pod itself', ...own }]
    : countedContainers(containers, version).map(({ name, requests, limits }) => ({ who: `container '${name}'`, requests, limits }));
  if (!claimants.some(({ requests, limits }) => COMPUTE_RESOURCES.some((name) => claims(requests, name) || claims(limits, name)))) {
    return {
      qosClass: 'BestEffort',
      reason: `${isSet ? 'the pod itself requests and limits' : 'no container requests or limits'} ${isSet ? 'no ' : ''}cpu or memory`,
    };
  }
  const unlimited = claimants.flatMap(({ who, limits }) => {
    const missing = COMPUTE_RESOURCES.filter((name) => !claims(limits, name));
    return missing.length > 0 ? `${who} has no limit of ${missing.join(' and ')}` : [];
  });
  if (unlimited.length > 0) return { qosClass: 'Burstable', reason: andOthers(unlimited) };
  const differing = claimants.flatMap(({ who, requests, limits }) => {
    const names = COMPUTE_RESOURCES.filter((name) => !claims(requests, name) || requests[name].compareTo(limits[name]) !== 0);
    return names.length > 0 ? `${who} requests less ${names.join(' and ')} than its limit` : [];
  });
  if (differing.length > 0) return { qosClass: 'Burstable', reason: andOthers(differing) };
  return {
    qosClass: 'Guaranteed',
    reason: `${isSet ? 'the pod itself' : 'every container'} requests all the cpu and memory that its limits allow`,
  };
}

function andOthers([first, ...others]: readonly string[]): string {
  return others.length === 0 ? first : `${first}, and so it is with ${others.length} more`;
}

function claims(amounts: ResourceAmounts, name: string): boolean {
  return Object.hasOwn(amounts, name) && !amounts[name].isZero && !amounts[name].isNegative;
}
