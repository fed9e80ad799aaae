import { KubernetesVersion } from '../../../src/cluster/kubernetes-version';
import { JsonObject } from '../../../src/manifest/json';
import { podTimeline } from '../../../src/reports/timeline/pod-timeline';
import { podOf, sidecar } from './pod-of';

const { V1_28, V1_35 } = KubernetesVersion;
const PROBE = { tcpSocket: { port: 5432 }, periodSeconds: 1, failureThreshold: 30 };

const startOf = (pod: ReturnType<typeof podOf>, version = V1_35) => podTimeline(pod, version).start;

describe('the start', () => {
  test('has init containers one by one and ordinary containers together', () => {
    const start = startOf(podOf(['unpack', sidecar('proxy'), 'migrate'], ['web', 'metrics']));
    expect(start.map(({ containers }) => containers)).toEqual([['unpack'], ['proxy'], ['migrate'], ['web', 'metrics']]);
  });

  test('waits for the end of an init task', () => {
    expect(startOf(podOf(['unpack'], ['web']))[0].gates).toEqual([
      { container: 'unpack', event: 'completed', text: 'unpack has run to its end' },
    ]);
  });

  test('waits for the startup probe of a native sidecar, and says what is asked', () => {
    expect(startOf(podOf([sidecar('proxy', { startupProbe: PROBE })], ['web']))[0].gates).toEqual([
      {
        container: 'proxy',
        event: 'startup-probe',
        text: 'the startup probe of proxy passes: connection to port 5432, every 1 s, at most 30 times',
      },
    ]);
  });

  test('does not wait until a native sidecar without startup probe serves, though it has a readiness probe', () => {
    const [gate] = startOf(podOf([sidecar('proxy', { readinessProbe: PROBE })], ['web']))[0].gates;
    expect(gate).toMatchObject({ container: 'proxy', event: 'started' });
  });

  test('waits for the postStart hook and then for the startup probe of a native sidecar', () => {
    const proxy = sidecar('proxy', { startupProbe: PROBE, lifecycle: { postStart: { exec: { command: ['warm', 'up'] } } } });
    const { gates } = startOf(podOf([proxy], ['web']))[0];
    expect(gates.map(({ event }) => event)).toEqual(['post-start', 'startup-probe']);
    expect(gates[0].text).toBe('the postStart hook of proxy has returned: `warm up`');
  });

  test('has ordinary containers wait for the postStart hooks of those before them in the list, and for nothing else', () => {
    const hook = { lifecycle: { postStart: { sleep: { seconds: 3 } } } };
    const [{ within }] = startOf(podOf([], [{ name: 'first', ...hook }, { name: 'second', startupProbe: PROBE }, 'third']));
    expect(within).toEqual([{ container: 'first', event: 'post-start', text: 'the postStart hook of first has returned: sleep 3 s' }]);
  });

  test('never gets past a native sidecar in a version that has none', () => {
    const timeline = podTimeline(podOf(['unpack', sidecar('proxy')], ['web']), V1_28);
    expect(timeline.stuckIn).toBe(1);
    expect(timeline.start[1].gates).toMatchObject([{ container: 'proxy', event: 'never' }]);
    expect(timeline.containers[1].kind).toBe('init');
  });

  test('is empty for a pod without containers', () => {
    expect(startOf(podOf([], []))).toEqual([]);
  });
});

describe('the readiness of a pod', () => {
  test('counts native sidecars and ordinary containers', () => {
    const { readiness } = podTimeline(
      podOf(
        [sidecar('proxy', { readinessProbe: PROBE })],
        [{ name: 'web', readinessProbe: { httpGet: { path: '/ready', port: 'http' } } }],
      ),
      V1_35,
    );
    expect(readiness).toEqual([
      { container: 'proxy', text: 'connection to port 5432, every 1 s' },
      { container: 'web', text: 'GET /ready on port http, every 10 s' },
    ]);
  });
});

describe('the stop', () => {
  const stopOf = (pod: ReturnType<typeof podOf>, version = V1_35) => podTimeline(pod, version).stop;

  test('has ordinary containers together, then native sidecars in the opposite order of their start', () => {
    const { phases, cause } = stopOf(podOf([sidecar('certificates'), 'migrate', sidecar('mesh')], ['web', 'metrics']));
    expect(cause).toBe('deletion');
    expect(phases).toEqual([
      { containers: ['web', 'metrics'], after: [] },
      { containers: ['mesh'], after: ['web', 'metrics'] },
      { containers: ['certificates'], after: ['mesh'] },
    ]);
  });

  test('knows the grace period and the preStop hooks', () => {
    const web = { name: 'web', lifecycle: { preStop: { sleep: { seconds: 5 } } } };
    const proxy = sidecar('proxy', { lifecycle: { preStop: { httpGet: { path: '/drain', port: 9000, host: '10.0.0.1' } } } });
    const { hooks, graceSeconds } = stopOf(podOf([proxy], [web], { spec: { terminationGracePeriodSeconds: 45 } }));
    expect(graceSeconds).toBe(45);
    expect(hooks).toEqual([
      { container: 'proxy', text: 'GET /drain on port 9000 of 10.0.0.1' },
      { container: 'web', text: 'sleep 5 s', seconds: 5 },
    ]);
  });

  test('knows how long a container was said to take', () => {
    const intent = { containers: { web: { role: 'main', drainSeconds: 20 }, metrics: { role: 'sidecar', drainSeconds: 5 } } };
    expect(stopOf(podOf([], ['web', 'metrics'], { intent })).phases).toMatchObject([{ drainSeconds: 20 }]);
  });

  test.each([
    ['Job', {}, 'the Job completes'],
    ['CronJob', {}, 'the Job completes'],
    ['Pod', { restartPolicy: 'Never' }, 'the pod has run to its end'],
    ['Pod', { restartPolicy: 'OnFailure' }, 'the pod has run to its end'],
  ])('is the end of the work in a %s with %j', (kind, spec: JsonObject, outcome) => {
    expect(stopOf(podOf([sidecar('logs')], ['work'], { kind, spec }))).toMatchObject({ cause: 'end', outcome, neverEnding: [] });
  });

  test('never comes in a Job whose sidecar is an ordinary container', () => {
    const intent = { containers: { work: { role: 'main' }, logs: { role: 'sidecar' } } };
    expect(stopOf(podOf([], ['work', 'logs'], { kind: 'Job', intent }), V1_28).neverEnding).toEqual(['logs']);
  });

  test('does not guess which of two ordinary containers of a Job goes on for ever', () => {
    expect(stopOf(podOf([], ['work', 'more'], { kind: 'Job' })).neverEnding).toEqual([]);
  });
});

describe('the containers', () => {
  test('have the role that was stated, else what the manifest shows', () => {
    const pod = podOf(['unpack', sidecar('logs')], ['web', 'metrics']);
    expect(podTimeline(pod, V1_35).containers.map(({ role }) => role)).toEqual(['init task', 'native sidecar', 'main', 'container']);
    const intent = { containers: { web: { role: 'main' }, logs: { role: 'config-helper' } } };
    expect(podTimeline(podOf([sidecar('logs')], ['web'], { intent }), V1_35).containers.map(({ role }) => role)).toEqual([
      'config helper',
      'main',
    ]);
  });

  test('know the phase that they start in', () => {
    const { containers } = podTimeline(podOf(['unpack', sidecar('logs')], ['web', 'metrics']), V1_35);
    expect(containers.map(({ phase }) => phase)).toEqual([0, 1, 2, 2]);
  });
});
