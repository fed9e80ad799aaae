import * as kplus from 'cdk8s-plus-28';

/** What the constructs of cdk8s-plus-28 cannot say of a pod as a whole. */
export interface PodOptions {
  /**
   * Whether the containers see each other's processes.
   *
   * @default false
   * @see https://kubernetes.io/docs/tasks/configure-pod-container/share-process-namespace/
   */
  readonly shareProcessNamespace?: boolean;

  /**
   * Whether the environment has variables for every Service of the namespace.
   *
   * @default false
   */
  readonly enableServiceLinks?: boolean;

  /**
   * The seccomp profile of containers that state none.
   *
   * @default - the container runtime's own profile
   */
  readonly seccompProfile?: kplus.SeccompProfile;

  /**
   * Further groups of every container's first process, by number.
   *
   * @default - none
   */
  readonly supplementalGroups?: number[];

  /**
   * The runtime class that runs the pod, such as one with a sandbox.
   *
   * @default - the node's default
   */
  readonly runtimeClassName?: string;

  /**
   * The priority class of the pod.
   *
   * @default - the cluster's default
   */
  readonly priorityClassName?: string;

  /**
   * How the replicas are spread over zones and nodes.
   *
   * @default - the scheduler's own spreading
   */
  readonly topologySpreadConstraints?: kplus.k8s.TopologySpreadConstraint[];

  /**
   * What all containers of the pod may use together. From Kubernetes 1.34.
   *
   * @default - the sum of what the containers state
   * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#pod-level-resource-specification
   */
  readonly podResources?: kplus.ContainerResources;

  /**
   * The operating system of the pod's nodes, `linux` or `windows`. Stop signals need it.
   *
   * @default - not stated
   */
  readonly osName?: string;
}
