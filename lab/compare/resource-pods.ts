import * as fc from 'fast-check';
import { JsonObject } from '../../src/manifest/json';

/** Amounts in every spelling, small and great, whole and not. */
const AMOUNTS: Readonly<Record<string, readonly string[]>> = {
  cpu: ['0', '1m', '50m', '100m', '0.1', '250m', '1', '1.5', '1500m', '2', '1e1', '3k', '100u'],
  memory: ['0', '1', '64Mi', '67108864', '100M', '128Mi', '1Gi', '1.5Gi', '2G', '1e9', '0.5Ki', '1000k'],
  'ephemeral-storage': ['0', '1Gi', '500M', '2Gi', '1e9'],
  'hugepages-2Mi': ['0', '2Mi', '4Mi', '1Gi'],
  'example.com/gpu': ['0', '1', '2', '8'],
};

const resourceList = (names: readonly string[]): fc.Arbitrary<JsonObject> =>
  fc
    .record(Object.fromEntries(names.map((name) => [name, fc.constantFrom(...AMOUNTS[name])])), { requiredKeys: [] })
    .map((list) => ({ ...list }));

const COMMON = ['cpu', 'memory'];
const ALL = Object.keys(AMOUNTS);

function resources(names: readonly string[]): fc.Arbitrary<JsonObject> {
  const lists = fc.record({ requests: resourceList(names), limits: resourceList(names) }, { requiredKeys: [] });
  // Requests that equal limits make pods Guaranteed, which chance alone hardly ever does.
  const equal = resourceList(names).map((list) => ({ requests: { ...list }, limits: { ...list } }));
  return fc.oneof(lists, equal).map((each) => ({ ...each }));
}

const OF_CONTAINERS = fc.oneof({ weight: 3, arbitrary: resources(COMMON) }, { weight: 2, arbitrary: resources(ALL) });
const OF_PODS = resources(['cpu', 'memory', 'hugepages-2Mi']);
const OPTIONAL_RESOURCES = fc.option(OF_CONTAINERS, { nil: undefined, freq: 5 });

/** Pods that differ in what decides their effective requests: requests, limits, order of init containers, the pod's own resources, overhead. */
export function resourcePods(): fc.Arbitrary<JsonObject> {
  return fc
    .record({
      isPod: fc.boolean(),
      ordinary: fc.array(OPTIONAL_RESOURCES, { minLength: 1, maxLength: 4 }),
      init: fc.array(fc.record({ native: fc.boolean(), own: OPTIONAL_RESOURCES }), { maxLength: 5 }),
      own: fc.option(OF_PODS, { nil: undefined, freq: 2 }),
      overhead: fc.option(resourceList(COMMON), { nil: undefined, freq: 2 }),
    })
    .map(({ isPod, ordinary, init, own, overhead }) => {
      const spec: JsonObject = {
        containers: ordinary.map((each, index) => container(`c${index}`, each)),
        ...(init.length > 0 ? { initContainers: init.map((each, index) => container(`i${index}`, each.own, each.native)) } : {}),
        ...(own ? { resources: own } : {}),
        ...(overhead ? { overhead } : {}),
      };
      if (isPod) return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'default' }, spec };
      const labels = { app: 'web' };
      return {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'web', namespace: 'default' },
        spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec } },
      };
    });
}

function container(name: string, own: JsonObject | undefined, native = false): JsonObject {
  return { name, image: 'busybox:1.37', ...(own ? { resources: own } : {}), ...(native ? { restartPolicy: 'Always' } : {}) };
}
