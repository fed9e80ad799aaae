import { BindAddress } from '../manifest/bind-address';
import { EndpointIntent } from '../manifest/intent';
import { JsonObject } from '../manifest/json';
import { EndpointScheme } from './endpoint-scheme';
import { TransportProtocol } from './transport-protocol';

/** How an endpoint is called and where it listens. */
export interface EndpointOptions {
  /**
   * The name of the container port, which Services, probes and scrape annotations can use in place of the number. At most 15 lower case
   * letters, digits and `-`, at least one letter; unique in its pod.
   *
   * @default - the port has no name
   * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#ports
   */
  readonly name?: string;
  /**
   * The part of the pod's network on which the process listens. The manifest cannot make a process listen on loopback: state here what the
   * image is configured to do.
   *
   * @default BindAddress.POD
   */
  readonly bindAddress?: BindAddress;
}

/**
 * A port on which a container listens, with what a container port cannot say: the address that it is bound to, and what is spoken there.
 *
 * All containers of a pod share one network. An endpoint on the pod's address is advertised as a container port, so that Services and probes
 * find it; an endpoint on loopback serves only the containers beside it and is kept out of the manifest. Two endpoints that overlap cannot
 * be in one pod, whoever listens.
 *
 * An endpoint is a value: one can be given to any number of containers.
 */
export class Endpoint {
  /**
   * An endpoint that is reached over TCP.
   *
   * @param port the port, 1 to 65535
   * @param options name and bind address
   * @throws if the port is not a whole number from 1 to 65535, or if the name is empty
   */
  public static tcp(port: number, options: EndpointOptions = {}): Endpoint {
    return new Endpoint(port, TransportProtocol.TCP, options);
  }

  /**
   * An endpoint that is reached over UDP.
   *
   * @param port the port, 1 to 65535
   * @param options name and bind address
   * @throws if the port is not a whole number from 1 to 65535, or if the name is empty
   */
  public static udp(port: number, options: EndpointOptions = {}): Endpoint {
    return new Endpoint(port, TransportProtocol.UDP, options);
  }

  /**
   * An endpoint that is reached over SCTP.
   *
   * @param port the port, 1 to 65535
   * @param options name and bind address
   * @throws if the port is not a whole number from 1 to 65535, or if the name is empty
   */
  public static sctp(port: number, options: EndpointOptions = {}): Endpoint {
    return new Endpoint(port, TransportProtocol.SCTP, options);
  }

  /**
   * An endpoint that speaks HTTP over TCP.
   *
   * @param port the port, 1 to 65535
   * @param options name and bind address
   * @throws if the port is not a whole number from 1 to 65535, or if the name is empty
   */
  public static http(port: number, options: EndpointOptions = {}): Endpoint {
    return new Endpoint(port, TransportProtocol.TCP, options, EndpointScheme.HTTP);
  }

  /**
   * An endpoint that speaks gRPC over TCP.
   *
   * @param port the port, 1 to 65535
   * @param options name and bind address
   * @throws if the port is not a whole number from 1 to 65535, or if the name is empty
   */
  public static grpc(port: number, options: EndpointOptions = {}): Endpoint {
    return new Endpoint(port, TransportProtocol.TCP, options, EndpointScheme.GRPC);
  }

  /** The port on which the container listens. */
  public readonly port: number;
  /** The transport protocol. */
  public readonly protocol: TransportProtocol;
  /** What is spoken at the endpoint, where it is known. */
  public readonly scheme?: EndpointScheme;
  /** The name of the container port, if it has one. */
  public readonly name?: string;
  /** The part of the pod's network on which the endpoint listens. */
  public readonly bindAddress: BindAddress;

  private constructor(port: number, protocol: TransportProtocol, options: EndpointOptions, scheme?: EndpointScheme) {
    if (!Number.isInteger(port) || port < 1 || port > 65535) {
      throw new Error(
        `port ${port} of an endpoint is not allowed: a port is a whole number from 1 to 65535; give the one that the container listens on`,
      );
    }
    if (options.name === '') {
      throw new Error(
        `the name of the endpoint on port ${port} is empty: leave it out, or give at most 15 lower case letters, digits and '-'`,
      );
    }
    this.port = port;
    this.protocol = protocol;
    this.scheme = scheme;
    this.name = options.name;
    this.bindAddress = options.bindAddress ?? BindAddress.POD;
  }

  /** Whether anybody outside of the pod can reach the endpoint, so that it is written as a container port and Services may target it. */
  public get isAdvertised(): boolean {
    return this.bindAddress === BindAddress.POD;
  }

  /**
   * Whether this endpoint and another one cannot both be in one pod: the second process to listen would fail, whichever containers they are in.
   *
   * @param other the endpoint to compare with
   */
  public overlaps(other: Endpoint): boolean {
    // The bind addresses do not tell two endpoints apart: what listens on every address of the pod listens on loopback as well.
    return this.port === other.port && this.protocol === other.protocol;
  }

  /** The endpoint in words, for messages: `8080/TCP on loopback`. */
  public toString(): string {
    const named = this.name === undefined ? '' : `'${this.name}' `;
    return `${named}${this.port}/${this.protocol}${this.isAdvertised ? '' : ' on loopback'}`;
  }

  /**
   * The entry of a container's `ports`. TCP is left out: it is what the server takes a port without a protocol for.
   *
   * @internal
   */
  public _toContainerPort(): JsonObject {
    return {
      containerPort: this.port,
      ...(this.name === undefined ? {} : { name: this.name }),
      ...(this.protocol === TransportProtocol.TCP ? {} : { protocol: this.protocol }),
    };
  }

  /** @internal */
  public _toIntent(): EndpointIntent {
    return {
      port: this.port,
      protocol: this.protocol,
      bind: this.bindAddress,
      ...(this.name === undefined ? {} : { name: this.name }),
      ...(this.scheme === undefined ? {} : { scheme: this.scheme }),
    };
  }
}
