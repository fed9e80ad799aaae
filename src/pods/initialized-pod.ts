import { Construct } from 'constructs';
import { InitTask } from '../roles/init-task';
import { PatternPod, PatternPodProps } from './pattern-pod';
import { requireRole } from './required-role';

/** What the pod of an `InitializedPod` is made of. */
export interface InitializedPodProps extends PatternPodProps {
  /** The init tasks: at least one. Other roles may stand beside them in `roles`. */
  readonly initTasks: InitTask[];
}

/** Prepares main: containers that run to their end before it starts. */
export class InitializedPod extends PatternPod {
  constructor(scope: Construct, id: string, props: InitializedPodProps) {
    super(scope, id, { ...props, roles: [...props.initTasks, ...(props.roles ?? [])] });
    requireRole(this, props.initTasks.length, 'initTasks');
  }
}
