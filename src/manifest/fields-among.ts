import { JsonValue } from './json';

/**
 * Which of some names a manifest has as keys, at whatever depth.
 *
 * @param names the names that are looked for
 * @returns those that it has, each once, in the order in which they stand in it
 */
export function fieldsAmong(manifest: JsonValue | undefined, names: ReadonlySet<string>): readonly string[] {
  const found: string[] = [];
  collect(manifest, names, found);
  return found;
}

function collect(value: JsonValue | undefined, names: ReadonlySet<string>, found: string[]): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) collect(value[index], names, found);
    return;
  }
  // Unlike Object.keys, this makes no list; a key that an object inherits may be found too many, and does no harm.
  for (const key in value) {
    if (names.has(key) && !found.includes(key)) found.push(key);
    collect(value[key], names, found);
  }
}
