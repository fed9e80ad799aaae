import * as fc from 'fast-check';
import { KubernetesVersion } from '../../src/cluster/kubernetes-version';
import { JsonObject, JsonValue, asObject, asString, isJsonObject } from '../../src/manifest/json';
import { AimedChange, changed, changesOf } from './aimed-changes';
import { ruleSettings, tableSettings } from './rule-settings';
import { SETTINGS, Setting } from './settings';
import { podMetadataOf, podSpecOf, workloadSkeletons } from './workload-skeletons';

/** Where a setting is put: the kind of workload, the list of containers and the position in it. */
interface Target {
  readonly kind: number;
  readonly list: number;
  readonly position: number;
}

const CHOICE = fc.nat(1_000_000);
const MORE = fc.record({
  target: fc.record({ kind: CHOICE, list: fc.nat(7), position: fc.nat(2) }),
  /** Other settings beside the first, and changes to them. */
  settings: fc.array(fc.record({ setting: CHOICE, change: CHOICE }), { maxLength: 2 }),
});

const NEWEST = Math.max(...KubernetesVersion.ALL.map(({ minor }) => minor));

/** A number that has no divisor in common with how many changes there are: its multiples come by each of them once. */
const STRIDE = 7_368_787;

/** What is put together and changed: what is known to be accepted, what the rules show themselves with, and what their tables name beside. */
const ALL_SETTINGS: readonly Setting[] = [...SETTINGS, ...ruleSettings(), ...tableSettings(NEWEST)];

/** Every change to every setting. */
const ALL_CHANGES: readonly (readonly [Setting, AimedChange])[] = ALL_SETTINGS.flatMap((setting) =>
  changesOf(setting).map((change) => [setting, change] as const),
);

/** How many changes there are: with so many manifests each of them is made. */
export const AIMED_CHANGES = ALL_CHANGES.length;

/**
 * Small manifests with one setting that a server accepts and one change to it, in a container of any list at any position, in workloads of
 * every kind. Every second one has other settings beside it, changed or not.
 *
 * @param from the number of the first; as many in a row as there are changes have every change once
 */
export function aimedManifests(seed: number, from: number, count: number): JsonObject[] {
  return fc.sample(MORE, { seed, numRuns: count }).map(({ target, settings }, index) => {
    const [setting, change] = ALL_CHANGES[((seed % AIMED_CHANGES) + ((from + index) % AIMED_CHANGES) * STRIDE) % AIMED_CHANGES];
    const others = index % 2 === 0 ? [] : settings.map((other) => otherSetting(other.setting, other.change));
    return aimedManifest([changed(setting, change), ...others], target);
  });
}

/** A setting alone in an ordinary container of a Pod, or in an object of its kind. */
export function plainManifest(setting: Setting): JsonObject {
  return aimedManifest([setting], { kind: 0, list: 0, position: 0 });
}

/** Half of them as they are. */
function otherSetting(setting: number, change: number): Setting {
  if (change % 2 === 0) return ALL_SETTINGS[setting % ALL_SETTINGS.length];
  return changed(...ALL_CHANGES[setting % AIMED_CHANGES]);
}

function aimedManifest(settings: readonly Setting[], { kind, list, position }: Target): JsonObject {
  const skeletons = workloadSkeletons();
  const named = settings.flatMap((setting) => Object.keys(setting)).find((name) => /^[A-Z]/.test(name));
  // What stands in a pod would get lost in an object without one.
  const isOfPod = settings.some((setting) => Object.keys(setting).some((part) => part !== 'metadata'));
  const fitting = skeletons.filter((skeleton) => !isOfPod || podSpecOf(skeleton) !== undefined);
  const manifest =
    skeletons.find((skeleton) => skeleton.kind === named) ?? (kind % 3 === 0 ? fitting[0] : fitting[Math.floor(kind / 3) % fitting.length]);
  const container = aimedPod(manifest, list, position);
  const put = (into: JsonObject | undefined, value: JsonValue | undefined) => {
    if (into !== undefined && isJsonObject(value)) merge(into, structuredClone(value));
  };
  for (const { container: inContainer, pod, annotations, labels, metadata, ...kinds } of settings) {
    put(container, inContainer);
    put(podSpecOf(manifest), pod);
    put(podMetadataOf(manifest), annotations && { annotations });
    put(podMetadataOf(manifest), labels && { labels });
    put(asObject(manifest.metadata), metadata);
    put(asObject(manifest.spec), kinds[asString(manifest.kind) ?? '']);
  }
  return manifest;
}

/** Writes a plain pod into a workload, with one container `x` among others in one of the lists, and returns that container. */
function aimedPod(manifest: JsonObject, list: number, position: number): JsonObject | undefined {
  const spec = podSpecOf(manifest);
  if (spec === undefined) return undefined;
  const container: JsonObject = { name: 'x', image: 'nginx:1.29' };
  if (list === 6) container.restartPolicy = 'Always';
  const name = list === 5 || list === 6 ? 'initContainers' : list === 7 ? 'ephemeralContainers' : 'containers';
  const others = ['web', 'logs'].map((other) => ({ name: other, image: 'busybox:1.37' }));
  const among = [...others.slice(0, position), container, ...others.slice(position)];
  delete spec.initContainers;
  spec.containers = name === 'containers' ? among : [{ name: 'main', image: 'nginx:1.29' }];
  if (name !== 'containers') spec[name] = among;
  spec.volumes = [{ name: 'data', emptyDir: {} }];
  return container;
}

/** Puts fields into an object: lists become longer, objects fuller. An entry whose name is taken gets another. */
function merge(into: JsonObject, value: JsonObject): void {
  for (const [key, more] of Object.entries(value)) {
    const had = into[key];
    if (Array.isArray(had) && Array.isArray(more)) into[key] = [...had, ...more.map((entry) => renamed(entry, had))];
    else if (isJsonObject(had) && isJsonObject(more)) merge(had, more);
    else into[key] = more;
  }
}

function renamed(entry: JsonValue, had: readonly JsonValue[]): JsonValue {
  if (!isJsonObject(entry) || !had.some((other) => isJsonObject(other) && other.name === entry.name)) return entry;
  return typeof entry.name === 'string' && entry.name !== '' ? { ...entry, name: `${entry.name}${had.length}` } : entry;
}
