import { BindAddress, Endpoint, Guard, GuardProps, HealthProbe } from '../../src';
import { containerOf, errorsOf, podOf, startOf } from './made-pod';

const BEHIND = Endpoint.http(3000, { bindAddress: BindAddress.LOOPBACK });
const main = { image: 'shop:1.0', endpoints: [BEHIND], startupProbe: HealthProbe.exec(['ready']) };

function guard(props: Partial<GuardProps> = {}): Guard {
  return new Guard({ image: 'auth:7.6', listens: Endpoint.http(8080, { name: 'http' }), guards: BEHIND, ...props });
}

describe('a guard', () => {
  test("takes main's place behind the Service", () => {
    const pod = podOf([guard()], { main });
    expect(pod.expose().ports).toMatchObject([{ port: 8080, targetPort: 8080 }]);
    expect(containerOf(pod, 'guard').ports).toEqual([{ containerPort: 8080, name: 'http' }]);
    expect(containerOf(pod, 'main').ports).toBeUndefined();
    expect(startOf(pod)).toEqual([['guard'], ['main']]);
    expect(errorsOf(pod)).toBe('');
  });

  test('learns where main is through the variable that the user names', () => {
    expect(containerOf(podOf([guard()], { main }), 'guard').env).toBeUndefined();
    const pod = podOf([guard({ upstreamVariable: 'UPSTREAM' })], { main });
    expect(containerOf(pod, 'guard').env).toEqual([{ name: 'UPSTREAM', value: 'http://127.0.0.1:3000' }]);
  });

  test('says where it listens and what it guards', () => {
    expect(guard({ endpoints: [Endpoint.http(8080, { name: 'http' }), Endpoint.http(9090)] }).endpoints.map(({ port }) => port)).toEqual([
      8080, 9090,
    ]);
    expect(guard().guards.port).toBe(3000);
  });

  test('fails in front of an endpoint that main does not have', () => {
    expect(errorsOf(podOf([guard({ guards: Endpoint.http(4000, { bindAddress: BindAddress.LOOPBACK }) })], { main }))).toMatch(/4000/);
  });
});
