import { KubernetesVersion } from '../../../src/cluster/kubernetes-version';
import { podTimeline } from '../../../src/reports/timeline/pod-timeline';
import { timelineText } from '../../../src/reports/timeline/timeline-text';
import { podOf, sidecar } from './pod-of';

const PROBE = { exec: { command: ['nc', '-z', '127.0.0.1', '5432'] }, periodSeconds: 2, initialDelaySeconds: 1, failureThreshold: 1 };
const { V1_28, V1_35 } = KubernetesVersion;

function textOf(pod: ReturnType<typeof podOf>, { width = 80, version = V1_35 } = {}): string[] {
  return timelineText(podTimeline(pod, version), width);
}

test('a row for each container shows where it starts and stops, and each change has a note', () => {
  const web = { name: 'web', readinessProbe: { httpGet: { port: 8080 } }, lifecycle: { preStop: { sleep: { seconds: 5 } } } };
  expect(textOf(podOf(['unpack', sidecar('proxy', { startupProbe: PROBE })], [web]))).toEqual([
    '        start                            runs       stop',
    '                   1          2          3          4          5          6',
    'unpack  ██████████',
    'proxy              ░░░░░░░░░░░█████████████████████████████████▒▒▒▒▒▒▒▒▒▒',
    'web                           ░░░░░░░░░░░███████████▒▒▒▒▒▒▒▒▒▒',
    '        █ runs  ░ does not serve yet  ▒ has got SIGTERM',
    '1  unpack has run to its end',
    '2  the startup probe of proxy passes: `nc -z 127.0.0.1 5432`, after 1 s, every 2',
    '   s, once',
    '3  the pod is ready when its readiness probes pass: web: GET / on port 8080,',
    '   every 10 s',
    '4  the pod is deleted: all preStop hooks begin (web: sleep 5 s); web gets',
    '   SIGTERM, after its own preStop hook',
    '5  web has exited: proxy gets SIGTERM',
    '6  whatever still runs 30 s after the deletion is killed',
  ]);
});

test('no line is wider than asked, and a wider terminal gets wider columns', () => {
  const pod = podOf([sidecar('a-sidecar-with-a-very-long-name-that-nobody-can-remember', { startupProbe: PROBE })], ['web']);
  for (const width of [40, 80, 120]) expect(Math.max(...textOf(pod, { width }).map((line) => [...line].length))).toBeLessThanOrEqual(width);
  expect(textOf(pod, { width: 120 })[2].length).toBeGreaterThan(textOf(pod, { width: 80 })[2].length);
});

test('what is too long for a chart is told in notes alone', () => {
  const names = Array.from({ length: 30 }, (_, index) => `task-${index}`);
  const lines = textOf(podOf(names, ['web']));
  expect(lines[0]).toBe(' 1  task-0 has run to its end');
  expect(lines).toHaveLength(30 + 3);
});

test('a Job ends by itself', () => {
  const lines = textOf(podOf([sidecar('logs')], ['work', 'more'], { kind: 'Job' }));
  expect(lines.filter((line) => /^ *\d /.test(line))).toEqual([
    expect.stringContaining('1'),
    '1  logs runs: without a startup probe nobody waits until it serves',
    '2  work and more have ended: logs gets SIGTERM',
    '3  logs has exited, or is killed after 30 s: the Job completes',
  ]);
});

test('a Job whose sidecar is an ordinary container never ends', () => {
  const intent = { containers: { work: { role: 'main' }, logs: { role: 'sidecar' } } };
  expect(textOf(podOf([], ['work', 'logs'], { kind: 'Job', intent })).at(-1)).toBe(
    '1  logs does not end by itself, so this never comes: the Job completes',
  );
});

test('what waits for a sidecar in a version that has none never starts', () => {
  const lines = textOf(podOf([sidecar('logs'), 'migrate'], ['web']), { version: V1_28 });
  expect(lines.filter((line) => line.endsWith('never starts')).map((line) => line.split(' ')[0])).toEqual(['migrate', 'web']);
  expect(lines.join('\n')).toContain('1  logs would have to end first');
  expect(lines.join('\n')).not.toContain('deleted');
});

test('a pod without containers has no timeline', () => {
  expect(textOf(podOf([], []))).toEqual([]);
});

test('a preStop hook of an ordinary container among several is told, and postStart hooks that hold others back', () => {
  const hooks = { postStart: { grpc: { port: 9 } }, preStop: { sleep: {} } };
  const text = textOf(podOf([sidecar('logs')], [{ name: 'web', lifecycle: hooks }, { name: '' }])).join('\n');
  expect(text).toContain('postStart hook of web has returned: gRPC health of port 9, before the next\n   container of the phase starts');
  expect(text).toContain('(no name)');
  expect(text).toContain('(web: sleep 0 s); web and (no\n   name) get SIGTERM, each after its own preStop hook');
});
