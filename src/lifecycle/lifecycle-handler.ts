import type { Duration } from 'cdk8s';
import { JsonObject, copyJson } from '../manifest/json';
import { PortTarget, checkedTarget, execAction, httpRequest, portOf } from './kubelet-action';
import { ProbeScheme } from './probe-scheme';
import { wholeSeconds } from './whole-seconds';

/** A GET request that the kubelet sends to the pod's address. */
export interface HttpLifecycleHandlerOptions {
  /**
   * The port to connect to, 1 to 65535. The process has to listen on the pod's address: the kubelet cannot reach loopback.
   *
   * @default - the port named by `portName`, else the container's first endpoint
   */
  readonly port?: number;
  /**
   * The name of the container port to connect to, in place of its number.
   *
   * @default - the port is given by its number
   */
  readonly portName?: string;
  /**
   * Whether the container speaks plain HTTP or TLS. The certificate is not verified.
   *
   * @default ProbeScheme.HTTP
   */
  readonly scheme?: ProbeScheme;
  /**
   * Headers of the request by their names.
   *
   * @default - the kubelet's own: User-Agent and Accept
   */
  readonly headers?: Record<string, string>;
}

/**
 * What the kubelet does right after the start of a container (`postStart`) or right before it stops it (`preStop`).
 *
 * The container is not started for others before its `postStart` handler has returned, and gets no SIGTERM before its `preStop` handler has; the time
 * that the latter takes counts for the pod's grace period. There is no handler that connects by TCP: the API has a field for it, and every
 * kubelet fails on it.
 *
 * A handler is a value: one can be given to any number of containers.
 *
 * @see https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/
 */
export class LifecycleHandler {
  /**
   * A command that runs in the container.
   *
   * @param command the program and its arguments; it is not run in a shell
   * @throws if the command is empty
   */
  public static exec(command: string[]): LifecycleHandler {
    const what = 'an exec handler';
    const action = execAction(command, what);
    return new LifecycleHandler(what, () => action);
  }

  /**
   * A GET request to the container.
   *
   * @param path the path of the request, like `/drain`
   * @param options port, scheme and headers
   * @throws if the path is empty, the port or a header's name is out of its range, or `port` and `portName` are both given
   */
  public static http(path: string, options: HttpLifecycleHandlerOptions = {}): LifecycleHandler {
    const what = 'an HTTP handler';
    const request = httpRequest(path, options, what);
    return new LifecycleHandler(what, (port) => ({ httpGet: { ...request, port } }), checkedTarget(options, what));
  }

  /**
   * A pause, before which load balancers have time to take the pod out of their lists. The image needs no program for it. From Kubernetes
   * 1.30, zero seconds from 1.33.
   *
   * @param duration how long, in whole seconds
   * @throws if the duration is no whole number of seconds
   */
  public static sleep(duration: Duration): LifecycleHandler {
    const seconds = wholeSeconds(duration, 'the pause of a sleep handler', 0);
    return new LifecycleHandler('a sleep handler', () => ({ sleep: { seconds } }), undefined, seconds);
  }

  private constructor(
    private readonly what: string,
    private readonly action: (port: number | string) => JsonObject,
    private readonly target?: PortTarget,
    private readonly seconds?: number,
  ) {}

  /**
   * How long the handler takes, in seconds, where that is known: for a pause only.
   *
   * @internal
   */
  public get _seconds(): number | undefined {
    return this.seconds;
  }

  /**
   * Whether the handler connects to a port that it does not state itself, so that its container has to have an endpoint.
   *
   * @internal
   */
  public get _needsPort(): boolean {
    return this.target !== undefined && this.target.port === undefined && this.target.portName === undefined;
  }

  /**
   * The handler as `postStart` and `preStop` of a manifest have it.
   *
   * @param defaultPort the port of the container, for a request that states none
   * @throws if there is no port at all
   * @internal
   */
  public _toManifest(defaultPort?: number): JsonObject {
    return copyJson(this.action(this.target === undefined ? '' : portOf(this.target, defaultPort, this.what)));
  }
}
