import { JsonObject, JsonValue } from '../../src/manifest/json';

/** Whether each of some manifests still shows what is looked for. */
export type Shows = (manifests: readonly JsonObject[]) => Promise<boolean[]>;

/** A way from the root of a manifest to one of its values. */
type Way = readonly (string | number)[];

const MOST_ROUNDS = 200;

/**
 * The smallest manifest that still shows something, by taking out fields and entries as long as it does. Larger parts are tried first, and
 * all of one round at once, because a judge is fastest with many.
 */
export async function shrink(manifest: JsonObject, shows: Shows): Promise<JsonObject> {
  let smallest = manifest;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const candidates = waysIn(smallest).map((way) => without(smallest, way));
    if (candidates.length === 0) return smallest;
    const shown = await shows(candidates);
    const best = candidates.filter((_, index) => shown[index]).sort((left, right) => sizeOf(left) - sizeOf(right))[0];
    if (best === undefined) return smallest;
    smallest = best;
  }
  return smallest;
}

function sizeOf(value: JsonValue): number {
  return JSON.stringify(value).length;
}

/** Every place but apiVersion and kind, without which nothing is judged. */
function waysIn(manifest: JsonObject): Way[] {
  const ways: Way[] = [];
  const collect = (value: JsonValue | undefined, way: Way) => {
    if (typeof value !== 'object' || value === null) return;
    for (const key of Object.keys(value)) {
      if (way.length === 0 && (key === 'apiVersion' || key === 'kind')) continue;
      const inside = [...way, Array.isArray(value) ? Number(key) : key];
      ways.push(inside);
      collect((value as JsonObject)[key], inside);
    }
  };
  collect(manifest, []);
  return ways;
}

function without(manifest: JsonObject, way: Way): JsonObject {
  const copy = structuredClone(manifest);
  let holder: JsonValue = copy;
  for (const step of way.slice(0, -1)) holder = (holder as Record<string | number, JsonValue>)[step];
  const last = way[way.length - 1];
  if (Array.isArray(holder)) holder.splice(Number(last), 1);
  else delete (holder as JsonObject)[last];
  return copy;
}
