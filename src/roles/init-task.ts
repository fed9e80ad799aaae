import { RoleContainer } from '../assembly/pod-additions';
import { ContributionContext } from '../synth/pod-assembly';
import { Ambassador } from './ambassador';
import { withVariables } from './container-changes';
import { PodContainerProps } from './pod-container-props';
import { Role, RoleProps } from './role';

/** What an init task is made of. */
export interface InitTaskProps extends RoleProps {
  /**
   * The ambassadors of the pod that the task talks through, as a migration does to its database. The task waits until each of them is healthy, or
   * started where it does not state its health, and gets the variables with their addresses that main gets.
   *
   * @default - none
   */
  readonly through?: Ambassador[];
}

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
  private readonly through: Ambassador[];

  constructor(props: InitTaskProps) {
    super('init-task', props);
    this.through = [...(props.through ?? [])];
  }

  /** @internal */
  protected _container(props: PodContainerProps, context: ContributionContext): RoleContainer {
    const container = super._container(props, context);
    const manifest = { ...container.manifest };
    // cdk8s-plus gives a container with `portNumber` a startup probe, which the API server refuses for an init container.
    if (props.startup === undefined && props.startupProbe === undefined) delete manifest.startupProbe;
    const addresses = Object.assign({}, ...this.through.map((ambassador) => ambassador._addresses())) as Record<string, string>;
    const awaited = this.through.map((ambassador) => ambassador._reachable(ambassador._containerManifest(context)));
    return {
      ...withVariables({ ...container, manifest }, addresses),
      placement: 'init',
      dependsOn: [
        ...container.dependsOn,
        ...awaited.filter(({ container: name }) => !container.dependsOn.some((own) => own.container === name)),
      ],
    };
  }
}
