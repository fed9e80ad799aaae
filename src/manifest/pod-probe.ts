import { DEFAULT_FAILURE_THRESHOLD, DEFAULT_PROBE_PERIOD_SECONDS, defaultedNumber } from './defaulting';
import { JsonObject, asNumber, asString, isJsonObject } from './json';

/** The ways in which a probe can ask, in the order in which the server looks for them. */
export const PROBE_HANDLERS = ['exec', 'httpGet', 'tcpSocket', 'grpc'] as const;

/** A probe of a container. */
export class PodProbe {
  /** `livenessProbe`, `readinessProbe` or `startupProbe`. */
  public readonly field: string;
  /** The way in which it asks: `exec`, `httpGet`, `tcpSocket` or `grpc`; undefined where it has none. */
  public readonly handler?: string;
  /** The port that the kubelet connects to, by number or by name; undefined for `exec`. */
  public readonly port?: number | string;
  /** The host that the kubelet connects to, or undefined for the pod's own address. */
  public readonly host?: string;
  /** Seconds between two questions. */
  public readonly periodSeconds: number;
  /** After how many failures the kubelet acts. */
  public readonly failureThreshold: number;
  /** The probe as the manifest has it. */
  public readonly manifest: JsonObject;
  private readonly container: { readonly fieldPath: string };

  /** @internal */
  public constructor(field: string, probe: JsonObject, container: { readonly fieldPath: string }) {
    this.field = field;
    this.container = container;
    this.manifest = probe;
    this.periodSeconds = defaultedNumber(probe.periodSeconds, DEFAULT_PROBE_PERIOD_SECONDS);
    this.failureThreshold = defaultedNumber(probe.failureThreshold, DEFAULT_FAILURE_THRESHOLD);
    for (const handler of PROBE_HANDLERS) {
      const action = probe[handler];
      if (!isJsonObject(action)) continue;
      this.handler = handler;
      if (handler !== 'exec') this.port = asNumber(action.port) ?? asString(action.port);
      if (handler === 'httpGet' || handler === 'tcpSocket') this.host = asString(action.host) || undefined;
      break;
    }
  }

  /** The probe's field: `spec.containers[0].livenessProbe`. */
  public get fieldPath(): string {
    return `${this.container.fieldPath}.${this.field}`;
  }

  /** Whether the kubelet connects to the pod's address for it: what listens on loopback only never answers such a probe. */
  public get isNetworked(): boolean {
    return this.handler !== undefined && this.handler !== 'exec';
  }
}
