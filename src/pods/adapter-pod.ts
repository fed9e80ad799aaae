import { Construct } from 'constructs';
import { Adapter } from '../roles/adapter';
import { PatternPod, PatternPodProps } from './pattern-pod';
import { requireRole } from './required-role';

/** What the pod of an `AdapterPod` is made of. */
export interface AdapterPodProps extends PatternPodProps {
  /** The adapters: at least one. Other roles may stand beside them in `roles`. */
  readonly adapters: Adapter[];
}

/** Shows the world a uniform main: containers that present its logs or its status as everybody else does. */
export class AdapterPod extends PatternPod {
  constructor(scope: Construct, id: string, props: AdapterPodProps) {
    super(scope, id, { ...props, roles: [...props.adapters, ...(props.roles ?? [])] });
    requireRole(this, props.adapters.length, 'adapters');
  }
}
