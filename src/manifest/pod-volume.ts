import { JsonObject, asString } from './json';
import { PodContainer } from './pod-container';
import { PodMount, VolumeAccessKind } from './pod-mount';

/** What a volume knows of its pod. */
interface VolumeOwner {
  readonly specPath: string;
  readonly containers: readonly PodContainer[];
}

/** A volume of a pod and the containers that mount it. */
export class PodVolume {
  /** The name, or an empty text where the manifest gives none. */
  public readonly name: string;
  /** Where its content comes from: `emptyDir`, `configMap` …; the server makes an `emptyDir` of a volume without a source. */
  public readonly source: string;
  /** Whether it brings its own content, so that it may be read without anybody writing it. */
  public readonly hasContent: boolean;
  /** Whether `hasContent` was worked out from the source. */
  public readonly hasContentIsInferred: boolean;
  /** The volume as the manifest has it. */
  public readonly manifest: JsonObject;
  private readonly pod: VolumeOwner;
  private readonly index: number;
  private readMounts?: PodMount[];

  /** @internal */
  public constructor(volume: JsonObject, pod: VolumeOwner, index: number, hasContent?: boolean) {
    this.manifest = volume;
    this.pod = pod;
    this.index = index;
    this.name = asString(volume.name) ?? '';
    this.source = sourceOf(volume);
    this.hasContent = hasContent ?? this.source !== 'emptyDir';
    this.hasContentIsInferred = hasContent === undefined;
  }

  /** Its field: `spec.template.spec.volumes[0]`. */
  public get fieldPath(): string {
    return `${this.pod.specPath}.volumes[${this.index}]`;
  }

  /** The mounts of the volume, in the order of the containers. */
  public get mounts(): PodMount[] {
    if (this.readMounts === undefined) {
      this.readMounts = [];
      for (const container of this.pod.containers) {
        for (const mount of container.mounts) if (mount.volume === this.name) this.readMounts.push(mount);
      }
    }
    return this.readMounts;
  }

  /** The containers that mount it. */
  public get mounters(): PodContainer[] {
    return this.containersOf(this.mounts);
  }

  /** The containers that write to it, or may: those whose mount allows it and does not look like reading only. */
  public get writers(): PodContainer[] {
    return this.containersOf(this.mounts.filter(({ access }) => access !== VolumeAccessKind.READ));
  }

  /** The containers that read it, as far as that is known. */
  public get readers(): PodContainer[] {
    return this.containersOf(this.mounts.filter(({ access }) => access === VolumeAccessKind.READ));
  }

  private containersOf(mounts: readonly PodMount[]): PodContainer[] {
    return this.pod.containers.filter((container) => mounts.some((mount) => container.mounts.includes(mount)));
  }
}

/** Every field of a volume but its name is a source. */
function sourceOf(volume: JsonObject): string {
  for (const field of Object.keys(volume)) {
    if (field !== 'name' && volume[field] !== null && volume[field] !== undefined) return field;
  }
  return 'emptyDir';
}
