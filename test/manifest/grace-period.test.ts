import * as fc from 'fast-check';
import { ContainerKind } from '../../src/manifest/container-kind';
import { GRACE_PERIOD_MARGIN_SECONDS, STATED_TIME, gracePeriod } from '../../src/manifest/grace-period';
import type { StoppedContainer } from '../../src/manifest/grace-period';

const main = (drainSeconds?: number, preStopSeconds?: number): StoppedContainer => ({
  name: 'main',
  kind: ContainerKind.CONTAINER,
  drainSeconds,
  preStopSeconds,
});
const sidecar = (name: string, drainSeconds?: number, preStopSeconds?: number): StoppedContainer => ({
  name,
  kind: ContainerKind.NATIVE_SIDECAR,
  drainSeconds,
  preStopSeconds,
});

test.each<[string, StoppedContainer[], number, string]>([
  ['main alone', [main(20)], 25, 'main 20 s, margin 5 s: 25 s'],
  [
    'main and its sidecars one after the other, the last to start first',
    [sidecar('proxy', 3), sidecar('logs', 10), main(20)],
    38,
    'main 20 s, then logs 10 s, then proxy 3 s, margin 5 s: 38 s',
  ],
  [
    'main that states nothing: the sidecar comes on top of what it had',
    [sidecar('logs', 10), main()],
    45,
    'main 30 s (not stated: the default of kubernetes), then logs 10 s, margin 5 s: 45 s',
  ],
  [
    'sidecars that state nothing: they cost nothing',
    [sidecar('proxy'), sidecar('logs', 10), main(0)],
    15,
    'main 0 s, then logs 10 s, margin 5 s: 15 s',
  ],
  [
    'the slowest of the ordinary containers, which stop together',
    [main(20), { name: 'legacy', kind: ContainerKind.CONTAINER, drainSeconds: 40 }],
    45,
    'the slowest ordinary container legacy 40 s, margin 5 s: 45 s',
  ],
  ["main's preStop hook before its SIGTERM", [main(20, 5)], 30, 'main 5 s of its preStop hook + 20 s, margin 5 s: 30 s'],
  ["a sidecar's preStop hook beside main's stop", [sidecar('proxy', 2, 15), main(20)], 27, 'main 20 s, then proxy 2 s, margin 5 s: 27 s'],
  [
    "the rest of a sidecar's preStop hook that takes longer than main",
    [sidecar('proxy', 2, 30), main(20)],
    37,
    'main 20 s, then proxy 10 s left of its preStop hook + 2 s, margin 5 s: 37 s',
  ],
  ['a sidecar without main', [sidecar('logs', 1.5)], 7, 'logs 1.5 s, margin 5 s: 7 s'],
])('a pod stops in the time of %s', (_, containers, seconds, arithmetic) => {
  expect(gracePeriod(containers)).toEqual({ seconds, arithmetic });
});

test('nothing but what is stated counts where somebody chose the grace period', () => {
  expect(gracePeriod([sidecar('logs', 10), main(undefined, 5)], STATED_TIME)).toEqual({
    seconds: 15,
    arithmetic: 'main 5 s of its preStop hook + 0 s (not stated), then logs 10 s: 15 s',
  });
  expect(gracePeriod([sidecar('logs'), main()], STATED_TIME)).toBeUndefined();
});

test('where nobody states anything there is nothing to compute', () => {
  expect(gracePeriod([main(), sidecar('logs')])).toBeUndefined();
  expect(gracePeriod([])).toBeUndefined();
});

test('init tasks have ended when a pod stops', () => {
  expect(gracePeriod([{ name: 'migrate', kind: ContainerKind.INIT, drainSeconds: 100 }])).toBeUndefined();
  expect(gracePeriod([{ name: 'migrate', kind: ContainerKind.INIT, drainSeconds: 100 }, main(1)])?.seconds).toBe(6);
});

test('every container has stopped in time when the kubelet stops them as it does', () => {
  const drain = fc.option(fc.integer({ min: 0, max: 60 }), { nil: undefined });
  const containers = fc.array(
    fc.record({ kind: fc.constantFrom(ContainerKind.CONTAINER, ContainerKind.NATIVE_SIDECAR), drainSeconds: drain, preStopSeconds: drain }),
    {
      minLength: 1,
      maxLength: 6,
    },
  );
  fc.assert(
    fc.property(containers, (generated) => {
      const pod: StoppedContainer[] = generated.map((each, index) => ({ ...each, name: `c${index}` }));
      const computed = gracePeriod(pod);
      if (computed === undefined) return;
      // Hooks run at once; ordinary containers end after theirs; then each sidecar ends after its hook and after the one that started after it.
      const ends = (from: number, each: StoppedContainer, unstated: number) =>
        Math.max(from, each.preStopSeconds ?? 0) + (each.drainSeconds ?? unstated);
      const ordinary = pod.filter(({ kind }) => kind === ContainerKind.CONTAINER).map((each) => ends(0, each, 30));
      let end = Math.max(0, ...ordinary);
      for (const each of [...pod].reverse()) if (each.kind === ContainerKind.NATIVE_SIDECAR) end = ends(end, each, 0);
      expect(computed.seconds).toBe(end + GRACE_PERIOD_MARGIN_SECONDS);
    }),
  );
});
