import type * as kplus from 'cdk8s-plus-28';
import { VolumeUseIntent } from '../manifest/intent';
import { JsonObject } from '../manifest/json';
import type { RecursiveReadOnly } from './recursive-read-only';
import type { SharedVolume } from './shared-volume';
import { VolumeAccess } from './volume-access';

/** How a container mounts a shared volume. */
export interface MountOptions {
  /**
   * The file or directory of the volume to mount in place of its root: relative, without `..`. A ConfigMap or Secret that is mounted so is never
   * updated.
   *
   * @default - the root of the volume
   * @see https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath
   */
  readonly subPath?: string;
  /**
   * As `subPath`, with environment variables of the container in it: `logs/$(POD_NAME)`.
   *
   * @default - no expression
   * @see https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath-expanded-environment
   */
  readonly subPathExpr?: string;
  /**
   * Whether mounts that are made inside of the volume reach other containers and the node.
   *
   * @default - the server's: kplus.MountPropagation.NONE
   * @see https://kubernetes.io/docs/concepts/storage/volumes/#mount-propagation
   */
  readonly propagation?: kplus.MountPropagation;
  /**
   * Whether what is mounted below is read-only too. For readers only. From Kubernetes 1.31.
   *
   * @default - the server's: RecursiveReadOnly.DISABLED
   */
  readonly recursiveReadOnly?: RecursiveReadOnly;
}

/**
 * A container's use of a shared volume: where it is mounted, and whether the container writes or only reads.
 *
 * Made by `SharedVolume.writtenAt()` and `SharedVolume.readAt()`. A use is a value: one can be given to any number of containers.
 */
export class VolumeUse {
  /** @internal */
  public static _of(volume: SharedVolume, mountPath: string, access: VolumeAccess, options: MountOptions): VolumeUse {
    return new VolumeUse(volume, mountPath, access, options);
  }

  /** The volume that is used. */
  public readonly volume: SharedVolume;
  /** Where in the container the volume is. */
  public readonly mountPath: string;
  /** Whether the container writes or only reads. */
  public readonly access: VolumeAccess;

  private readonly options: MountOptions;

  private constructor(volume: SharedVolume, mountPath: string, access: VolumeAccess, options: MountOptions) {
    if (mountPath === '') {
      throw new Error(`the mount path of volume '${volume.name}' is empty: give an absolute path, like '/var/log/app'`);
    }
    if (options.subPath !== undefined && options.subPathExpr !== undefined) {
      throw new Error(
        `the mount of volume '${volume.name}' at '${mountPath}' has subPath '${options.subPath}' and subPathExpr '${options.subPathExpr}': ` +
          'only one of them is allowed; keep subPathExpr if it has variables, else subPath',
      );
    }
    if (access === VolumeAccess.WRITE && options.recursiveReadOnly !== undefined) {
      throw new Error(
        `the mount of volume '${volume.name}' at '${mountPath}' is written to and has recursiveReadOnly '${options.recursiveReadOnly}': ` +
          'only readers may have it; use readAt(), or leave it out',
      );
    }
    this.volume = volume;
    this.mountPath = mountPath;
    this.access = access;
    this.options = { ...options };
  }

  /**
   * The entry of a container's `volumeMounts`.
   *
   * @internal
   */
  public _toMount(): JsonObject {
    const { subPath, subPathExpr, propagation, recursiveReadOnly } = this.options;
    return {
      name: this.volume.name,
      mountPath: this.mountPath,
      ...(this.access === VolumeAccess.READ ? { readOnly: true } : {}),
      ...(subPath === undefined ? {} : { subPath }),
      ...(subPathExpr === undefined ? {} : { subPathExpr }),
      ...(propagation === undefined ? {} : { mountPropagation: propagation }),
      ...(recursiveReadOnly === undefined ? {} : { recursiveReadOnly }),
    };
  }

  /** @internal */
  public _toIntent(): VolumeUseIntent {
    return { volume: this.volume.name, mountPath: this.mountPath, access: this.access };
  }
}
