import * as fc from 'fast-check';
import { startOrder } from '../../src/lifecycle/start-order';
import type { ContainerPlacement, OrderedContainer, StartOrder } from '../../src/lifecycle/start-order';
import type { DependencyIntent } from '../../src/manifest/intent';
import { StartCondition } from '../../src/manifest/start-condition';

const { STARTED, HEALTHY, COMPLETE } = StartCondition;

function container(name: string, placement: ContainerPlacement, options: Partial<OrderedContainer> = {}): OrderedContainer {
  return { name, placement, dependsOn: [], hasStartupProbe: false, hasReadinessProbe: false, isMain: false, ...options };
}

function on(condition: StartCondition, ...names: string[]): DependencyIntent[] {
  return names.map((name) => ({ container: name, condition }));
}

const main = (...dependsOn: DependencyIntent[]) => container('main', 'ordinary', { isMain: true, dependsOn });
const task = (name: string, ...dependsOn: DependencyIntent[]) => container(name, 'init', { dependsOn });
const sidecar = (name: string, ...dependsOn: DependencyIntent[]) => container(name, 'native-sidecar', { dependsOn });
const probed = (name: string, ...dependsOn: DependencyIntent[]) => container(name, 'native-sidecar', { dependsOn, hasStartupProbe: true });
const beside = (name: string, ...dependsOn: DependencyIntent[]) => container(name, 'ordinary', { dependsOn });

describe('the order of init containers', () => {
  test.each<[string, OrderedContainer[], string[]]>([
    ['is that of declaration where nobody waits', [sidecar('b'), sidecar('a'), main()], ['b', 'a']],
    ['has init tasks before sidecars that they do not need', [main(), sidecar('proxy'), task('fetch')], ['fetch', 'proxy']],
    [
      'has an init task after the sidecar that it needs',
      [main(), probed('proxy'), task('migrate', ...on(HEALTHY, 'proxy')), task('fetch')],
      ['fetch', 'proxy', 'migrate'],
    ],
    [
      'has an init task before sidecars that only others need',
      [main(), probed('proxy'), sidecar('logs'), task('migrate', ...on(HEALTHY, 'proxy'))],
      ['proxy', 'migrate', 'logs'],
    ],
    [
      'has an init task that needs a sidecar through another task after both',
      [main(), task('seed', ...on(COMPLETE, 'migrate')), task('migrate', ...on(STARTED, 'proxy')), sidecar('proxy')],
      ['proxy', 'migrate', 'seed'],
    ],
    [
      'has sidecars in the order of their conditions',
      [sidecar('a', ...on(STARTED, 'b')), sidecar('b', ...on(STARTED, 'c')), sidecar('c')],
      ['c', 'b', 'a'],
    ],
    ['has a sidecar after the task that prepares it', [sidecar('proxy', ...on(COMPLETE, 'keys')), task('keys'), main()], ['keys', 'proxy']],
    [
      'lets a container wait for an init task that was started: it has ended then',
      [sidecar('a', ...on(STARTED, 't')), task('t')],
      ['t', 'a'],
    ],
  ])('%s', (_, containers, expected) => {
    const order = startOrder(containers);
    expect(order.problems).toEqual([]);
    expect(order.init).toEqual(expected);
  });

  test('takes a condition that is stated twice as one', () => {
    expect(startOrder([sidecar('a', ...on(STARTED, 'b', 'b')), sidecar('b')]).init).toEqual(['b', 'a']);
  });

  test('keeps every container even where two have one name, which is for another rule to refuse', () => {
    const order = startOrder([sidecar('a'), sidecar('a', ...on(STARTED, 'b')), task('b'), main(), main()]);
    expect(order.init).toEqual(['b', 'a', 'a']);
    expect(order.ordinary).toEqual(['main', 'main']);
  });
});

test('ordinary containers keep the order of declaration, and may wait for everything that starts before', () => {
  const order = startOrder([
    beside('z'),
    main(...on(HEALTHY, 'proxy'), ...on(COMPLETE, 'fetch'), ...on(STARTED, 'logs')),
    beside('a', ...on(STARTED, 'logs')),
    probed('proxy'),
    task('fetch'),
    sidecar('logs'),
  ]);
  expect(order.problems).toEqual([]);
  expect(order.ordinary).toEqual(['z', 'main', 'a']);
});

test('a pod of no container has an empty order', () => {
  expect(startOrder([])).toEqual({ init: [], ordinary: [], startupFromReadiness: [], lost: [], problems: [] });
});

test('a readiness probe serves as the startup probe that somebody waits for', () => {
  const ready = container('proxy', 'native-sidecar', { hasReadinessProbe: true });
  expect(startOrder([main(...on(HEALTHY, 'proxy')), ready]).startupFromReadiness).toEqual(['proxy']);
  expect(startOrder([main(...on(STARTED, 'proxy')), ready]).startupFromReadiness).toEqual([]);
  expect(startOrder([main(...on(HEALTHY, 'proxy')), { ...ready, hasStartupProbe: true }]).startupFromReadiness).toEqual([]);
});

describe('fails for', () => {
  const only = (order: StartOrder) => {
    expect(order.problems).toHaveLength(1);
    return order.problems[0];
  };

  test('a cycle, and names it in full', () => {
    const order = startOrder([
      sidecar('a', ...on(STARTED, 'b')),
      sidecar('b', ...on(STARTED, 'c')),
      sidecar('c', ...on(STARTED, 'a')),
      sidecar('d'),
    ]);
    expect(only(order)).toEqual({
      kind: 'dependency-cycle',
      containers: ['a', 'b', 'c'],
      message: '3 containers wait for each other, so that none of them would start: a -> b -> c -> a',
      allowed: 'conditions that do not lead back to the container that states them',
      fix: "remove one of the conditions, for example that 'c' waits for 'a'",
    });
    expect(order.init).toEqual(['d', 'a', 'b', 'c']);
  });

  test('a container that waits for itself', () => {
    expect(only(startOrder([sidecar('a', ...on(STARTED, 'a'))]))).toMatchObject({
      kind: 'dependency-cycle',
      containers: ['a'],
      message: "container 'a' waits for itself: a -> a",
    });
  });

  test('every cycle at once, each as short as it can be', () => {
    const order = startOrder([
      sidecar('a', ...on(STARTED, 'b', 'c')),
      sidecar('b', ...on(STARTED, 'c')),
      sidecar('c', ...on(STARTED, 'a')),
      task('x', ...on(COMPLETE, 'y')),
      task('y', ...on(COMPLETE, 'x')),
    ]);
    expect(order.problems.map(({ containers }) => containers)).toEqual([
      ['a', 'c'],
      ['x', 'y'],
    ]);
  });

  test('a container that the pod does not have, and suggests the nearest name', () => {
    expect(only(startOrder([main(...on(STARTED, 'db-porxy')), sidecar('db-proxy'), sidecar('logs')]))).toEqual({
      kind: 'unknown-dependency',
      containers: ['main', 'db-porxy'],
      message: "container 'main' waits for 'db-porxy', which the pod does not have",
      allowed: "one of 'db-proxy', 'logs'",
      fix: "write 'db-proxy'",
    });
  });

  test('a container that the pod does not have and that is like no other', () => {
    expect(only(startOrder([main(...on(STARTED, 'vault')), sidecar('db-proxy')])).fix).toBe(
      "add a container named 'vault', or remove the condition",
    );
    expect(only(startOrder([main(...on(STARTED, 'vault'))])).allowed).toBe('no name, since the pod has no other container');
  });

  test('the health of a sidecar that states none, and offers a probe', () => {
    expect(only(startOrder([main(...on(HEALTHY, 'proxy')), sidecar('proxy')]))).toMatchObject({
      kind: 'health-not-stated',
      containers: ['main', 'proxy'],
      fix: "give 'proxy' a startup probe (HealthProbe.exec where it listens on loopback, else .http, .tcp or .grpc as well), or wait with Dependency.started('proxy')",
    });
  });

  test('the health of an init task, which has none', () => {
    expect(only(startOrder([main(...on(HEALTHY, 'fetch')), task('fetch')]))).toMatchObject({
      kind: 'health-of-init-task',
      fix: "wait with Dependency.completed('fetch')",
    });
  });

  test('the end of a native sidecar, and names what can be waited for', () => {
    expect(only(startOrder([main(...on(COMPLETE, 'proxy')), probed('proxy')]))).toMatchObject({
      kind: 'never-completes',
      message: "container 'main' waits for the end of 'proxy', a native sidecar, which runs as long as the pod does",
      fix: "wait with Dependency.healthy('proxy'), or make 'proxy' an init task if it ends by itself",
    });
    expect(only(startOrder([main(...on(COMPLETE, 'proxy')), sidecar('proxy')])).fix).toMatch(/^wait with Dependency\.started\('proxy'\)/);
  });

  test('the end of an ordinary container', () => {
    expect(only(startOrder([main(...on(COMPLETE, 'helper')), beside('helper')]))).toMatchObject({
      kind: 'never-completes',
      fix: "make 'helper' an init task if it ends by itself",
    });
  });

  test.each([
    [HEALTHY, 'to be healthy'],
    [STARTED, 'to start'],
  ])('%s between ordinary containers', (condition, words) => {
    expect(only(startOrder([main(...on(condition, 'helper')), beside('helper')]))).toMatchObject({
      kind: 'order-between-ordinary',
      containers: ['main', 'helper'],
      message: `container 'main' waits for 'helper' ${words}, but both are ordinary containers, which kubernetes starts together`,
      fix: "make 'helper' a native sidecar (SidecarPlacement.NATIVE), which starts before every ordinary container",
    });
  });

  test('an ordinary container that waits for main', () => {
    expect(only(startOrder([main(), beside('helper', ...on(STARTED, 'main'))])).fix).toBe(
      "remove the condition, and let 'helper' retry until 'main' answers",
    );
  });

  test('an init task that waits for main', () => {
    expect(only(startOrder([main(), task('warm-up', ...on(HEALTHY, 'main'))]))).toMatchObject({
      kind: 'waits-for-later-container',
      containers: ['warm-up', 'main'],
      message:
        "container 'warm-up' is an init task and waits for 'main', the main container, " +
        'but ordinary containers start only after every init task and native sidecar',
    });
  });

  test('an init task that waits for an ordinary container', () => {
    expect(only(startOrder([main(), beside('helper'), task('warm-up', ...on(STARTED, 'helper'))]))).toMatchObject({
      kind: 'waits-for-later-container',
      fix: "make 'helper' a native sidecar, or remove the condition",
    });
  });

  test('a native sidecar that waits for main', () => {
    expect(only(startOrder([main(), sidecar('scraper', ...on(HEALTHY, 'main'))]))).toMatchObject({
      kind: 'waits-for-later-container',
      fix: "remove the condition, and let 'scraper' retry until 'main' answers",
    });
  });

  test('all that is wrong at once', () => {
    const order = startOrder([
      main(...on(HEALTHY, 'proxy', 'vault')),
      sidecar('proxy', ...on(STARTED, 'main')),
      task('t', ...on(COMPLETE, 'proxy')),
    ]);
    expect(order.problems.map(({ kind }) => kind)).toEqual([
      'health-not-stated',
      'unknown-dependency',
      'waits-for-later-container',
      'never-completes',
      'dependency-cycle',
    ]);
  });
});

describe('a sidecar on a version without native ones', () => {
  const legacy = (name: string, ...dependsOn: DependencyIntent[]) => container(name, 'ordinary', { dependsOn, lacksNativeSidecars: true });

  test('loses the conditions between ordinary containers, which are told and not refused', () => {
    const order = startOrder([main(...on(HEALTHY, 'proxy')), legacy('proxy', ...on(STARTED, 'logs')), legacy('logs')]);
    expect(order.problems).toEqual([]);
    expect(order.lost).toEqual([
      { waiting: 'main', container: 'proxy', condition: HEALTHY },
      { waiting: 'proxy', container: 'logs', condition: STARTED },
    ]);
  });

  test('fails where an init task waits for it: a newer version is the way out', () => {
    const order = startOrder([main(), legacy('proxy'), task('migrate', ...on(HEALTHY, 'proxy'))]);
    expect(order.problems).toMatchObject([
      { kind: 'waits-for-later-container', fix: "target kubernetes 1.29 or newer, where 'proxy' starts before 'migrate'" },
    ]);
  });

  test('fails where somebody waits for its end, as on any version', () => {
    expect(startOrder([main(...on(COMPLETE, 'proxy')), legacy('proxy')]).problems).toMatchObject([{ kind: 'never-completes' }]);
  });
});

describe('whatever the conditions are', () => {
  const placements: ContainerPlacement[] = ['init', 'native-sidecar', 'ordinary'];
  const pods = fc.integer({ min: 1, max: 12 }).chain((count) =>
    fc.array(
      fc.record({
        placement: fc.constantFrom(...placements),
        needs: fc.array(fc.record({ target: fc.integer({ min: 0, max: count }), condition: fc.constantFrom(STARTED, HEALTHY, COMPLETE) }), {
          maxLength: 3,
        }),
        hasStartupProbe: fc.boolean(),
        hasReadinessProbe: fc.boolean(),
      }),
      { minLength: count, maxLength: count },
    ),
  );
  const containersOf = (pod: typeof pods extends fc.Arbitrary<infer T> ? T : never): OrderedContainer[] =>
    pod.map(({ needs, ...rest }, index) => ({
      ...rest,
      name: `c${index}`,
      isMain: false,
      dependsOn: needs.map(({ target, condition }) => ({ container: `c${target}`, condition })),
    }));

  test('every condition is kept, or an error names a condition that cannot be, or a real cycle', () => {
    fc.assert(
      fc.property(pods, (pod) => {
        const containers = containersOf(pod);
        const order = startOrder(containers);
        const byName = new Map(containers.map((each) => [each.name, each]));
        const started = [...order.init, ...order.ordinary];
        expect([...started].sort()).toEqual([...byName.keys()].sort());

        const needs = (name: string, other: string) =>
          byName.get(name)?.dependsOn.some((dependency) => dependency.container === other) ?? false;
        const onCycle = new Set<string>();
        for (const { kind, containers: named } of order.problems) {
          expect(needs(named[0], named[1] ?? named[0])).toBe(true);
          if (kind !== 'dependency-cycle') continue;
          named.forEach((name, index) => expect(needs(name, named[(index + 1) % named.length])).toBe(true));
          named.forEach((name) => onCycle.add(name));
        }

        const reported = (name: string, other: string) =>
          order.problems.some(({ kind, containers: named }) => kind !== 'dependency-cycle' && named[0] === name && named[1] === other);
        for (const waiting of containers) {
          for (const { container: other, condition } of waiting.dependsOn) {
            if (reported(waiting.name, other) || onCycle.size > 0) continue;
            const target = byName.get(other) as OrderedContainer;
            expect(started.indexOf(other)).toBeLessThan(started.indexOf(waiting.name));
            expect(target.placement).not.toBe('ordinary');
            if (condition === HEALTHY) expect(target.hasStartupProbe || order.startupFromReadiness.includes(other)).toBe(true);
            if (condition === COMPLETE) expect(target.placement).toBe('init');
          }
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('there is an error for a cycle exactly where there is a cycle', () => {
    fc.assert(
      fc.property(pods, (pod) => {
        const containers = containersOf(pod);
        const left = new Map(containers.map(({ name, dependsOn }) => [name, new Set(dependsOn.map((dependency) => dependency.container))]));
        for (let before = -1; before !== left.size;) {
          before = left.size;
          for (const [name, needed] of left) {
            if (![...needed].some((other) => left.has(other))) left.delete(name);
          }
        }
        const cycles = startOrder(containers).problems.filter(({ kind }) => kind === 'dependency-cycle');
        expect(cycles.length > 0).toBe(left.size > 0);
      }),
      { numRuns: 1000 },
    );
  });

  test('the order of the others does not change when an unrelated container is added', () => {
    fc.assert(
      fc.property(pods, fc.nat(), fc.constantFrom(...placements), (pod, at, placement) => {
        const containers = containersOf(pod);
        const more = [...containers];
        more.splice(at % (containers.length + 1), 0, container('unrelated', placement));
        const without = (names: readonly string[]) => names.filter((name) => name !== 'unrelated');
        const [before, after] = [startOrder(containers), startOrder(more)];
        expect(without(after.init)).toEqual(before.init);
        expect(without(after.ordinary)).toEqual(before.ordinary);
        expect(after.problems.map(({ kind, containers: named }) => [kind, named])).toEqual(
          before.problems.map(({ kind, containers: named }) => [kind, named]),
        );
      }),
      { numRuns: 1000 },
    );
  });

  test('no init task comes after a sidecar that it could come before', () => {
    fc.assert(
      fc.property(pods, (pod) => {
        const containers = containersOf(pod);
        const order = startOrder(containers);
        if (order.problems.some(({ kind }) => kind === 'dependency-cycle')) return;
        const byName = new Map(containers.map((each) => [each.name, each]));
        order.init.slice(1).forEach((name, index) => {
          const [previous, next] = [byName.get(order.init[index]), byName.get(name)];
          if (previous?.placement !== 'native-sidecar' || next?.placement !== 'init') return;
          expect(next.dependsOn.map((dependency) => dependency.container)).toContain(previous.name);
        });
      }),
      { numRuns: 1000 },
    );
  });
});

test('a chain of dependencies may be longer than a call stack is deep', () => {
  const chain = Array.from({ length: 20_000 }, (_, index) => sidecar(`c${index}`, ...on(STARTED, `c${(index + 1) % 20_000}`)));
  expect(startOrder(chain).problems[0].containers).toHaveLength(20_000);
});
