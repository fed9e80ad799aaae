import { JsonObject, JsonValue, isJsonObject } from '../manifest/json';

/**
 * A manifest with the keys of every mapping in alphabetical order and `apiVersion`, `kind` and `metadata` first, as cdk8s writes it.
 * Keys without a value are left out.
 */
export function inKeyOrder(manifest: JsonObject): JsonObject {
  const ordered: JsonObject = {};
  for (const key of ['apiVersion', 'kind', 'metadata', ...Object.keys(manifest).sort()]) {
    const value = manifest[key];
    if (value !== undefined && !Object.hasOwn(ordered, key)) ordered[key] = sorted(value);
  }
  return ordered;
}

function sorted(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isJsonObject(value)) return value;
  const ordered: JsonObject = {};
  for (const key of Object.keys(value).sort()) {
    const entry = value[key];
    if (entry !== undefined) ordered[key] = sorted(entry);
  }
  return ordered;
}
