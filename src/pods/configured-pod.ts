import { Construct } from 'constructs';
import { ConfigHelper } from '../roles/config-helper';
import { PatternPod, PatternPodProps } from './pattern-pod';
import { requireRole } from './required-role';

/** What the pod of a `ConfiguredPod` is made of. */
export interface ConfiguredPodProps extends PatternPodProps {
  /** The config helpers: at least one. Other roles may stand beside them in `roles`. */
  readonly configHelpers: ConfigHelper[];
}

/** Keeps main configured: containers that render its configuration and tell it to load it again. */
export class ConfiguredPod extends PatternPod {
  constructor(scope: Construct, id: string, props: ConfiguredPodProps) {
    super(scope, id, { ...props, roles: [...props.configHelpers, ...(props.roles ?? [])] });
    requireRole(this, props.configHelpers.length, 'configHelpers');
  }
}
