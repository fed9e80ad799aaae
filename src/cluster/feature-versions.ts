import { ClusterFeature } from './cluster-feature';

/**
 * The minor version of Kubernetes 1 in which a cluster first has each feature without anybody switching it on, or undefined where no version
 * has. A feature that is older than the oldest version of the library stands at that version.
 *
 * Read from `test/compatibility_lifecycle/reference/versioned_feature_list.yaml` of Kubernetes 1.33.13 and 1.37.1 (the first entry whose
 * `default` is true), and from `pkg/features/kube_features.go` of 1.28.15 for what had left those lists.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.37.1/test/compatibility_lifecycle/reference/versioned_feature_list.yaml
 */
export const FEATURE_VERSIONS: Readonly<Record<ClusterFeature, number | undefined>> = {
  [ClusterFeature.NATIVE_SIDECARS]: 29,
  [ClusterFeature.POD_LEVEL_RESOURCES]: 34,
  [ClusterFeature.IMAGE_VOLUMES]: 35,
  [ClusterFeature.SLEEP_HANDLER]: 30,
  [ClusterFeature.ZERO_SLEEP_HANDLER]: 33,
  [ClusterFeature.STOP_SIGNALS]: undefined,
  [ClusterFeature.CONTAINER_RESTART_RULES]: 35,
  [ClusterFeature.RESTART_ALL_CONTAINERS]: 36,
  [ClusterFeature.RECURSIVE_READ_ONLY_MOUNTS]: 31,
  [ClusterFeature.CONTAINER_RESOURCE_METRICS]: 28,
  [ClusterFeature.GRPC_PROBES]: 28,
  [ClusterFeature.IN_PLACE_RESIZE]: 33,
  [ClusterFeature.ENVIRONMENT_FILES]: 35,
  [ClusterFeature.USER_NAMESPACES]: 33,
  [ClusterFeature.SUPPLEMENTAL_GROUPS_POLICY]: 33,
  [ClusterFeature.SELINUX_CHANGE_POLICY]: 33,
  [ClusterFeature.HOSTNAME_OVERRIDE]: 35,
  [ClusterFeature.RELAXED_ENVIRONMENT_NAMES]: 32,
};
