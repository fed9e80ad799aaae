import * as kplus from 'cdk8s-plus-28';
import { policyPorts } from './pod-entry';

/**
 * Which other pods may talk to a pattern's pod, and to which it may talk. It is the `connections` of cdk8s-plus with the ports that the
 * pattern means: those of the guard where there is one, UDP ports as UDP.
 */
export class PatternConnections {
  /** @internal */
  public static _of(workload: kplus.AbstractPod, entry: () => kplus.ContainerPort[]): PatternConnections {
    return new PatternConnections(workload, entry);
  }

  private readonly connections: kplus.PodConnections;
  private readonly entry: () => kplus.ContainerPort[];

  private constructor(workload: kplus.AbstractPod, entry: () => kplus.ContainerPort[]) {
    this.connections = new kplus.PodConnections(workload);
    this.entry = entry;
  }

  /** Lets the pod talk to a peer. */
  public allowTo(peer: kplus.INetworkPolicyPeer, options: kplus.PodConnectionsAllowToOptions = {}): void {
    this.connections.allowTo(peer, options);
  }

  /** Lets a peer talk to the pod, at the ports of its entry unless others are given. */
  public allowFrom(peer: kplus.INetworkPolicyPeer, options: kplus.PodConnectionsAllowFromOptions = {}): void {
    this.connections.allowFrom(peer, { ports: policyPorts(this.entry()), ...options });
  }

  /** Lets the pod talk to nobody and nobody talk to it, unless something else allows it. */
  public isolate(): void {
    this.connections.isolate();
  }
}
