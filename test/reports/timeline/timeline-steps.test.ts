import { KubernetesVersion } from '../../../src/cluster/kubernetes-version';
import { podTimeline } from '../../../src/reports/timeline/pod-timeline';
import { timelineSteps } from '../../../src/reports/timeline/timeline-steps';
import { podOf, sidecar } from './pod-of';

const PROBE = { tcpSocket: { port: 5432 } };
const { V1_28, V1_35 } = KubernetesVersion;

test('every container starts after what it waits for, and stops after what uses it', () => {
  const pod = podOf(['unpack', sidecar('proxy', { startupProbe: PROBE }), 'migrate', sidecar('logs')], ['web', 'metrics']);
  expect(timelineSteps(podTimeline(pod, V1_35))).toEqual([
    { action: 'start', container: 'unpack', after: [] },
    { action: 'start', container: 'proxy', after: [{ container: 'unpack', event: 'exited' }] },
    { action: 'start', container: 'migrate', after: [{ container: 'proxy', event: 'healthy' }] },
    { action: 'start', container: 'logs', after: [{ container: 'migrate', event: 'exited' }] },
    { action: 'start', container: 'web', after: [{ container: 'logs', event: 'started' }] },
    { action: 'start', container: 'metrics', after: [{ container: 'logs', event: 'started' }] },
    { action: 'stop', container: 'web', after: [] },
    { action: 'stop', container: 'metrics', after: [] },
    {
      action: 'stop',
      container: 'logs',
      after: [
        { container: 'web', event: 'exited' },
        { container: 'metrics', event: 'exited' },
      ],
    },
    { action: 'stop', container: 'proxy', after: [{ container: 'logs', event: 'exited' }] },
  ]);
});

test('the main container of a Job ends by itself, and its sidecar is stopped after it', () => {
  const timeline = podTimeline(podOf([sidecar('logs')], ['work'], { kind: 'Job' }), V1_35);
  expect(timelineSteps(timeline).filter(({ action }) => action === 'stop')).toEqual([
    { action: 'stop', container: 'logs', after: [{ container: 'work', event: 'exited' }] },
  ]);
});

test('the main container of a Job that is deleted gets SIGTERM first', () => {
  const timeline = podTimeline(podOf([sidecar('logs')], ['work'], { kind: 'Job' }), V1_35);
  expect(timelineSteps(timeline, true).flatMap(({ action, container }) => (action === 'stop' ? [container] : []))).toEqual([
    'work',
    'logs',
  ]);
});

test('nothing behind a phase that never ends has a step', () => {
  const timeline = podTimeline(podOf(['unpack', sidecar('logs'), 'migrate'], ['work']), V1_28);
  expect(timelineSteps(timeline).map(({ container }) => container)).toEqual(['unpack', 'logs']);
});
