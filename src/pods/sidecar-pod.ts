import { Construct } from 'constructs';
import { Sidecar } from '../roles/sidecar';
import { PatternPod, PatternPodProps } from './pattern-pod';
import { requireRole } from './required-role';

/** What the pod of a `SidecarPod` is made of. */
export interface SidecarPodProps extends PatternPodProps {
  /** The sidecars: at least one. Other roles may stand beside them in `roles`. */
  readonly sidecars: Sidecar[];
}

/** Extends main: containers that ship its logs, refresh its certificates or warm its cache. */
export class SidecarPod extends PatternPod {
  constructor(scope: Construct, id: string, props: SidecarPodProps) {
    super(scope, id, { ...props, roles: [...props.sidecars, ...(props.roles ?? [])] });
    requireRole(this, props.sidecars.length, 'sidecars');
  }
}
