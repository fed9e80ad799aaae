import { JsonObject, JsonValue } from '../manifest/json';
import { ContainerAdditions } from './pod-additions';
import { PodDraft, sameJson } from './pod-draft';

/**
 * Adds the volumes that containers use to the pod, each once. Two different volumes of one name are both kept: the manifest shows the
 * clash, and a rule of the server reports it.
 */
export function addVolumes(draft: PodDraft, containers: readonly ContainerAdditions[]): void {
  const volumes: JsonValue[] = Array.isArray(draft.spec.volumes) ? draft.spec.volumes : [];
  for (const container of containers) {
    for (const volume of volumesOf(container)) {
      if (!volumes.some((existing) => sameJson(existing, volume))) volumes.push(volume);
    }
  }
  if (volumes.length > 0) draft.spec.volumes = volumes;
}

function volumesOf(container: ContainerAdditions): JsonObject[] {
  return [...container.volumes, ...container.mounts.map(({ volume }) => volume)];
}
