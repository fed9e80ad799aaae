import { JsonObject, asObject, asString, isJsonObject } from './json';

/** One object of a manifest, which may be a List of many. */
export interface ListedObject {
  readonly object: JsonObject;
  /** Where the object stands in the manifest that was read: empty, or `items[2]` in a List. */
  readonly path: string;
}

/** Lists may hold lists; a manifest that goes on like that for ever is no use to anybody. */
const DEEPEST = 16;

/** The objects of a manifest: those of a List one by one, any other manifest as it is. */
export function objectsIn(manifest: JsonObject): ListedObject[] {
  const found: ListedObject[] = [];
  collect(manifest, '', 0, found);
  return found;
}

/** Whether a manifest is a List of objects, which `kubectl` takes apart before it sends them. */
export function isList(manifest: JsonObject): boolean {
  const kind = asString(manifest.kind);
  return kind !== undefined && kind.endsWith('List') && Array.isArray(manifest.items);
}

function collect(manifest: JsonObject, path: string, depth: number, found: ListedObject[]): void {
  if (depth >= DEEPEST || !isList(manifest)) {
    found.push({ object: manifest, path });
    return;
  }
  (manifest.items as unknown[]).forEach((item, index) => {
    if (!isJsonObject(item)) return;
    const itemPath = `${path === '' ? '' : `${path}.`}items[${index}]`;
    // The items of a typed list (`PodList`) may leave out what the list says.
    const typed = item.kind === undefined && manifest.kind !== 'List';
    const object = typed ? { ...asObject(item), apiVersion: manifest.apiVersion, kind: (manifest.kind as string).slice(0, -4) } : item;
    collect(object, itemPath, depth + 1, found);
  });
}
