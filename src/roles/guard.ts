import { RoleContainer } from '../assembly/pod-additions';
import { Endpoint } from '../network/endpoint';
import { ContributionContext } from '../synth/pod-assembly';
import { AccompanyingRole, AccompanyingRoleProps } from './accompanying-role';
import { LOOPBACK, listeningAt, withEndpoint, withVariables } from './container-changes';
import { PodContainerProps } from './pod-container-props';

/** What a guard is made of. */
export interface GuardProps extends AccompanyingRoleProps {
  /** Where the guard listens, on the pod's address: it takes main's place behind the Service. */
  readonly listens: Endpoint;

  /** The endpoint of main that the guard stands in front of. Main binds it to loopback, so that nobody walks around the guard. */
  readonly guards: Endpoint;

  /**
   * The variable of the guard's container that tells it where main is, as an URL on loopback.
   *
   * @default - the guard's arguments or configuration say it
   */
  readonly upstreamVariable?: string;
}

/**
 * Stands in front of main: it terminates TLS, asks who is calling, or limits how often, and passes on what may pass. Main listens on
 * loopback and the Service targets the guard, so that there is no way around it.
 */
export class Guard extends AccompanyingRole {
  /** Where the guard listens: the entry of the pod. */
  public readonly listens: Endpoint;
  /** The endpoint of main that the guard stands in front of. */
  public readonly guards: Endpoint;
  private readonly upstreamVariable?: string;

  constructor(props: GuardProps) {
    super('guard', props);
    this.listens = props.listens;
    this.guards = props.guards;
    this.upstreamVariable = props.upstreamVariable;
  }

  public get endpoints(): Endpoint[] {
    return withEndpoint(super.endpoints, this.listens);
  }

  /** @internal */
  protected _container(props: PodContainerProps, context: ContributionContext): RoleContainer {
    const container = super._container(listeningAt(props, this.listens), context);
    const upstream = `http://${LOOPBACK}:${this.guards.port}`;
    return {
      ...withVariables(container, this.upstreamVariable ? { [this.upstreamVariable]: upstream } : {}),
      intent: { guardedPort: this.guards.port },
    };
  }
}
