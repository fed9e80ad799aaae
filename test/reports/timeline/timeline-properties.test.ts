import { array, assert, boolean, constantFrom, integer, property, record, uniqueArray } from 'fast-check';
import { KubernetesVersion } from '../../../src/cluster/kubernetes-version';
import { JsonObject } from '../../../src/manifest/json';
import { podTimeline } from '../../../src/reports/timeline/pod-timeline';
import { svgDocument } from '../../../src/reports/timeline/svg-drawing';
import { LIGHT_THEME } from '../../../src/reports/timeline/svg-theme';
import { timelineSteps } from '../../../src/reports/timeline/timeline-steps';
import { timelineSvg } from '../../../src/reports/timeline/timeline-svg';
import { timelineText } from '../../../src/reports/timeline/timeline-text';
import { assertWellFormed } from './assert-well-formed';
import { podOf } from './pod-of';

const container = record({ isSidecar: boolean(), hasProbe: boolean(), hasHook: boolean(), length: integer({ min: 1, max: 63 }) });
const pods = record({
  init: array(container, { maxLength: 12 }),
  ordinary: array(container, { minLength: 1, maxLength: 5 }),
  names: uniqueArray(integer({ min: 100, max: 999 }), { minLength: 17, maxLength: 17 }),
  kind: constantFrom('Deployment', 'Pod', 'Job', 'CronJob'),
  version: constantFrom(...KubernetesVersion.ALL),
}).map(({ init, ordinary, names, kind, version }) => {
  const made = [...init, ...ordinary].map(({ isSidecar, hasProbe, hasHook, length }, index): JsonObject => {
    const isInit = index < init.length;
    return {
      name: `c${names[index]}${'-x'.repeat(length)}`.slice(0, length + 4),
      ...(isInit && isSidecar ? { restartPolicy: 'Always' } : {}),
      ...(hasProbe && (!isInit || isSidecar) ? { startupProbe: { tcpSocket: { port: 80 } } } : {}),
      ...(hasHook && (!isInit || isSidecar) ? { lifecycle: { postStart: { exec: { command: ['true'] } } } } : {}),
    };
  });
  return { pod: podOf(made.slice(0, init.length), made.slice(init.length), { kind }), version };
});

test('every container that starts comes after all that it waits for, once, and the stop is the start backwards', () => {
  assert(
    property(pods, ({ pod, version }) => {
      const timeline = podTimeline(pod, version);
      const steps = timelineSteps(timeline, true);
      const started = steps.filter(({ action }) => action === 'start').map((step) => step.container);
      expect(new Set(started).size).toBe(started.length);
      for (const { action, container: name, after } of steps) {
        if (action === 'start') for (const event of after) expect(started.indexOf(event.container)).toBeLessThan(started.indexOf(name));
      }
      if (timeline.stuckIn !== undefined) return;
      expect(started).toEqual(pod.containers.map(({ name }) => name));
      const stopped = steps.filter(({ action }) => action === 'stop').map((step) => step.container);
      const running = pod.longRunningContainers.map(({ name }) => name);
      expect([...stopped].sort()).toEqual([...running].sort());
      const sidecars = started.filter((name) => pod.container(name)?.isNativeSidecar);
      expect(stopped.slice(pod.ordinaryContainers.length)).toEqual(sidecars.reverse());
    }),
  );
});

test('every timeline fits the width that it is given, and its drawing is well-formed', () => {
  assert(
    property(pods, integer({ min: 60, max: 200 }), ({ pod, version }, width) => {
      const timeline = podTimeline(pod, version);
      for (const line of timelineText(timeline, width)) expect([...line].length).toBeLessThanOrEqual(width);
      assertWellFormed(svgDocument([timelineSvg(timeline, LIGHT_THEME)], 'pod', LIGHT_THEME));
    }),
  );
});
