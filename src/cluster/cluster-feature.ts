/**
 * What a cluster can do for a pod from some version on, as far as it decides how a pod is written.
 *
 * A feature counts as present from the first version in which a cluster has it without anybody switching it on. Before that version the
 * server drops the feature's fields without a word, so that the pod runs as if they had never been written.
 *
 * @see https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/
 */
export enum ClusterFeature {
  /**
   * Native sidecars: an entry of `initContainers` with `restartPolicy: Always` starts before and stops after the ordinary containers.
   * From 1.29.
   *
   * @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
   */
  NATIVE_SIDECARS = 'NATIVE_SIDECARS',
  /**
   * Requests and limits of the whole pod (`spec.resources`), shared by its containers. From 1.34.
   *
   * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#pod-level-resource-specification
   */
  POD_LEVEL_RESOURCES = 'POD_LEVEL_RESOURCES',
  /**
   * Volumes whose content is an OCI image or artifact (`volumes[].image`). From 1.35.
   *
   * @see https://kubernetes.io/docs/concepts/storage/volumes/#image
   */
  IMAGE_VOLUMES = 'IMAGE_VOLUMES',
  /**
   * Lifecycle handlers that sleep (`lifecycle.preStop.sleep`), so that an image needs no `sleep` program. From 1.30.
   *
   * @see https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/#hook-handler-implementations
   */
  SLEEP_HANDLER = 'SLEEP_HANDLER',
  /**
   * Lifecycle handlers that sleep for zero seconds. From 1.33.
   *
   * @see https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/#hook-handler-implementations
   */
  ZERO_SLEEP_HANDLER = 'ZERO_SLEEP_HANDLER',
  /**
   * A container's own stop signal (`lifecycle.stopSignal`). Every version so far has to be told to offer it (the feature gate
   * `ContainerStopSignals`), so no version supports it by itself.
   *
   * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination-stop-signals
   */
  STOP_SIGNALS = 'STOP_SIGNALS',
  /**
   * A restart policy and restart rules of one container (`restartPolicy` and `restartPolicyRules` of any container). From 1.35.
   *
   * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#container-restart-rules
   */
  CONTAINER_RESTART_RULES = 'CONTAINER_RESTART_RULES',
  /**
   * A restart rule that restarts all containers of the pod in place (action `RestartAllContainers`). From 1.36.
   *
   * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#container-restart-rules
   */
  RESTART_ALL_CONTAINERS = 'RESTART_ALL_CONTAINERS',
  /**
   * Read-only mounts whose submounts are read-only too (`volumeMounts[].recursiveReadOnly`). From 1.31.
   *
   * @see https://kubernetes.io/docs/concepts/storage/volumes/#recursive-read-only-mounts
   */
  RECURSIVE_READ_ONLY_MOUNTS = 'RECURSIVE_READ_ONLY_MOUNTS',
  /**
   * Autoscaling on the usage of one container (metrics of the type `ContainerResource`), so that sidecars do not count. In every version
   * that this library knows.
   *
   * @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#container-resource-metrics
   */
  CONTAINER_RESOURCE_METRICS = 'CONTAINER_RESOURCE_METRICS',
  /**
   * Probes that speak the gRPC health protocol (`grpc`). In every version that this library knows.
   *
   * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-a-grpc-liveness-probe
   */
  GRPC_PROBES = 'GRPC_PROBES',
  /**
   * New requests and limits for a running container without a restart (`containers[].resizePolicy` decides how). From 1.33.
   *
   * @see https://kubernetes.io/docs/tasks/configure-pod-container/resize-container-resources/
   */
  IN_PLACE_RESIZE = 'IN_PLACE_RESIZE',
  /**
   * Environment variables read from a file in a volume (`valueFrom.fileKeyRef`). From 1.35.
   *
   * @see https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-via-file/
   */
  ENVIRONMENT_FILES = 'ENVIRONMENT_FILES',
  /**
   * A user namespace of the pod's own (`hostUsers: false`). From 1.33.
   *
   * @see https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/
   */
  USER_NAMESPACES = 'USER_NAMESPACES',
  /**
   * How supplemental groups are put together (`securityContext.supplementalGroupsPolicy`). From 1.33.
   *
   * @see https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#supplementalgroupspolicy
   */
  SUPPLEMENTAL_GROUPS_POLICY = 'SUPPLEMENTAL_GROUPS_POLICY',
  /**
   * How SELinux labels reach volumes (`securityContext.seLinuxChangePolicy`). From 1.33.
   *
   * @see https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#assign-selinux-labels-to-a-container
   */
  SELINUX_CHANGE_POLICY = 'SELINUX_CHANGE_POLICY',
  /**
   * A host name of the pod's own, whatever its name (`spec.hostnameOverride`). From 1.35.
   *
   * @see https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-hostname-override
   */
  HOSTNAME_OVERRIDE = 'HOSTNAME_OVERRIDE',
  /**
   * Names of environment variables of almost any printable characters. From 1.32; before, letters, digits, `-`, `_` and `.`.
   *
   * @see https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/
   */
  RELAXED_ENVIRONMENT_NAMES = 'RELAXED_ENVIRONMENT_NAMES',
}
