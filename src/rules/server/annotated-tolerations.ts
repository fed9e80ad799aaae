import { JsonObject, JsonValue, isJsonObject } from '../../manifest/json';

/** The fields of a toleration, as a decoder finds them that passes over capitals. */
const FIELDS: ReadonlyMap<string, { readonly field: string; readonly type: 'string' | 'number' }> = new Map([
  ['key', { field: 'key', type: 'string' }],
  ['operator', { field: 'operator', type: 'string' }],
  ['value', { field: 'value', type: 'string' }],
  ['effect', { field: 'effect', type: 'string' }],
  ['tolerationseconds', { field: 'tolerationSeconds', type: 'number' }],
]);

/**
 * The tolerations that an annotation holds, with their fields in the usual capitals; undefined where the server cannot read them. It reads an
 * annotation with less care than a manifest: capitals do not matter, and what it does not know it passes over.
 *
 * @see https://pkg.go.dev/encoding/json#Unmarshal
 */
export function annotatedTolerations(text: string): JsonObject[] | undefined {
  let parsed: JsonValue;
  try {
    parsed = JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
  if (parsed === null) return [];
  if (!Array.isArray(parsed)) return undefined;
  const tolerations = parsed.map(tolerationOf);
  return tolerations.every((toleration) => toleration !== undefined) ? tolerations : undefined;
}

function tolerationOf(entry: JsonValue): JsonObject | undefined {
  if (entry === null) return {};
  if (!isJsonObject(entry)) return undefined;
  const toleration: JsonObject = {};
  for (const key of Object.keys(entry)) {
    const known = FIELDS.get(key.toLowerCase());
    const value = entry[key];
    if (known === undefined || value === null) continue;
    if (typeof value !== known.type || (typeof value === 'number' && !Number.isInteger(value))) return undefined;
    toleration[known.field] = value;
  }
  return toleration;
}
