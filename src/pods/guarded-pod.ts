import { Construct } from 'constructs';
import { Guard } from '../roles/guard';
import { PatternPod, PatternPodProps } from './pattern-pod';
import { requireRole } from './required-role';

/** What the pod of a `GuardedPod` is made of. */
export interface GuardedPodProps extends PatternPodProps {
  /** The guard that stands in front of main. Other roles may stand beside it in `roles`. */
  readonly guard: Guard;
}

/** Puts a guard in front of main: the world reaches the guard alone, and main listens on loopback. */
export class GuardedPod extends PatternPod {
  constructor(scope: Construct, id: string, props: GuardedPodProps) {
    super(scope, id, { ...props, roles: [...(props.guard ? [props.guard] : []), ...(props.roles ?? [])] });
    requireRole(this, props.guard ? 1 : 0, 'guard');
  }
}
