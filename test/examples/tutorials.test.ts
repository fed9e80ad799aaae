import { readFileSync } from 'fs';
import { join } from 'path';
import { Testing } from 'cdk8s';
import { parse } from 'yaml';
import { SharedVolume, Sidecar, SidecarPod, WorkloadType } from '../../src';
import { JsonObject } from '../../src/manifest/json';
import { SynthesizedExample } from './synthesized-example';

const TUTORIALS = join(__dirname, '..', 'fixtures', 'tutorials');
const AS_WRITTEN = 'as-written.k8s.yaml';
const AS_PATTERNS = 'as-patterns.k8s.yaml';

function tutorial(name: string): string {
  return readFileSync(join(TUTORIALS, `${name}.yaml`), 'utf8');
}

function example(name: string): SynthesizedExample {
  return SynthesizedExample.of(`tutorials/${name}`);
}

describe('as written, a tutorial', () => {
  test.each(['multi-container-pod', 'multi-container-demo', 'mc1'])('%s equals its YAML', (name) => {
    expect(example(name).objects(AS_WRITTEN)).toEqual([parse(tutorial(name))]);
  });

  test('multi-container-demo has a logger that reads what nobody writes, and the library says so', () => {
    expect(example('multi-container-demo').notices).toMatch(
      /\[as-written\/demo\] .*volume 'shared-logs' .*'sidecar-logger' reads it, and nobody writes it/,
    );
  });

  test('simple-webapp equals its YAML with containerPort spelled as the API server spells it', () => {
    const corrected = tutorial('simple-webapp').replace('ContainerPort', 'containerPort');
    expect(corrected).not.toBe(tutorial('simple-webapp'));
    expect(example('simple-webapp').objects(AS_WRITTEN)).toEqual([parse(corrected)]);
  });

  test('init-container has the init containers of its fragment', () => {
    const fragment = parse(tutorial('init-container-fragment')) as JsonObject;
    expect(example('init-container').pod(AS_WRITTEN).spec.initContainers).toEqual(fragment.initContainers);
  });
});

describe('as patterns, multi-container-pod', () => {
  const pod = () => example('multi-container-pod').pod(AS_PATTERNS);

  test('starts redis before nginx and waits until it answers', () => {
    expect(pod().start).toEqual(['redis-container!', 'nginx-container']);
    expect(pod().container('redis-container').manifest.startupProbe).toMatchObject({ exec: { command: ['redis-cli', 'ping'] } });
  });

  test('keeps redis on loopback, out of the container ports', () => {
    const redis = pod().container('redis-container');
    expect(redis.ports).toEqual([]);
    expect(redis.manifest.args).toEqual(expect.arrayContaining(['--bind', '127.0.0.1']));
    expect(redis.manifest.startupProbe).not.toHaveProperty('tcpSocket');
  });

  test('gives each image the directories that it writes to', () => {
    expect(pod().container('redis-container').mounts).toEqual({ 'redis-container-data': '/data' });
    expect(pod().container('nginx-container').mounts).toEqual({ 'nginx-container-tmp': '/tmp' });
  });
});

describe('as patterns, multi-container-demo', () => {
  const pod = () => example('multi-container-demo').pod(AS_PATTERNS);

  test('has main write the log that the logger reads', () => {
    expect(pod().container('main-app').mounts['shared-logs']).toBe('/var/log/nginx');
    expect(pod().container('sidecar-logger').mounts['shared-logs']).toBe('/logs (read-only)');
  });

  test('fails with the wiring of the tutorial: nobody writes what the logger reads', () => {
    const logs = SharedVolume.emptyDir('shared-logs');
    const chart = Testing.chart();
    new SidecarPod(chart, 'demo', {
      workload: WorkloadType.pod(),
      main: { name: 'main-app', image: 'nginxinc/nginx-unprivileged:1.29', ports: [{ number: 8080 }] },
      sidecars: [
        new Sidecar({
          name: 'sidecar-logger',
          image: 'busybox:1.37',
          command: ['sh', '-c', 'tail -f /var/log/app.log'],
          shares: [logs.readAt('/var/log')],
        }),
      ],
    });
    expect(() => Testing.synth(chart)).toThrow(/\[test\/demo\] .*volume 'shared-logs' .*'sidecar-logger' reads it, and nobody writes it/);
    expect(() => Testing.synth(chart)).toThrow(/fix: .*writtenAt/);
  });

  test('starts the logger before main, and gives it time after main', () => {
    expect(pod().start).toEqual(['sidecar-logger!', 'main-app']);
    expect(pod().spec.terminationGracePeriodSeconds).toBeGreaterThan(30);
  });
});

describe('as patterns, init-container', () => {
  const pod = () => example('init-container').pod(AS_PATTERNS);

  test('prepares the directory before main reads it', () => {
    expect(pod().start).toEqual(['init-myservice', 'myservice']);
    expect(pod().container('init-myservice').mounts).toEqual({ 'work-dir': '/work-dir' });
    expect(pod().container('myservice').mounts['work-dir']).toBe('/usr/share/nginx/html (read-only)');
  });

  test('gives the task neither probes nor lifecycle handlers', () => {
    const task = pod().container('init-myservice').manifest;
    expect(Object.keys(task).filter((field) => /Probe$|^lifecycle$|^restartPolicy$/.test(field))).toEqual([]);
  });
});

describe('as patterns, mc1', () => {
  const pod = () => example('mc1').pod(AS_PATTERNS);

  test('starts nginx when there is a page', () => {
    expect(pod().start).toEqual(['page-writer!', 'web']);
    expect(pod().container('page-writer').manifest.startupProbe).toMatchObject({ exec: { command: ['test', '-s', '/html/index.html'] } });
  });

  test('lets nginx only read the page', () => {
    expect(pod().container('page-writer').mounts.html).toBe('/html');
    expect(pod().container('web').mounts.html).toBe('/usr/share/nginx/html (read-only)');
  });

  test('runs nginx as the user of its image', () => {
    expect(pod().container('web').manifest.securityContext).toMatchObject({ runAsUser: 101 });
    expect(pod().spec.securityContext).toMatchObject({ runAsUser: 65532, fsGroup: 65532 });
  });
});

describe('as patterns, simple-webapp', () => {
  const pod = () => example('simple-webapp').pod(AS_PATTERNS);

  test('gives the log agent a log to read', () => {
    expect(pod().container('simple-webapp').mounts.logs).toBe('/var/log/simple-webapp');
    expect(pod().container('log-agent').mounts.logs).toBe('/var/log/simple-webapp (read-only)');
  });

  test('keeps the label of the tutorial, and gives both drains their time', () => {
    expect(pod().workload.metadata).toMatchObject({ name: 'simple-webapp', labels: { name: 'simple-webapp' } });
    expect(pod().spec.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(30);
  });
});
