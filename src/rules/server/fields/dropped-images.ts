import { ClusterFeature } from '../../../cluster/cluster-feature';
import { KubernetesVersion } from '../../../cluster/kubernetes-version';
import { JsonObject, JsonValue, asString, isJsonObject, objectsOf } from '../../../manifest/json';

/** The first minor version that knows volumes with an image. */
const WITH_IMAGES = 31;

/** Whether a version drops volumes with an image, and what mounts them, before it looks at anything else. */
export function dropsImages(version: KubernetesVersion): boolean {
  return version.minor >= WITH_IMAGES && !version.supports(ClusterFeature.IMAGE_VOLUMES);
}

/** The volumes that a version does not drop, with the places that they have among themselves. */
export function keptVolumes(spec: JsonObject, version: KubernetesVersion): { readonly index: number; readonly object: JsonObject }[] {
  const volumes = objectsOf(spec.volumes);
  if (!dropsImages(version) || !volumes.some(({ object }) => isJsonObject(object.image))) return volumes;
  return volumes.filter(({ object }) => !isJsonObject(object.image)).map(({ object }, index) => ({ index, object }));
}

/** The mounts of a container that a version does not drop, with the places that they have among themselves. */
export function keptMounts(
  list: JsonValue | undefined,
  spec: JsonObject,
  version: KubernetesVersion,
): { readonly index: number; readonly object: JsonObject }[] {
  const mounts = objectsOf(list);
  if (mounts.length === 0 || !dropsImages(version)) return mounts;
  const dropped = new Set(
    objectsOf(spec.volumes).flatMap(({ object }) => (isJsonObject(object.image) ? [asString(object.name) ?? ''] : [])),
  );
  if (dropped.size === 0) return mounts;
  return mounts.filter(({ object }) => !dropped.has(asString(object.name) ?? '')).map(({ object }, index) => ({ index, object }));
}
