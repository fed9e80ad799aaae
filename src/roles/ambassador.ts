import { ContainerAdditions, RoleContainer } from '../assembly/pod-additions';
import { SidecarPlacement } from '../lifecycle/placement';
import { DependencyIntent } from '../manifest/intent';
import { JsonObject, isJsonObject } from '../manifest/json';
import { StartCondition } from '../manifest/start-condition';
import { Endpoint } from '../network/endpoint';
import { ContributionContext } from '../synth/pod-assembly';
import { AccompanyingRole, AccompanyingRoleProps } from './accompanying-role';
import { LOOPBACK, listeningAt, withEndpoint, withEnv, withVariables } from './container-changes';
import { PodContainerProps } from './pod-container-props';

/** The variables of main that carry an ambassador's address. Each is left out unless it is named. */
export interface AddressVariables {
  /**
   * The variable that carries the host: `127.0.0.1`.
   *
   * @default - none
   */
  readonly host?: string;

  /**
   * The variable that carries the port: `5432`.
   *
   * @default - none
   */
  readonly port?: string;

  /**
   * The variable that carries host and port: `127.0.0.1:5432`.
   *
   * @default - none
   */
  readonly address?: string;

  /**
   * The variable that carries an URL: `http://127.0.0.1:8080`.
   *
   * @default - none
   */
  readonly url?: string;
}

/** What an ambassador is made of. */
export interface AmbassadorProps extends AccompanyingRoleProps {
  /**
   * The endpoint at which main finds the ambassador. It is on loopback: an ambassador is for main alone.
   */
  readonly listens: Endpoint;

  /**
   * The variables through which main learns the ambassador's address.
   *
   * @default - main knows it already
   */
  readonly addressVariables?: AddressVariables;

  /**
   * Where the ambassador forwards to, as `host:port`.
   *
   * @default - the ambassador's arguments or configuration say it
   */
  readonly upstream?: string;

  /**
   * The variable of the ambassador's container that carries `upstream`.
   *
   * @default - the ambassador's arguments or configuration say it
   */
  readonly upstreamVariable?: string;
}

/**
 * Shows main a simplified world: main talks to a port of its own pod, and the ambassador knows where the database is, how it is secured and
 * which shard is meant.
 *
 * It listens on loopback, so that no Service and no other pod reaches it. It starts before main; when it states its health, main waits for
 * that as well. As an ordinary container (`SidecarPlacement.ORDINARY`) it starts together with main, which has to retry until it answers.
 *
 * @see https://kubernetes.io/blog/2015/06/the-distributed-system-toolkit-patterns/
 */
export class Ambassador extends AccompanyingRole {
  /** The endpoint at which main finds the ambassador. */
  public readonly listens: Endpoint;
  private readonly ambassadorProps: AmbassadorProps;

  constructor(props: AmbassadorProps) {
    super('ambassador', props);
    this.listens = props.listens;
    this.ambassadorProps = props;
  }

  public get endpoints(): Endpoint[] {
    return withEndpoint(super.endpoints, this.listens);
  }

  /** @internal */
  protected _container(props: PodContainerProps, context: ContributionContext): RoleContainer {
    const { upstream, upstreamVariable } = this.ambassadorProps;
    const container = super._container(listeningAt(props, this.listens), context);
    return {
      ...withVariables(container, upstream && upstreamVariable ? { [upstreamVariable]: upstream } : {}),
      intent: { upstream, addressVariables: Object.keys(this._addresses()) },
    };
  }

  /** @internal */
  protected _forMain(context: ContributionContext, container: RoleContainer): ContainerAdditions {
    const additions = super._forMain(context, container);
    return {
      ...additions,
      manifest: withEnv(additions.manifest, this._addresses()),
      // Whoever asks for an ordinary container asks for one that starts together with main.
      dependsOn: this.placement === SidecarPlacement.ORDINARY ? [] : [this._reachable(container.manifest)],
    };
  }

  /**
   * The condition under which a container that talks through the ambassador may start: it is healthy where its container says when it is, and
   * started where it does not.
   *
   * @internal
   */
  public _reachable(container: JsonObject): DependencyIntent {
    return { container: this.name, condition: statesHealth(container) ? StartCondition.HEALTHY : StartCondition.STARTED };
  }

  /** The container of the ambassador as it is written for a pod. @internal */
  public _containerManifest(context: ContributionContext): JsonObject {
    return this._container(this.ambassadorProps, context).manifest;
  }

  /** The variables that carry the ambassador's address, with their values. @internal */
  public _addresses(): Record<string, string> {
    const { host, port, address, url } = this.ambassadorProps.addressVariables ?? {};
    const at = `${LOOPBACK}:${this.listens.port}`;
    return {
      ...(host ? { [host]: LOOPBACK } : {}),
      ...(port ? { [port]: String(this.listens.port) } : {}),
      ...(address ? { [address]: at } : {}),
      ...(url ? { [url]: `${this.listens.scheme === undefined ? 'tcp' : 'http'}://${at}` } : {}),
    };
  }
}

/** Whether a container says by a probe when it serves. */
function statesHealth(container: JsonObject): boolean {
  return isJsonObject(container.startupProbe) || isJsonObject(container.readinessProbe);
}
