import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { JsonObject, JsonValue, asString, isJsonObject } from '../../../src/manifest/json';

interface Images {
  readonly images: Readonly<Record<string, { readonly standsFor: readonly string[] }>>;
}

/** The name that an image of an example has on the node, for those that the lab has one for. */
export const LAB_IMAGES: ReadonlyMap<string, string> = new Map(
  Object.entries((JSON.parse(readFileSync(join(__dirname, '..', 'images.json'), 'utf8')) as Images).images).flatMap(
    ([name, { standsFor }]) => standsFor.map((image) => [image, `localhost/${name}:lab`] as const),
  ),
);

/**
 * A manifest with the lab's images in place of its own. Nothing else changes but `imagePullPolicy`: there is no registry to pull from.
 *
 * @throws if the lab has no image for one of it
 */
export function withLabImages(manifest: JsonObject): JsonObject {
  return replaced(manifest) as JsonObject;
}

function replaced(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(replaced);
  if (!isJsonObject(value)) return value;
  const copy: JsonObject = {};
  for (const [key, entry] of Object.entries(value)) if (entry !== undefined) copy[key] = replaced(entry);
  const image = asString(value.image);
  return image === undefined || value.name === undefined ? copy : { ...copy, image: labImage(image), imagePullPolicy: 'Never' };
}

function labImage(image: string): string {
  const found = LAB_IMAGES.get(image);
  if (found === undefined) throw new Error(`the lab has no image for '${image}': add one to lab/node/images.json, or name it in standsFor`);
  return found;
}
