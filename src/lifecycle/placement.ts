import { ClusterFeature } from '../cluster/cluster-feature';
import { KubernetesVersion } from '../cluster/kubernetes-version';

/**
 * Where a container that accompanies main stands in the pod.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
 */
export enum SidecarPlacement {
  /** A native sidecar where the target version has them (from 1.29), else an ordinary container. */
  AUTOMATIC = 'AUTOMATIC',
  /**
   * A native sidecar: an init container that keeps running. It starts before main, stops after it, does not keep a Job from completing, and
   * is restarted whatever the pod's restart policy is.
   */
  NATIVE = 'NATIVE',
  /**
   * An ordinary container beside main: both start and stop together. A Job with one completes only when it ends by itself.
   */
  ORDINARY = 'ORDINARY',
}

/**
 * Whether a container of the placement becomes a native sidecar on the target version. One that is forced to be native is so even where the
 * version has none: that is for a rule to refuse.
 *
 * @internal
 */
export function nativeSidecar(placement: SidecarPlacement, version: KubernetesVersion): boolean {
  if (placement === SidecarPlacement.AUTOMATIC) return version.supports(ClusterFeature.NATIVE_SIDECARS);
  return placement === SidecarPlacement.NATIVE;
}
