import { RoleContainer } from '../assembly/pod-additions';
import { ContributionContext } from '../synth/pod-assembly';
import { PodContainerProps } from './pod-container-props';
import { Role, RoleProps } from './role';

/** What an init task is made of. */
export interface InitTaskProps extends RoleProps {}

/**
 * Prepares something for main and ends: writes a file that main reads, migrates a schema, waits for a condition. Main starts when it has
 * succeeded.
 *
 * It is a plain init container, so it may have neither probes nor lifecycle handlers. It runs as early as its conditions allow, because
 * an init task that runs beside sidecars makes the pod more expensive.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/init-containers/
 */
export class InitTask extends Role {
  constructor(props: InitTaskProps) {
    super('init-task', props);
  }

  /** @internal */
  protected _container(props: PodContainerProps, context: ContributionContext): RoleContainer {
    const container = super._container(props, context);
    const manifest = { ...container.manifest };
    // cdk8s-plus gives a container with `portNumber` a startup probe, which the API server refuses for an init container.
    if (props.startup === undefined && props.startupProbe === undefined) delete manifest.startupProbe;
    return { ...container, manifest, placement: 'init' };
  }
}
