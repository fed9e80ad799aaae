import type { Duration } from 'cdk8s';
import { JsonObject, copyJson } from '../manifest/json';
import { PortTarget, checkedTarget, execAction, httpRequest, portOf } from './kubelet-action';
import { ProbeScheme } from './probe-scheme';
import { countOf, wholeSeconds } from './whole-seconds';

/** When a probe runs and how often it has to succeed or to fail. What is left out is not written, so that the server's default holds. */
export interface HealthProbeOptions {
  /**
   * How long after the start of the container the first probe runs. In whole seconds.
   *
   * @default - at once
   */
  readonly initialDelay?: Duration;
  /**
   * How often the probe runs. In whole seconds, at least one.
   *
   * @default - every 10 seconds
   */
  readonly period?: Duration;
  /**
   * After which time without an answer the probe has failed. In whole seconds, at least one.
   *
   * @default - 1 second
   */
  readonly timeout?: Duration;
  /**
   * How many failures in a row count as one: the container is then restarted, or not ready.
   *
   * @default - 3
   */
  readonly failureThreshold?: number;
  /**
   * How many successes in a row count as one. Only a readiness probe may have more than 1.
   *
   * @default - 1
   */
  readonly successThreshold?: number;
  /**
   * How long the container may take to stop when this probe has failed. In whole seconds, at least one. Not allowed for a readiness probe.
   *
   * @default - the grace period of the pod
   */
  readonly terminationGracePeriod?: Duration;
}

/** A probe that connects to the pod's address. */
export interface TcpHealthProbeOptions extends HealthProbeOptions {
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
}

/** A probe that sends a GET request to the pod's address. A status from 200 to 399 is a success. */
export interface HttpHealthProbeOptions extends TcpHealthProbeOptions {
  /**
   * Whether the container speaks plain HTTP or TLS. The certificate is not verified.
   *
   * @default ProbeScheme.HTTP
   */
  readonly scheme?: ProbeScheme;
  /**
   * Headers of the request by their names. `Host` says which virtual host answers.
   *
   * @default - the kubelet's own: User-Agent and Accept
   */
  readonly headers?: Record<string, string>;
}

/** A probe that asks the gRPC health protocol. */
export interface GrpcHealthProbeOptions extends HealthProbeOptions {
  /**
   * The port to connect to, 1 to 65535, without TLS. It has no name: gRPC probes know numbers only.
   *
   * @default - the port of the container's first endpoint
   */
  readonly port?: number;
  /**
   * The service to ask for. Some servers tell liveness from readiness by it.
   *
   * @default - the server as a whole
   * @see https://github.com/grpc/grpc/blob/master/doc/health-checking.md
   */
  readonly service?: string;
}

/**
 * How the kubelet finds out whether a container has started, is ready, or is alive.
 *
 * Beside what cdk8s-plus's own `Probe` offers it knows gRPC, request headers, named ports and a grace period of its own. All but `exec`
 * connect to the pod's address: what listens on loopback only needs `exec`, or a health port of its own on the pod's address.
 *
 * A probe is a value: one can be given to any number of containers.
 *
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/
 */
export class HealthProbe {
  /**
   * A GET request that has to be answered with a status from 200 to 399.
   *
   * @param path the path of the request, like `/healthz`
   * @param options port, scheme, headers and timing
   * @throws if the path is empty, a port, a header's name, a time or a threshold is out of its range, or `port` and `portName` are both given
   */
  public static http(path: string, options: HttpHealthProbeOptions = {}): HealthProbe {
    const what = 'an HTTP probe';
    const request = httpRequest(path, options, what);
    return new HealthProbe(options, what, (port) => ({ httpGet: { ...request, port } }), checkedTarget(options, what));
  }

  /**
   * A TCP connection that has to be accepted.
   *
   * @param options port and timing
   * @throws if a port, a time or a threshold is out of its range, or `port` and `portName` are both given
   */
  public static tcp(options: TcpHealthProbeOptions = {}): HealthProbe {
    const what = 'a TCP probe';
    return new HealthProbe(options, what, (port) => ({ tcpSocket: { port } }), checkedTarget(options, what));
  }

  /**
   * A request of the gRPC health protocol that has to be answered with `SERVING`.
   *
   * @param options port, service and timing
   * @throws if a port, a time or a threshold is out of its range
   */
  public static grpc(options: GrpcHealthProbeOptions = {}): HealthProbe {
    const what = 'a gRPC probe';
    const service: JsonObject = options.service === undefined ? {} : { service: options.service };
    return new HealthProbe(options, what, (port) => ({ grpc: { ...service, port } }), checkedTarget({ port: options.port }, what));
  }

  /**
   * A command that runs in the container and has to exit with 0: the only probe that reaches what listens on loopback.
   *
   * @param command the program and its arguments; it is not run in a shell
   * @param options timing
   * @throws if the command is empty, or a time or a threshold is out of its range
   */
  public static exec(command: string[], options: HealthProbeOptions = {}): HealthProbe {
    const what = 'an exec probe';
    const action = execAction(command, what);
    return new HealthProbe(options, what, () => action);
  }

  private readonly timing: JsonObject;

  private constructor(
    options: HealthProbeOptions,
    private readonly what: string,
    private readonly action: (port: number | string) => JsonObject,
    private readonly target?: PortTarget,
  ) {
    const seconds = (duration: Duration | undefined, name: string, least: number) =>
      duration === undefined ? undefined : wholeSeconds(duration, `${name} of ${what}`, least);
    const count = (value: number | undefined, name: string) => (value === undefined ? undefined : countOf(value, `${name} of ${what}`));
    this.timing = {
      initialDelaySeconds: seconds(options.initialDelay, 'the initial delay', 0),
      periodSeconds: seconds(options.period, 'the period', 1),
      timeoutSeconds: seconds(options.timeout, 'the timeout', 1),
      failureThreshold: count(options.failureThreshold, 'the failure threshold'),
      successThreshold: count(options.successThreshold, 'the success threshold'),
      terminationGracePeriodSeconds: seconds(options.terminationGracePeriod, 'the termination grace period', 1),
    };
  }

  /**
   * Whether the probe connects to a port that it does not state itself, so that its container has to have an endpoint.
   *
   * @internal
   */
  public get _needsPort(): boolean {
    return this.target !== undefined && this.target.port === undefined && this.target.portName === undefined;
  }

  /**
   * Whether the kubelet connects to the pod's address, where a process on loopback does not listen.
   *
   * @internal
   */
  public get _connects(): boolean {
    return this.target !== undefined;
  }

  /**
   * The probe as a container of a manifest has it.
   *
   * @param defaultPort the port of the container, for a probe that states none
   * @throws if there is no port at all
   * @internal
   */
  public _toManifest(defaultPort?: number): JsonObject {
    const action = this.action(this.target === undefined ? '' : portOf(this.target, defaultPort, this.what));
    const timing = Object.entries(this.timing).filter(([, value]) => value !== undefined);
    return copyJson({ ...action, ...Object.fromEntries(timing) });
  }
}
