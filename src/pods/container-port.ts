import * as kplus from 'cdk8s-plus-28';
import { Endpoint } from '../network/endpoint';
import { TransportProtocol } from '../network/transport-protocol';

/** An endpoint as a port of cdk8s-plus. TCP is left out, as everybody leaves it out: the API server takes it for granted. */
export function containerPort({ port, name, protocol }: Endpoint): kplus.ContainerPort {
  return { number: port, name, protocol: protocol === TransportProtocol.TCP ? undefined : (protocol as string as kplus.Protocol) };
}
