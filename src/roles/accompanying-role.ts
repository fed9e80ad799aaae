import { RoleContainer } from '../assembly/pod-additions';
import { SidecarPlacement, nativeSidecar } from '../lifecycle/placement';
import { ContributionContext } from '../synth/pod-assembly';
import { PodContainerProps } from './pod-container-props';
import { Role, RoleProps } from './role';

/** What every role says whose container runs as long as main. */
export interface AccompanyingRoleProps extends RoleProps {
  /**
   * Whether the container is a native sidecar, which starts before main and stops after it, or an ordinary container beside main.
   *
   * @default SidecarPlacement.AUTOMATIC
   */
  readonly placement?: SidecarPlacement;
}

/** A role whose container runs beside main, as long as main does. */
export abstract class AccompanyingRole extends Role {
  /** Whether the container is a native sidecar or an ordinary container. */
  public readonly placement: SidecarPlacement;

  protected constructor(containerRole: string, props: AccompanyingRoleProps) {
    super(containerRole, props);
    this.placement = props.placement ?? SidecarPlacement.AUTOMATIC;
  }

  /** @internal */
  protected _container(props: PodContainerProps, context: ContributionContext): RoleContainer {
    const native = nativeSidecar(this.placement, context.version);
    return {
      ...super._container(props, context),
      placement: native ? 'native-sidecar' : 'ordinary',
      lacksNativeSidecars: !native && this.placement === SidecarPlacement.AUTOMATIC,
    };
  }
}
