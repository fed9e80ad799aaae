import { BindAddress } from './bind-address';

/** A port on which a container is known or taken to listen. */
export class PodEndpoint {
  /** The port. */
  public readonly port: number;
  /** `TCP`, `UDP` or `SCTP`. */
  public readonly protocol: string;
  /** The part of the pod's network on which it listens, or undefined where nobody said. */
  public readonly bind?: BindAddress;
  /** Its name, or undefined. */
  public readonly name?: string;
  /** The field that declares it, or undefined for an endpoint that the manifest does not show. */
  public readonly fieldPath?: string;

  /** @internal */
  public constructor(port: number, protocol: string, bind?: BindAddress, name?: string, fieldPath?: string) {
    this.port = port;
    this.protocol = protocol;
    this.bind = bind;
    this.name = name;
    this.fieldPath = fieldPath;
  }

  /** Whether only the containers of the same pod reach it. */
  public get isLoopback(): boolean {
    return this.bind === BindAddress.LOOPBACK;
  }
}
