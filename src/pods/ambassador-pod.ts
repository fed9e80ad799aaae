import { Construct } from 'constructs';
import { Ambassador } from '../roles/ambassador';
import { PatternPod, PatternPodProps } from './pattern-pod';
import { requireRole } from './required-role';

/** What the pod of an `AmbassadorPod` is made of. */
export interface AmbassadorPodProps extends PatternPodProps {
  /** The ambassadors: at least one. Other roles may stand beside them in `roles`. */
  readonly ambassadors: Ambassador[];
}

/** Shows main a simplified world: containers on loopback that know where the rest of the system is. */
export class AmbassadorPod extends PatternPod {
  constructor(scope: Construct, id: string, props: AmbassadorPodProps) {
    super(scope, id, { ...props, roles: [...props.ambassadors, ...(props.roles ?? [])] });
    requireRole(this, props.ambassadors.length, 'ambassadors');
  }
}
