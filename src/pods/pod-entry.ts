import * as kplus from 'cdk8s-plus-28';
import { Adapter } from '../roles/adapter';
import { Guard } from '../roles/guard';
import { Role } from '../roles/role';
import { containerPort } from './container-port';

/**
 * The ports through which the world enters a pod: those of its guards where it has some, else main's; and the uniform view of adapters.
 * Ambassadors and what listens on loopback are never among them.
 */
export function entryPorts(main: kplus.Container, roles: readonly Role[]): kplus.ContainerPort[] {
  const guards = roles.filter((role) => role instanceof Guard);
  const views = roles.filter((role) => role instanceof Adapter).map(({ view }) => view);
  const entry = guards.length > 0 ? guards.map(({ listens }) => containerPort(listens)) : main.ports;
  return [...entry, ...views.map(containerPort)];
}

/** The ports of an entry as a Service has them. A Service of several ports wants a name for each. */
export function servicePorts(ports: readonly kplus.ContainerPort[]): kplus.ServicePort[] {
  return ports.map(({ number, protocol, name }) => ({
    port: number,
    targetPort: number,
    protocol,
    name: name ?? (ports.length > 1 ? `${(protocol ?? kplus.Protocol.TCP).toLowerCase()}-${number}` : undefined),
  }));
}

/** The ports of an entry as a NetworkPolicy has them. */
export function policyPorts(ports: readonly kplus.ContainerPort[]): kplus.NetworkPolicyPort[] {
  return ports.map(({ number, protocol }) =>
    kplus.NetworkPolicyPort.of({ port: number, protocol: (protocol ?? kplus.Protocol.TCP) as string as kplus.NetworkProtocol }),
  );
}
