import { ApiObject, resolve } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { JsonObject, withoutUndefined } from '../manifest/json';
import { containerResources } from '../roles/container-resources';
import { PodOptions } from './pod-options';

/** The fields of the pod's `spec` that pod options ask for. */
export function podOptionFields(options: PodOptions, apiObject: ApiObject): JsonObject {
  const security = withoutUndefined({
    seccompProfile: options.seccompProfile && withoutUndefined({ ...options.seccompProfile }),
    supplementalGroups: options.supplementalGroups,
  });
  return withoutUndefined({
    shareProcessNamespace: options.shareProcessNamespace,
    enableServiceLinks: options.enableServiceLinks,
    runtimeClassName: options.runtimeClassName,
    priorityClassName: options.priorityClassName,
    topologySpreadConstraints: options.topologySpreadConstraints?.map(
      (constraint) =>
        kplus.k8s.toJson_TopologySpreadConstraint(resolve([], constraint, apiObject) as kplus.k8s.TopologySpreadConstraint) as JsonObject,
    ),
    resources: containerResources(options.podResources),
    os: options.osName === undefined ? undefined : { name: options.osName },
    securityContext: Object.keys(security).length > 0 ? security : undefined,
  });
}
