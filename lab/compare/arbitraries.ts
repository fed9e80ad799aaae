import * as fc from 'fast-check';
import { JsonObject, JsonValue, asString, isJsonObject } from '../../src/manifest/json';
import { fieldNames, fieldStatus, fieldStatusAt } from '../../src/rules/schema/schema';
import { KEYS, misplacedValue, plausibleValue } from './plausible-values';
import { stepsToPodSpec, workloadSkeletons } from './workload-skeletons';

/** How far drawn manifests are from valid ones. */
export interface ManifestDrawing {
  /** The Kubernetes minor whose fields are drawn. */
  readonly minor: number;
  /** The most fields that are set beside those of the skeleton, 8 where absent. */
  readonly fields?: number;
  /** The most mistakes that are made, 2 where absent; none for manifests that fit their schema. */
  readonly mistakes?: number;
}

/** A choice among any number of things; it shrinks to the first. */
const CHOICE = fc.nat(10_000);
/** A way down from an object: each number chooses a field, an index or a key. */
const WAY = fc.array(CHOICE, { minLength: 1, maxLength: 9 });
const MISTAKE = fc.record({ at: CHOICE, what: fc.nat(7), choice: CHOICE });

/**
 * Manifests of every kind with a pod, and of Service and ConfigMap: small valid ones with any fields of the schema set to plausible values,
 * then spoilt by some mistakes. They shrink to the skeleton with the one field or mistake that matters.
 */
export function workloadManifests({ minor, fields = 8, mistakes = 2 }: ManifestDrawing): fc.Arbitrary<JsonObject> {
  return fc
    .tuple(CHOICE, fc.array(fc.tuple(fc.boolean(), WAY, CHOICE), { maxLength: fields }), fc.array(MISTAKE, { maxLength: mistakes }))
    .map(([kind, ways, errors]) => {
      const skeletons = workloadSkeletons();
      const manifest = skeletons[kind % skeletons.length];
      for (const [inPod, way, choice] of ways) setField(manifest, inPod, way, choice, minor);
      for (const { at, what, choice } of errors) makeMistake(manifest, at, what, choice);
      return manifest;
    });
}

function setField(manifest: JsonObject, inPod: boolean, way: readonly number[], choice: number, minor: number): void {
  const apiVersion = asString(manifest.apiVersion) ?? '';
  const kind = asString(manifest.kind) ?? '';
  const steps = inPod ? stepsToPodSpec(kind) : [];
  const start = fieldStatusAt(apiVersion, kind, steps, minor);
  if (start?.status !== 'present' || typeof start.type.inner !== 'number') return;
  let object = steps.reduce((at, step) => at[step] as JsonObject, manifest);
  let type = start.type.inner;
  for (const step of way) {
    const names = fieldNames(type, minor).filter((name) => !(object === manifest && ['apiVersion', 'kind', 'status'].includes(name)));
    if (names.length === 0) return;
    const field = names[step % names.length];
    const status = fieldStatus(type, field, minor);
    if (status.status !== 'present' && status.status !== 'dropped') return;
    const next = enter(object, field, status.type.wrapping, typeof status.type.inner === 'number', step);
    if (typeof status.type.inner !== 'number') {
      next?.(plausibleValue(field, status.type.inner, choice));
      return;
    }
    const inner = next?.({});
    if (!isJsonObject(inner)) return;
    object = inner;
    type = status.type.inner;
  }
}

/** Goes into a field, through its lists and mappings, and returns what sets the value there unless an object is there already. */
function enter(
  object: JsonObject,
  field: string,
  wrapping: readonly ('list' | 'mapping')[],
  keeps: boolean,
  choice: number,
): ((value: JsonValue) => JsonValue) | undefined {
  let holder: JsonObject | JsonValue[] = object;
  let key: string | number = field;
  const here = () => (holder as Record<string | number, JsonValue | undefined>)[key];
  const put = (value: JsonValue) => ((holder as Record<string | number, JsonValue | undefined>)[key] = value);
  for (const kind of wrapping) {
    const wanted: JsonValue = kind === 'list' ? [] : {};
    const found = here();
    const inside: JsonValue =
      typeof found === 'object' && found !== null && Array.isArray(found) === Array.isArray(wanted) ? found : put(wanted)!;
    holder = inside as JsonObject | JsonValue[];
    key = Array.isArray(holder) ? choice % Math.min(holder.length + 1, 4) : KEYS[choice % KEYS.length];
  }
  return (value) => (keeps && isJsonObject(here()) ? here()! : put(value)!);
}

/** A place in a manifest: an object or list and a key in it. */
interface Spot {
  readonly holder: JsonObject | JsonValue[];
  readonly key: string | number;
}

function makeMistake(manifest: JsonObject, at: number, what: number, choice: number): void {
  const spots = spotsIn(manifest);
  if (spots.length === 0) return;
  const { holder, key } = spots[at % spots.length];
  const values = holder as Record<string | number, JsonValue | undefined>;
  const value = values[key];
  const elsewhere = spots[choice % spots.length];
  switch (what) {
    case 0: // a value of whatever type
    case 1:
      values[key] = misplacedValue(choice);
      break;
    case 2: // nothing
      if (Array.isArray(holder)) holder.splice(Number(key), 1);
      else delete holder[key];
      break;
    case 3: // a name with a mistake
      if (!Array.isArray(holder)) {
        delete holder[key];
        holder[misspelled(String(key), choice)] = value;
      }
      break;
    case 4: // a field at another place
      if (!Array.isArray(holder) && !Array.isArray(elsewhere.holder)) elsewhere.holder[key] = copy(value);
      break;
    case 5: // the same entry twice
      if (Array.isArray(holder)) holder.push(copy(value)!);
      break;
    case 6: // another field's value
      values[key] = copy((elsewhere.holder as Record<string | number, JsonValue | undefined>)[elsewhere.key]);
      break;
    case 7: // a name that no schema has
      if (!Array.isArray(holder)) holder[`extra${choice}`] = misplacedValue(choice);
  }
}

/** Every place of a manifest but apiVersion and kind: without them there is nothing to judge. */
function spotsIn(manifest: JsonObject): Spot[] {
  const spots: Spot[] = [];
  const collect = (holder: JsonObject | JsonValue[]) => {
    for (const key of Object.keys(holder)) {
      if (holder === manifest && (key === 'apiVersion' || key === 'kind')) continue;
      spots.push({ holder, key: Array.isArray(holder) ? Number(key) : key });
      const value = (holder as JsonObject)[key];
      if (typeof value === 'object' && value !== null) collect(value);
    }
  };
  collect(manifest);
  return spots;
}

function misspelled(name: string, choice: number): string {
  const at = choice % Math.max(1, name.length);
  switch (choice % 4) {
    case 0:
      return name.charAt(0).toUpperCase() + name.slice(1);
    case 1:
      return name.toLowerCase() === name ? `${name}s` : name.toLowerCase();
    case 2:
      return `${name.slice(0, at)}${name.slice(at + 1)}`;
    default:
      return `${name.slice(0, at)}x${name.slice(at)}`;
  }
}

function copy(value: JsonValue | undefined): JsonValue | undefined {
  return value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as JsonValue);
}
