import * as kplus from 'cdk8s-plus-28';
import {
  Ambassador,
  AmbassadorProps,
  BindAddress,
  ConfigHelper,
  Dependency,
  Endpoint,
  HealthProbe,
  InitTask,
  KubernetesVersion,
  Role,
  SharedVolume,
  Sidecar,
  SidecarPlacement,
} from '../../src';
import { containerOf, errorsOf, podOf, startOf } from './made-pod';

const IMAGE = 'busybox:1.37';
const READY = HealthProbe.exec(['ready']);
const LISTENS = Endpoint.tcp(5432, { bindAddress: BindAddress.LOOPBACK });

function database(props: Partial<AmbassadorProps> = {}): Ambassador {
  return new Ambassador({ name: 'db', image: IMAGE, listens: LISTENS, startupProbe: READY, ...props });
}

describe('a condition is stated', () => {
  const proxy = new Sidecar({ name: 'proxy', image: IMAGE, startupProbe: READY });

  test.each<[string, Dependency]>([
    ['by name', Dependency.healthy('proxy')],
    ['by the role', proxy.healthy()],
  ])('%s', (_, dependency) => {
    const migrate = new InitTask({ name: 'migrate', image: IMAGE, dependsOn: [dependency] });
    expect(startOf(podOf([migrate, proxy]))).toEqual([['proxy', 'migrate'], ['main']]);
  });

  test('by the role for each condition', () => {
    const task = new InitTask({ name: 'fetch', image: IMAGE });
    expect([proxy.healthy(), proxy.started(), task.completed()].map(String)).toEqual(['proxy HEALTHY', 'proxy STARTED', 'fetch COMPLETE']);
  });

  test('by main, on all that starts before it', () => {
    const main = { image: 'nginx:1.29', dependsOn: [proxy.healthy()] };
    const ready = new Sidecar({ name: 'proxy', image: IMAGE, readinessProbe: READY });
    expect(containerOf(podOf([ready], { main }), 'proxy').startupProbe).toEqual({ exec: { command: ['ready'] }, failureThreshold: 30 });
  });
});

describe('a migration that talks through an ambassador', () => {
  const migrate = (ambassador: Ambassador, more = {}) => new InitTask({ name: 'migrate', image: IMAGE, through: [ambassador], ...more });

  test('runs when the ambassador is healthy, and other tasks run before', () => {
    const db = database();
    const fetch = new InitTask({ name: 'fetch', image: IMAGE });
    const pod = podOf([migrate(db), db, new Sidecar({ name: 'logs', image: IMAGE }), fetch]);
    expect(startOf(pod)).toEqual([['fetch', 'db', 'migrate', 'logs'], ['main']]);
    expect(errorsOf(pod)).toBe('');
  });

  test('waits for the readiness of an ambassador that states only that', () => {
    const db = database({ startupProbe: undefined, readinessProbe: READY, addressVariables: undefined });
    expect(containerOf(podOf([migrate(db), db]), 'db').startupProbe).toMatchObject({ exec: { command: ['ready'] } });
  });

  test('runs when an ambassador that states no health was started', () => {
    const db = database({ startupProbe: undefined });
    const pod = podOf([migrate(db), db]);
    expect(startOf(pod)[0]).toEqual(['db', 'migrate']);
    expect(errorsOf(pod)).toBe('');
  });

  test('has the address that main has, unless it says another one', () => {
    const db = database({ addressVariables: { host: 'DB_HOST', port: 'DB_PORT' } });
    const own = { envVariables: { DB_HOST: kplus.EnvValue.fromValue('localhost') } };
    expect(containerOf(podOf([migrate(db, own), db]), 'migrate').env).toEqual([
      { name: 'DB_HOST', value: 'localhost' },
      { name: 'DB_PORT', value: '5432' },
    ]);
  });

  test('keeps a condition that it states itself', () => {
    const db = database();
    const pod = podOf([migrate(db, { dependsOn: [db.started()] }), db]);
    expect(startOf(pod)[0]).toEqual(['db', 'migrate']);
  });

  test('fails below 1.29, where the ambassador starts only after it', () => {
    const db = database();
    expect(errorsOf(podOf([migrate(db), db], { kubernetesVersion: KubernetesVersion.V1_28 }))).toContain(
      "target kubernetes 1.29 or newer, where 'db' starts before 'migrate'",
    );
  });
});

test('a configuration helper says when it has rendered, for others than main too', () => {
  const config = SharedVolume.emptyDir('config');
  const props = { image: IMAGE, renders: config.writtenAt('/out'), mainReads: config.readAt('/etc/app'), startupProbe: READY };
  const helper = new ConfigHelper({ ...props, firstRender: {} });
  expect(`${helper.rendered()}`).toBe('config-helper-first-render COMPLETE');
  expect(`${new ConfigHelper(props).rendered()}`).toBe('config-helper HEALTHY');
  const proxy = new Sidecar({ name: 'proxy', image: IMAGE, shares: [config.readAt('/etc/proxy')], dependsOn: [helper.rendered()] });
  expect(startOf(podOf([proxy, helper]))[0]).toEqual(['config-helper-first-render', 'proxy', 'config-helper']);
});

describe('a condition that no order can keep fails with the nearest thing that works:', () => {
  const beside = new Sidecar({ name: 'beside', image: IMAGE, placement: SidecarPlacement.ORDINARY });
  const native = new Sidecar({ name: 'native', image: IMAGE, startupProbe: READY });
  const task = new InitTask({ name: 'fetch', image: IMAGE });
  const waits = (dependency: Dependency) => new Sidecar({ name: 'waits', image: IMAGE, dependsOn: [dependency], startupProbe: READY });

  test.each<[string, Role[], string, string]>([
    [
      'the health of what states none',
      [new Sidecar({ name: 'silent', image: IMAGE, endpoints: [Endpoint.http(9000)] }), waits(Dependency.healthy('silent'))],
      'has no startup probe that could say so',
      "like startupProbe: HealthProbe.http('/', { port: 9000 })",
    ],
    [
      'an init task that waits for main',
      [new InitTask({ image: IMAGE, dependsOn: [Dependency.healthy('main')] })],
      'the main container',
      'make ',
    ],
    ['the end of a sidecar', [native, waits(native.completed())], 'runs as long as the pod does', "wait with Dependency.healthy('native')"],
    ['the health of a task', [task, waits(task.healthy())], 'has no health', "wait with Dependency.completed('fetch')"],
    [
      'an ordinary container before a native sidecar',
      [beside, waits(beside.started())],
      'ordinary containers start only after every init task and native sidecar',
      "make 'beside' a native sidecar",
    ],
  ])('%s', (_, roles, reason, fix) => {
    const errors = errorsOf(podOf(roles));
    expect(errors).toContain(reason);
    expect(errors).toContain(fix);
  });

  test('health between ordinary containers', () => {
    const main = { image: 'nginx:1.29', dependsOn: [beside.healthy()] };
    const errors = errorsOf(podOf([beside], { main }));
    expect(errors).toContain('which kubernetes starts together');
    expect(errors).toContain("make 'beside' a native sidecar (SidecarPlacement.NATIVE)");
  });
});
