import { PodContainer } from '../../src/manifest/pod-container';
import { PodModel } from '../../src/manifest/pod-model';
import { roleName } from '../../src/reports/timeline/role-name';

/** An object of a manifest, of which only pods and what runs pods are of interest. */
export interface ManifestObject {
  readonly kind: string;
  readonly metadata: { readonly name: string };
}

/** A container with what it is to its pod. */
export interface ContainerStart {
  readonly name: string;
  readonly role: string;
}

/**
 * The containers of an object's pod in the order in which they start, as groups of containers that start together. Nothing for an object
 * without a pod.
 *
 * Init tasks and native sidecars start one by one; main and the ordinary containers start together after all of them.
 */
export function startOf(object: ManifestObject): ContainerStart[][] {
  const pod = PodModel.read(object);
  if (!pod) return [];
  const shown = (container: PodContainer) => ({ name: container.name, role: roleName(container) });
  const before = pod.initContainers.map((container) => [shown(container)]);
  const together = pod.ordinaryContainers.map(shown);
  return together.length > 0 ? [...before, together] : before;
}
