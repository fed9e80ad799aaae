import { JsonObject, asString } from './json';

/** What a container does with a volume that it mounts. */
export enum VolumeAccessKind {
  READ = 'read',
  WRITE = 'write',
  /** The mount allows both, and nothing says which it is. */
  UNKNOWN = 'unknown',
}

/** What a mount knows of its container. */
interface MountingContainer {
  readonly fieldPath: string;
  readonly _commandLine: string;
}

/** A volume as one container mounts it. */
export class PodMount {
  /** The name of the volume. */
  public readonly volume: string;
  /** Where the container sees it. */
  public readonly mountPath: string;
  /** The part of the volume that is mounted, or undefined for all of it. */
  public readonly subPath?: string;
  /** Whether the container cannot write to it. */
  public readonly readOnly: boolean;
  /** Whether `access` was worked out from the mount and the command, so that it may be wrong. */
  public readonly accessIsInferred: boolean;
  /** The mount as the manifest has it. */
  public readonly manifest: JsonObject;
  private readonly container: MountingContainer;
  private readonly index: number;
  private readAccess?: VolumeAccessKind;

  /** @internal */
  public constructor(mount: JsonObject, container: MountingContainer, index: number, declared: VolumeAccessKind | undefined) {
    this.container = container;
    this.index = index;
    this.manifest = mount;
    this.volume = asString(mount.name) ?? '';
    this.mountPath = asString(mount.mountPath) ?? '';
    this.subPath = (asString(mount.subPath) || asString(mount.subPathExpr)) ?? undefined;
    this.readOnly = mount.readOnly === true;
    this.accessIsInferred = declared === undefined;
    this.readAccess = declared;
  }

  /** The mount's field: `spec.containers[0].volumeMounts[1]`. */
  public get fieldPath(): string {
    return `${this.container.fieldPath}.volumeMounts[${this.index}]`;
  }

  /** What the container does with it. */
  public get access(): VolumeAccessKind {
    this.readAccess ??= inferredAccess(this, this.container._commandLine);
    return this.readAccess;
  }
}

/** Programs that only read the files they are given. */
const READER = /(?:^|[\s;&|(/])(?:tail|cat|less|more|head|grep|wc|ls|find|md5sum|sha256sum)(?:\s|$)/;
/** What a shell or a program writes with: a redirection into a file, and programs that make or change files. */
const WRITER = /(?:>|(?:^|[\s;&|(/])(?:tee|cp|mv|touch|mkdir|rm|dd|ln|install|rsync|wget|curl|git|tar|unzip|sed|chmod|chown)(?:\s|$))/;

/** What a mount and the container's command say of its use: a mount that only reading programs are given is read. */
function inferredAccess(mount: PodMount, commandLine: string): VolumeAccessKind {
  if (mount.readOnly) return VolumeAccessKind.READ;
  if (mount.mountPath.length < 2 || !commandLine.includes(mount.mountPath)) return VolumeAccessKind.UNKNOWN;
  if (WRITER.test(commandLine)) return VolumeAccessKind.WRITE;
  return READER.test(commandLine) ? VolumeAccessKind.READ : VolumeAccessKind.UNKNOWN;
}
