import * as kplus from 'cdk8s-plus-28';
import { policyPorts } from './pod-entry';

/** The ports of entry of the constructs that have connections of their own, which know a port's protocol. */
const entries = new WeakMap<object, () => kplus.ContainerPort[]>();

/**
 * Which other pods may talk to a pattern's pod, and to which it may talk. It is the `connections` of cdk8s-plus with the ports that the
 * pattern means: those of the guard where there is one, UDP ports as UDP.
 */
export class PatternConnections {
  /** @internal */
  public static _of(pattern: object, workload: kplus.AbstractPod, entry: () => kplus.ContainerPort[]): PatternConnections {
    entries.set(pattern, entry);
    return new PatternConnections(workload, entry);
  }

  private readonly connections: kplus.PodConnections;
  private readonly entry: () => kplus.ContainerPort[];

  private constructor(workload: kplus.AbstractPod, entry: () => kplus.ContainerPort[]) {
    this.connections = new kplus.PodConnections(workload);
    this.entry = entry;
  }

  /** Lets the pod talk to a peer: to another pattern's pod at the ports of its entry, unless others are given. */
  public allowTo(peer: kplus.INetworkPolicyPeer, options: kplus.PodConnectionsAllowToOptions = {}): void {
    const entry = entries.get(peer);
    const ports = options.ports ?? (entry && policyPorts(entry()));
    this.connections.allowTo(peer, { isolation: options.isolation, ...(ports ? { ports } : {}) });
  }

  /** Lets a peer talk to the pod, at the ports of its entry unless others are given. */
  public allowFrom(peer: kplus.INetworkPolicyPeer, options: kplus.PodConnectionsAllowFromOptions = {}): void {
    this.connections.allowFrom(peer, { isolation: options.isolation, ports: options.ports ?? policyPorts(this.entry()) });
  }

  /** Lets the pod talk to nobody and nobody talk to it, unless something else allows it. */
  public isolate(): void {
    this.connections.isolate();
  }
}
