import { AccompanyingRole, AccompanyingRoleProps } from './accompanying-role';

/** What a sidecar is made of. */
export interface SidecarProps extends AccompanyingRoleProps {}

/**
 * Extends main: ships its logs, refreshes its certificates, warms its cache. The image of main knows nothing of it.
 *
 * It is a native sidecar where the target version has them: it starts before main, stops after it, is restarted by itself, and does not keep
 * a Job from completing.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
 */
export class Sidecar extends AccompanyingRole {
  constructor(props: SidecarProps) {
    super('sidecar', props);
  }
}
