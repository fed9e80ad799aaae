import * as kplus from 'cdk8s-plus-28';
import { Endpoint } from '../network/endpoint';
import { TransportProtocol } from '../network/transport-protocol';

/** An endpoint as a port of cdk8s-plus. TCP is left out, as everybody leaves it out: the API server takes it for granted. */
export function containerPort({ port, name, protocol }: Endpoint): kplus.ContainerPort {
  return { number: port, name, protocol: protocol === TransportProtocol.TCP ? undefined : (protocol as string as kplus.Protocol) };
}

/** Ports divided into those that cdk8s-plus takes and those on which it throws: two of one number, or of one name, in a container. */
export function withoutClashes(
  ports: readonly kplus.ContainerPort[],
  taken: readonly kplus.ContainerPort[] = [],
): { said: kplus.ContainerPort[]; unsaid: kplus.ContainerPort[] } {
  const said: kplus.ContainerPort[] = [];
  const unsaid: kplus.ContainerPort[] = [];
  for (const port of ports) {
    const clashes = [...taken, ...said].some(
      (other) =>
        (other.name !== undefined && other.name === port.name) ||
        (other.number === port.number && (other.protocol ?? kplus.Protocol.TCP) === (port.protocol ?? kplus.Protocol.TCP)),
    );
    (clashes ? unsaid : said).push(port);
  }
  return { said, unsaid };
}
