import { BindAddress } from '../manifest/bind-address';
import { EndpointIntent } from '../manifest/intent';

/**
 * A startup probe that fits where a container listens, as its props would state it: what to offer whoever waits for the health of a container
 * that does not state any. Undefined where nothing is known of a TCP port.
 */
export function offeredProbe(endpoints: readonly EndpointIntent[]): string | undefined {
  const tcp = endpoints.filter(({ protocol }) => protocol === 'TCP');
  const reachable = tcp.find(({ bind }) => bind !== BindAddress.LOOPBACK);
  if (reachable) {
    const { port, scheme } = reachable;
    if (scheme === 'http') return `HealthProbe.http('/', { port: ${port} })`;
    return `HealthProbe.${scheme === 'grpc' ? 'grpc' : 'tcp'}({ port: ${port} })`;
  }
  return tcp.length === 0 ? undefined : `HealthProbe.exec(['nc', '-z', '127.0.0.1', '${tcp[0].port}'])`;
}
