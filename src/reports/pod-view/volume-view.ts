import { JsonObject, asObject } from '../../manifest/json';
import { PodModel } from '../../manifest/pod-model';
import { PodMount, VolumeAccessKind } from '../../manifest/pod-mount';

/** What one container does with a volume. */
export interface VolumeUseView {
  readonly container: string;
  readonly mountPath: string;
  /** `writes`, `reads`, or `mounts` where nobody said and the mount allows both. */
  readonly use: 'writes' | 'reads' | 'mounts';
}

/** A volume of a pod, with those who write it and those who read it. */
export interface VolumeView {
  readonly name: string;
  /** Where its content comes from: `emptyDir, at most 64Mi`, `ConfigMap settings`. */
  readonly source: string;
  /** Writers before readers. */
  readonly uses: readonly VolumeUseView[];
}

const USES: Readonly<Record<VolumeAccessKind, VolumeUseView['use']>> = {
  [VolumeAccessKind.WRITE]: 'writes',
  [VolumeAccessKind.READ]: 'reads',
  [VolumeAccessKind.UNKNOWN]: 'mounts',
};
const ORDER: readonly VolumeUseView['use'][] = ['writes', 'mounts', 'reads'];

/** The volumes of a pod, a StatefulSet's claims included, with what each container does with them. */
export function volumeViews(pod: PodModel): VolumeView[] {
  const volumes = pod.volumes.map(({ name, source, manifest }) => ({ name, source: sourceText(source, asObject(manifest[source])) }));
  const claims = pod.claimTemplates.map((name) => ({ name, source: 'a claim for each pod' }));
  return [...volumes, ...claims].map(({ name, source }) => ({ name, source, uses: usesOf(pod, name) }));
}

function usesOf(pod: PodModel, volume: string): VolumeUseView[] {
  const uses = pod.containers.flatMap((container) =>
    container.mounts.filter((mount) => mount.volume === volume).map((mount) => useOf(container.name, mount)),
  );
  return uses.sort((left, right) => ORDER.indexOf(left.use) - ORDER.indexOf(right.use));
}

function useOf(container: string, { mountPath, subPath, access }: PodMount): VolumeUseView {
  return { container, mountPath: subPath === undefined ? mountPath : `${mountPath} (${subPath})`, use: USES[access] };
}

function sourceText(source: string, details: JsonObject): string {
  const { name, secretName, claimName, path, sizeLimit, medium, driver, reference } = details;
  if (source === 'emptyDir') {
    return [
      `emptyDir`,
      ...(medium === 'Memory' ? ['in memory'] : []),
      ...(sizeLimit === undefined ? [] : [`at most ${text(sizeLimit)}`]),
    ].join(', ');
  }
  const named = [name, secretName, claimName, path, driver, reference].find((value) => typeof value === 'string');
  const kind = KINDS[source] ?? source;
  return named === undefined ? kind : `${kind} ${text(named)}`;
}

const KINDS: Readonly<Record<string, string>> = {
  configMap: 'ConfigMap',
  secret: 'Secret',
  persistentVolumeClaim: 'claim',
  downwardAPI: 'downward API',
};

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '?';
}
