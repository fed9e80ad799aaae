import { JsonObject, asList } from '../manifest/json';
import { ContainerAdditions } from './pod-additions';
import { PodDraft, sameJson } from './pod-draft';

/**
 * Adds the volumes that containers use to the pod, each once. Two different volumes of one name are both kept: the manifest shows the
 * clash, and a rule of the server reports it.
 */
export function addVolumes(draft: PodDraft, containers: readonly ContainerAdditions[]): void {
  for (const volume of containers.flatMap(volumesOf)) {
    if (!asList(draft.spec.volumes).some((existing) => sameJson(existing, volume))) draft.append('volumes', volume);
  }
}

function volumesOf(container: ContainerAdditions): JsonObject[] {
  return [...container.volumes, ...container.mounts.map(({ volume }) => volume)];
}
