import { childPath } from '../../manifest/field-path';
import { Place } from '../walk/place';
import { fieldNames, fieldStatus } from './schema';

/** So many steps up and down a misplaced field may be from where it belongs: from a Deployment's `spec` to a container and no further. */
const FARTHEST = 4;

/** Where a field belongs that stands at the wrong level: the nearest object around this one or below that has such a field. */
export function placeOf(field: string, place: Place, minor: number): string | undefined {
  const around: Place[] = [];
  for (let above: Place | undefined = place; above; above = above.parent) around.push(above);
  const rings = around.map(({ type, parent }, up) => ({
    up,
    // A status is written by the cluster: no field of a user belongs there.
    inside: [{ type, path: around[up].manifestPath(), isRoot: parent === undefined }],
  }));
  const seen = new Set(around.map(({ type }) => type));
  for (let distance = 0; distance <= FARTHEST; distance += 1) {
    for (const ring of rings.slice(0, distance + 1).reverse()) {
      const found = ring.inside.find(({ type }) => isThere(type, field, minor));
      if (found) return childPath(found.path, field);
      ring.inside = ring.inside.flatMap(({ type, path, isRoot }) =>
        fieldNames(type, minor).flatMap((name) => {
          const status = fieldStatus(type, name, minor);
          if (status.status !== 'present' || typeof status.type.inner !== 'number' || seen.has(status.type.inner)) return [];
          if ((isRoot && name === 'status') || name === 'managedFields') return [];
          seen.add(status.type.inner);
          return [
            { type: status.type.inner, path: `${childPath(path, name)}${status.type.wrapping.length > 0 ? '[…]' : ''}`, isRoot: false },
          ];
        }),
      );
    }
  }
  return undefined;
}

function isThere(type: number, field: string, minor: number): boolean {
  const { status } = fieldStatus(type, field, minor);
  return status === 'present' || status === 'dropped';
}
