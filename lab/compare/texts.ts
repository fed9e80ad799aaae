import { JsonObject, JsonValue, isJsonObject } from '../../src/manifest/json';

/**
 * A manifest as JSON with one key written twice; undefined where it has no key.
 *
 * @param choice which key, and whether the second value is another one; the same for the same number
 */
export function textWithDuplicate(manifest: JsonObject, choice: number): string | undefined {
  const keys = countKeys(manifest);
  if (keys === 0) return undefined;
  let left = choice % keys;
  const write = (value: JsonValue | undefined): string => {
    if (Array.isArray(value)) return `[${value.map(write).join(',')}]`;
    if (!isJsonObject(value)) return JSON.stringify(value ?? null);
    const fields = Object.entries(value).flatMap(([key, inside]) => {
      const field = `${JSON.stringify(key)}:`;
      const twice = left === 0;
      left -= 1;
      const written = `${field}${write(inside)}`;
      if (!twice) return [written];
      return [choice % 2 === 0 ? written : `${field}null`, written];
    });
    return `{${fields.join(',')}}`;
  };
  return write(manifest);
}

/** The field of managed fields that a server keeps as the JSON that it got. */
const KEPT_AS_JSON = /(?:^|\.)fieldsV1[.[]/;

/**
 * Whether a server looks for keys that are written twice at a path: neither at nor below a field that it does not know, nor below one that it
 * does not read.
 *
 * @param unknown the paths of the fields that it does not know
 */
export function looksForDuplicates(path: string, unknown: readonly string[]): boolean {
  if (KEPT_AS_JSON.test(path)) return false;
  return !unknown.some((field) => path === field || path.startsWith(`${field}.`) || path.startsWith(`${field}[`));
}

function countKeys(value: JsonValue | undefined): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, entry) => sum + countKeys(entry), 0);
  if (!isJsonObject(value)) return 0;
  return Object.values(value).reduce<number>((sum, inside) => sum + 1 + countKeys(inside), 0);
}
