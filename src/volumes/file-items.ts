import type * as kplus from 'cdk8s-plus-28';
import { JsonObject } from '../manifest/json';

/**
 * The permission bits of a file, as a manifest has them.
 *
 * @param mode the bits, a number like 0o644
 * @param what what they are of, for the message
 * @throws if the number is out of range: most often because 644 was written for 0o644
 */
export function fileMode(mode: number, what: string): number {
  if (!Number.isInteger(mode) || mode < 0 || mode > 0o777) {
    const octal = /^[0-7]{3,4}$/.test(String(mode)) ? `; 0o${mode} may have been meant` : '; write it like 0o644';
    throw new Error(`${what} ${mode} is not allowed: permission bits are a whole number from 0 to 0o777 (511)${octal}`);
  }
  return mode;
}

/** The `items` of a volume with keys: which keys become files, and where. All keys where nothing is given. */
export function keyItems(items: Record<string, kplus.PathMapping> | undefined, what: string): JsonObject {
  if (items === undefined) return {};
  return {
    items: Object.entries(items).map(([key, { path, mode }]) => {
      if (path === '') throw new Error(`the path of key '${key}' of ${what} is empty: give a relative path, like '${key}'`);
      return { key, path, ...(mode === undefined ? {} : { mode: fileMode(mode, `the mode of key '${key}' of ${what}`) }) };
    }),
  };
}

/** The `defaultMode` of a volume with files, where it is given. */
export function defaultModeOf(mode: number | undefined, what: string): JsonObject {
  return mode === undefined ? {} : { defaultMode: fileMode(mode, `the default mode of ${what}`) };
}

/** The `optional` of a volume with keys, where it is given. */
export function optionalOf(optional: boolean | undefined): JsonObject {
  return optional === undefined ? {} : { optional };
}
