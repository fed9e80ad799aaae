import * as kplus from 'cdk8s-plus-28';
import { Ambassador, AmbassadorProps, BindAddress, Endpoint, HealthProbe, KubernetesVersion, SidecarPlacement } from '../../src';
import { containerOf, errorsOf, podOf, startOf } from './made-pod';

const LOOPBACK = { bindAddress: BindAddress.LOOPBACK };
const READY = HealthProbe.exec(['ready']);

function ambassador(props: Partial<AmbassadorProps> = {}): Ambassador {
  return new Ambassador({ name: 'db', image: 'proxy:2.1', listens: Endpoint.tcp(5432, LOOPBACK), ...props });
}

describe('an ambassador', () => {
  test('gives main its address through the variables that the user names', () => {
    const pod = podOf([ambassador({ addressVariables: { host: 'DB_HOST', port: 'DB_PORT', address: 'DB_ADDRESS', url: 'DB_URL' } })]);
    expect(containerOf(pod, 'main').env).toEqual([
      { name: 'DB_HOST', value: '127.0.0.1' },
      { name: 'DB_PORT', value: '5432' },
      { name: 'DB_ADDRESS', value: '127.0.0.1:5432' },
      { name: 'DB_URL', value: 'tcp://127.0.0.1:5432' },
    ]);
  });

  test('has an URL of http where its endpoint speaks it', () => {
    const pod = podOf([ambassador({ listens: Endpoint.http(9000, LOOPBACK), addressVariables: { url: 'URL' } })]);
    expect(containerOf(pod, 'main').env).toEqual([{ name: 'URL', value: 'http://127.0.0.1:9000' }]);
  });

  test('says nothing to main that nobody asked for', () => {
    expect(containerOf(podOf([ambassador()]), 'main').env).toBeUndefined();
  });

  test('learns where it forwards to, and what its props say of the variable wins', () => {
    const props = { upstream: 'db.example:5432', upstreamVariable: 'UPSTREAM' };
    expect(containerOf(podOf([ambassador(props)]), 'db').env).toEqual([{ name: 'UPSTREAM', value: 'db.example:5432' }]);
    const own = ambassador({ ...props, envVariables: { UPSTREAM: kplus.EnvValue.fromValue('other') } });
    expect(containerOf(podOf([own]), 'db').env).toEqual([{ name: 'UPSTREAM', value: 'other' }]);
  });

  test('is not advertised on loopback, and its Service leads to main alone', () => {
    const pod = podOf([ambassador()], { main: { image: 'nginx:1.29', endpoints: [Endpoint.http(8080)] } });
    expect(containerOf(pod, 'db').ports).toBeUndefined();
    expect(pod.expose().ports.map(({ port }) => port)).toEqual([8080]);
  });

  test('lists an endpoint once that is said twice', () => {
    const listens = Endpoint.tcp(5432, LOOPBACK);
    const role = ambassador({ listens, endpoints: [listens, Endpoint.http(8081)] });
    expect(role.endpoints.map(({ port }) => port)).toEqual([5432, 8081]);
  });

  test('starts before main, whatever it says of its health', () => {
    expect(startOf(podOf([ambassador()]))).toEqual([['db'], ['main']]);
    expect(errorsOf(podOf([ambassador()]))).toBe('');
  });

  test('makes main wait for its health where it states that', () => {
    expect(containerOf(podOf([ambassador({ startupProbe: READY })]), 'db').startupProbe).toEqual({ exec: { command: ['ready'] } });
    const ready = containerOf(podOf([ambassador({ readinessProbe: READY })]), 'db');
    expect(ready.startupProbe).toEqual({ exec: { command: ['ready'] }, failureThreshold: 30 });
  });

  test('can be an ordinary container, which starts together with main', () => {
    const pod = podOf([ambassador({ placement: SidecarPlacement.ORDINARY, readinessProbe: READY })]);
    expect(startOf(pod)).toEqual([[], ['main', 'db']]);
    expect(containerOf(pod, 'db').startupProbe).toBeUndefined();
    expect(errorsOf(pod)).toBe('');
  });

  test('is an ordinary container below 1.29, which is no error', () => {
    const pod = podOf([ambassador()], { kubernetesVersion: KubernetesVersion.V1_28 });
    expect(startOf(pod)).toEqual([[], ['main', 'db']]);
    expect(errorsOf(pod)).toBe('');
  });

  test('fails where main has the variable already with another value', () => {
    const main = { image: 'nginx:1.29', envVariables: { DB_HOST: kplus.EnvValue.fromValue('db.example') } };
    const errors = errorsOf(podOf([ambassador({ addressVariables: { host: 'DB_HOST' } })], { main }));
    expect(errors).toContain("spec.containers[0].env[0]: ambassador 'db' gives main the variable 'DB_HOST'");
    expect(errors).toContain('db.example');
  });
});
