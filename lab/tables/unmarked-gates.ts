/**
 * The gates of fields that the server drops while a gate is closed and whose Go types do not say so in `+featureGate=`, by type and field.
 *
 * Read from what the server's creation strategies take out of an object that has every field.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/api/pod/util.go the dropDisabled… functions
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/registry/batch/job/strategy.go PrepareForCreate
 */
export const UNMARKED_GATES: Readonly<Record<string, readonly string[]>> = {
  'io.k8s.api.batch.v1.JobSpec/backoffLimitPerIndex': ['JobBackoffLimitPerIndex'],
  'io.k8s.api.batch.v1.JobSpec/managedBy': ['JobManagedBy'],
  'io.k8s.api.batch.v1.JobSpec/maxFailedIndexes': ['JobBackoffLimitPerIndex'],
  'io.k8s.api.batch.v1.JobSpec/podReplacementPolicy': ['JobPodReplacementPolicy'],
  'io.k8s.api.batch.v1.JobSpec/successPolicy': ['JobSuccessPolicy'],
  'io.k8s.api.core.v1.EphemeralContainer/resizePolicy': ['InPlacePodVerticalScaling'],
  'io.k8s.api.core.v1.Lifecycle/stopSignal': ['ContainerStopSignals'],
  'io.k8s.api.core.v1.PodAffinityTerm/matchLabelKeys': ['MatchLabelKeysInPodAffinity'],
  'io.k8s.api.core.v1.PodAffinityTerm/mismatchLabelKeys': ['MatchLabelKeysInPodAffinity'],
  'io.k8s.api.core.v1.PodSpec/hostUsers': ['UserNamespacesSupport'],
  'io.k8s.api.core.v1.SecurityContext/procMount': ['ProcMountType'],
  'io.k8s.api.core.v1.Volume/image': ['ImageVolume'],
  'io.k8s.api.core.v1.VolumeProjection/podCertificate': ['PodCertificateRequest'],
};
