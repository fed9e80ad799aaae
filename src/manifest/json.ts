/** A value as a manifest holds it once it is parsed. */
export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject;

/** A mapping of a manifest. `undefined` stands for an absent key, so that reading any key is safe. */
export interface JsonObject {
  [key: string]: JsonValue | undefined;
}

/** Whether a value is a mapping: neither a list, nor null, nor a scalar. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The mapping that a value is, or an empty one: for reading manifests that may be malformed. */
export function asObject(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

/** The list that a value is, or an empty one: for reading manifests that may be malformed. */
export function asList(value: JsonValue | undefined): JsonValue[] {
  return Array.isArray(value) ? value : [];
}

/**
 * The mappings in a list with their index. An entry that is null is an empty mapping, as it is to the API server; whatever else a malformed
 * list holds is for the schema rules to report.
 */
export function objectsOf(value: JsonValue | undefined): { readonly index: number; readonly object: JsonObject }[] {
  const found: { index: number; object: JsonObject }[] = [];
  if (!Array.isArray(value)) return found;
  for (let index = 0; index < value.length; index++) {
    const entry = value[index];
    if (isJsonObject(entry)) found.push({ index, object: entry });
    else if (entry === null) found.push({ index, object: {} });
  }
  return found;
}

/** The texts in a list with their index: null is an empty one, as it is to the API server. */
export function textsIn(value: JsonValue | undefined): { readonly index: number; readonly text: string }[] {
  const found: { index: number; text: string }[] = [];
  asList(value).forEach((entry, index) => {
    if (typeof entry === 'string' || entry === null) found.push({ index, text: entry ?? '' });
  });
  return found;
}

/** A copy of a value that shares nothing with it. Keys without a value are left out. */
export function copyJson<Value extends JsonValue>(value: Value): Value {
  if (Array.isArray(value)) return value.map((entry) => copyJson(entry)) as JsonValue as Value;
  return isJsonObject(value) ? (withoutUndefined(value, copyJson) as JsonValue as Value) : value;
}

/** A mapping without the keys that have no value, its values changed on the way if need be. */
export function withoutUndefined(object: JsonObject, change?: (value: JsonValue) => JsonValue): JsonObject {
  const defined: JsonObject = {};
  for (const key of Object.keys(object)) {
    const value = object[key];
    if (value !== undefined) defined[key] = change ? change(value) : value;
  }
  return defined;
}

/** The string that a value is, or undefined. */
export function asString(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The number that a value is, or undefined. */
export function asNumber(value: JsonValue | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
