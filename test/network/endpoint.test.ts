import { BindAddress } from '../../src/manifest/bind-address';
import { Endpoint } from '../../src/network/endpoint';
import { EndpointScheme } from '../../src/network/endpoint-scheme';
import { TransportProtocol } from '../../src/network/transport-protocol';

test.each([
  ['tcp', Endpoint.tcp(1), TransportProtocol.TCP, undefined],
  ['udp', Endpoint.udp(1), TransportProtocol.UDP, undefined],
  ['sctp', Endpoint.sctp(1), TransportProtocol.SCTP, undefined],
  ['http', Endpoint.http(1), TransportProtocol.TCP, EndpointScheme.HTTP],
  ['grpc', Endpoint.grpc(1), TransportProtocol.TCP, EndpointScheme.GRPC],
])('%s has its protocol and scheme', (_, endpoint, protocol, scheme) => {
  expect(endpoint.protocol).toBe(protocol);
  expect(endpoint.scheme).toBe(scheme);
});

test('an endpoint listens on the address of the pod and has no name unless told otherwise', () => {
  const endpoint = Endpoint.tcp(65535);
  expect(endpoint.port).toBe(65535);
  expect(endpoint.bindAddress).toBe(BindAddress.POD);
  expect(endpoint.name).toBeUndefined();
  expect(endpoint.isAdvertised).toBe(true);
});

test('an endpoint on loopback is not advertised', () => {
  expect(Endpoint.http(8080, { bindAddress: BindAddress.LOOPBACK }).isAdvertised).toBe(false);
});

test.each([0, -1, 99999, 65536, 80.5, NaN, Infinity])('fails for port %d', (port) => {
  for (const factory of [Endpoint.tcp, Endpoint.udp, Endpoint.sctp, Endpoint.http, Endpoint.grpc]) {
    expect(() => factory.call(Endpoint, port)).toThrow(
      `port ${port} of an endpoint is not allowed: a port is a whole number from 1 to 65535`,
    );
  }
});

test('fails for an empty name', () => {
  expect(() => Endpoint.tcp(80, { name: '' })).toThrow('the name of the endpoint on port 80 is empty: leave it out');
});

test('a name that the server would refuse is left for the rules, which see every other mistake as well', () => {
  expect(Endpoint.tcp(80, { name: 'a-name-longer-than-fifteen' })._toContainerPort()).toEqual({
    containerPort: 80,
    name: 'a-name-longer-than-fifteen',
  });
});

test('the container port leaves out TCP, which the server adds', () => {
  expect(Endpoint.http(8080)._toContainerPort()).toEqual({ containerPort: 8080 });
  expect(Endpoint.udp(53, { name: 'dns' })._toContainerPort()).toEqual({ containerPort: 53, name: 'dns', protocol: 'UDP' });
});

test('the intent tells what a container port cannot', () => {
  expect(Endpoint.grpc(9000, { name: 'api', bindAddress: BindAddress.LOOPBACK })._toIntent()).toEqual({
    port: 9000,
    protocol: 'TCP',
    bind: BindAddress.LOOPBACK,
    name: 'api',
    scheme: 'grpc',
  });
  expect(Endpoint.udp(53)._toIntent()).toEqual({ port: 53, protocol: 'UDP', bind: BindAddress.POD });
});

describe('two endpoints', () => {
  const loopback = { bindAddress: BindAddress.LOOPBACK };

  test.each([
    ['both on the address of the pod', Endpoint.tcp(80), Endpoint.http(80)],
    ['both on loopback', Endpoint.tcp(80, loopback), Endpoint.tcp(80, loopback)],
    ['one on each, since the address of the pod includes loopback', Endpoint.tcp(80), Endpoint.tcp(80, loopback)],
  ])('overlap on one port and protocol, %s', (_, one, other) => {
    expect(one.overlaps(other)).toBe(true);
    expect(other.overlaps(one)).toBe(true);
  });

  test.each([
    ['ports', Endpoint.tcp(80), Endpoint.tcp(81)],
    ['protocols', Endpoint.tcp(53), Endpoint.udp(53)],
  ])('with different %s do not overlap', (_, one, other) => {
    expect(one.overlaps(other)).toBe(false);
  });
});

test('an endpoint reads well in a message', () => {
  expect(`${Endpoint.http(8080, { name: 'web' })}`).toBe("'web' 8080/TCP");
  expect(`${Endpoint.udp(53, { bindAddress: BindAddress.LOOPBACK })}`).toBe('53/UDP on loopback');
});
