import * as fc from 'fast-check';
import { JsonObject, JsonValue, asString, isJsonObject } from '../../src/manifest/json';
import { podSpecOf, stepsToPodSpec, workloadSkeletons } from './workload-skeletons';

const CHOICE = fc.nat(100_000);
const CONTAINER_LISTS = ['containers', 'initContainers', 'ephemeralContainers'] as const;
const LONG = 'a'.repeat(300);
const TEXTS: readonly JsonValue[] = ['', 'A_b', 'a b', '-a', 'a.b', `a${'b'.repeat(63)}`, LONG, '../x', '/x', '0', 'no such', null];
const NUMBERS: readonly JsonValue[] = [0, -1, 1, 2, 65535, 65536, 2147483647, 4294967296, 9007199254740991, null];

/**
 * Manifests that are one or two changes away from others: the pod of one put into a workload of any kind, a container of it into any list of
 * containers, then a field taken out, given a value at the edge or beyond, or an entry repeated.
 */
export function mutantsOf(bases: readonly JsonObject[]): fc.Arbitrary<JsonObject> {
  const change = fc.record({ at: CHOICE, what: fc.nat(9), choice: CHOICE });
  return fc
    .record({ base: CHOICE, kind: CHOICE, list: fc.nat(19), changes: fc.array(change, { minLength: 0, maxLength: 2 }) })
    .map(({ base, kind, list, changes }) => {
      const manifest = inKind(structuredClone(bases[base % bases.length]), kind);
      if (list > 0 && list < 6) moveContainer(manifest, list);
      for (const { at, what, choice } of changes) mutate(manifest, at, what, choice);
      return manifest;
    });
}

/** Half of all pods stay where they are. */
function inKind(manifest: JsonObject, kind: number): JsonObject {
  const skeletons = workloadSkeletons().filter((skeleton) => stepsToPodSpec(asString(skeleton.kind) ?? '').length > 0);
  const pod = podSpecOf(manifest);
  if (pod === undefined || kind % 2 === 0) return manifest;
  const workload = skeletons[Math.floor(kind / 2) % skeletons.length];
  const spec = podSpecOf(workload)!;
  const { restartPolicy } = spec;
  for (const key of Object.keys(spec)) delete spec[key];
  Object.assign(spec, structuredClone(pod));
  if (restartPolicy !== undefined && kind % 3 > 0) spec.restartPolicy = restartPolicy;
  return workload;
}

function moveContainer(manifest: JsonObject, choice: number): void {
  const spec = podSpecOf(manifest);
  if (!spec || !Array.isArray(spec.containers) || spec.containers.length === 0) return;
  const to = CONTAINER_LISTS[1 + (choice % 2)];
  const [moved] = choice < 4 ? spec.containers.splice(choice % spec.containers.length, 1) : [structuredClone(spec.containers[0])];
  if (isJsonObject(moved) && to === 'initContainers' && choice === 2) moved.restartPolicy = 'Always';
  const list = Array.isArray(spec[to]) ? (spec[to] as JsonValue[]) : [];
  spec[to] = [...list, moved];
}

interface Spot {
  readonly holder: Record<string | number, JsonValue | undefined>;
  readonly key: string | number;
}

function mutate(manifest: JsonObject, at: number, what: number, choice: number): void {
  const spots: Spot[] = [];
  const collect = (value: JsonValue | undefined) => {
    if (typeof value !== 'object' || value === null) return;
    for (const key of Object.keys(value)) {
      if (value === manifest && (key === 'apiVersion' || key === 'kind')) continue;
      spots.push({ holder: value as Spot['holder'], key: Array.isArray(value) ? Number(key) : key });
      collect((value as JsonObject)[key]);
    }
  };
  collect(manifest);
  if (spots.length === 0) return;
  const { holder, key } = spots[at % spots.length];
  const value = holder[key];
  const lists = Object.values(holder).filter((entry): entry is JsonValue[] => Array.isArray(entry));
  if (what === 0) {
    if (Array.isArray(holder)) holder.splice(Number(key), 1);
    else delete holder[key];
  } else if (what === 1 && Array.isArray(holder)) {
    holder.splice(choice % (holder.length + 1), 0, structuredClone(value!));
  } else if (what === 2 && lists.length > 0) {
    lists[choice % lists.length].reverse();
  } else if (what === 3) {
    const others = spots.filter((spot) => spot.key === key && spot.holder !== holder);
    const other = others[choice % Math.max(1, others.length)];
    if (other) holder[key] = structuredClone(other.holder[other.key]!);
  } else {
    holder[key] = beyond(value, choice);
  }
}

/** A value of the same type at the edge of what is allowed, or beyond. */
function beyond(value: JsonValue | undefined, choice: number): JsonValue {
  if (typeof value === 'number') return choice % 3 === 0 ? value + (choice % 2 ? 1 : -1) : NUMBERS[choice % NUMBERS.length];
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'string') {
    if (/^\d/.test(value) && choice % 2 === 0) return ['-1', '0', '1e9', '0.5', '100m', '1Gi', '150%', '1.5'][choice % 8];
    return choice % 4 === 0 ? `${value}x` : choice % 4 === 1 ? value.toLowerCase() : TEXTS[choice % TEXTS.length];
  }
  if (Array.isArray(value)) return [];
  return choice % 2 === 0 ? {} : null;
}
