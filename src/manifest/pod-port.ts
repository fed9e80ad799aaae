import { defaultedText } from './defaulting';
import { JsonObject, asNumber, asString } from './json';

/** A port that a container declares. */
export class PodPort {
  /** The number on which the container listens, or undefined where none is given. */
  public readonly containerPort?: number;
  /** `TCP`, `UDP` or `SCTP`; the server takes TCP where none is given. */
  public readonly protocol: string;
  /** The name that Services and probes may use, or undefined. */
  public readonly name?: string;
  /** The port of the node, or undefined where none is taken. */
  public readonly hostPort?: number;
  /** The address of the node, or undefined for all of them. */
  public readonly hostIp?: string;

  private readonly container: { readonly fieldPath: string };
  private readonly index: number;

  /** @internal */
  public constructor(port: JsonObject, container: { readonly fieldPath: string }, index: number) {
    this.container = container;
    this.index = index;
    this.containerPort = asNumber(port.containerPort) || undefined;
    this.protocol = defaultedText(port.protocol, 'TCP');
    this.name = asString(port.name) || undefined;
    this.hostPort = asNumber(port.hostPort) || undefined;
    this.hostIp = asString(port.hostIP) || undefined;
  }

  /** The port's field: `spec.containers[0].ports[1]`. */
  public get fieldPath(): string {
    return `${this.container.fieldPath}.ports[${this.index}]`;
  }
}
