import { JsonObject, asString } from './json';
import { PodContainer } from './pod-container';
import { PodMount, VolumeAccessKind } from './pod-mount';

/** A volume of a pod and the containers that mount it. */
export class PodVolume {
  /** The name, or an empty text where the manifest gives none. */
  public readonly name: string;
  /** Its field: `spec.template.spec.volumes[0]`. */
  public readonly fieldPath: string;
  /** Where its content comes from: `emptyDir`, `configMap` …; the server makes an `emptyDir` of a volume without a source. */
  public readonly source: string;
  /** Whether it brings its own content, so that it may be read without anybody writing it. */
  public readonly hasContent: boolean;
  /** Whether `hasContent` was worked out from the source. */
  public readonly hasContentIsInferred: boolean;
  /** The volume as the manifest has it. */
  public readonly manifest: JsonObject;
  private readonly containers: readonly PodContainer[];
  private readMounters?: PodContainer[];

  /** @internal */
  public constructor(volume: JsonObject, fieldPath: string, containers: readonly PodContainer[], hasContent?: boolean) {
    this.manifest = volume;
    this.fieldPath = fieldPath;
    this.containers = containers;
    this.name = asString(volume.name) ?? '';
    this.source = sourceOf(volume);
    this.hasContent = hasContent ?? this.source !== 'emptyDir';
    this.hasContentIsInferred = hasContent === undefined;
  }

  /** The mounts of the volume, in the order of the containers. */
  public get mounts(): PodMount[] {
    return this.mounters.flatMap((container) => container.mounts.filter((mount) => mount.volume === this.name));
  }

  /** The containers that mount it. */
  public get mounters(): PodContainer[] {
    this.readMounters ??= this.containers.filter((container) => container.mounts.some((mount) => mount.volume === this.name));
    return this.readMounters;
  }

  /** The containers that write to it, or may: those whose mount allows it and does not look like reading only. */
  public get writers(): PodContainer[] {
    return this.mounters.filter((container) =>
      container.mounts.some((mount) => mount.volume === this.name && mount.access !== VolumeAccessKind.READ),
    );
  }

  /** The containers that read it, as far as that is known. */
  public get readers(): PodContainer[] {
    return this.mounters.filter((container) =>
      container.mounts.some((mount) => mount.volume === this.name && mount.access === VolumeAccessKind.READ),
    );
  }
}

/** Every field of a volume but its name is a source. */
function sourceOf(volume: JsonObject): string {
  for (const field of Object.keys(volume)) {
    if (field !== 'name' && volume[field] !== null && volume[field] !== undefined) return field;
  }
  return 'emptyDir';
}
