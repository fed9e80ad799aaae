import { asObject, asString, objectsOf } from '../manifest/json';
import { WRITABLE_DIRECTORY_SIZE } from './default-values';
import { ManifestPath, PodDraft, appendTo, namesIn, valueAt } from './pod-draft';

const LONGEST_VOLUME_NAME = 63;

/** Mounts a small emptyDir over each directory that an image writes to, where its root file system is read-only and nothing is mounted there. */
export function addWritableDirectories(draft: PodDraft, path: ManifestPath, directories: readonly string[]): void {
  if (directories.length === 0) return;
  const container = asObject(valueAt(draft.manifest, path));
  if (asObject(container.securityContext).readOnlyRootFilesystem !== true) return;
  for (const directory of directories) {
    const mounted = objectsOf(container.volumeMounts).some(({ object }) => covers(asString(object.mountPath), directory));
    if (mounted) continue;
    const name = freeVolumeName(draft, asString(container.name) ?? 'container', directory);
    draft.append('volumes', { name, emptyDir: { sizeLimit: WRITABLE_DIRECTORY_SIZE } });
    appendTo(container, 'volumeMounts', [{ name, mountPath: directory }]);
  }
}

function covers(mountPath: string | undefined, directory: string): boolean {
  if (mountPath === undefined) return false;
  const mount = mountPath.replace(/\/+$/, '');
  return directory === mountPath || directory === mount || directory.startsWith(`${mount}/`);
}

/** `web` and `/var/cache/nginx` become `web-var-cache-nginx`, cut to a DNS label that no volume of the pod has. */
function freeVolumeName(draft: PodDraft, container: string, directory: string): string {
  const taken = new Set(namesIn(draft.spec.volumes));
  const words = `${container}-${directory}`
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  for (let copy = 1; ; copy += 1) {
    const suffix = copy === 1 ? '' : `-${copy}`;
    const name = `${words.slice(0, LONGEST_VOLUME_NAME - suffix.length).replace(/-+$/, '')}${suffix}`;
    if (!taken.has(name)) return name;
  }
}
