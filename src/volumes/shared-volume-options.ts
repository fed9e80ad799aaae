import type { Size } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';

/** How much an emptyDir may hold, and where. */
export interface EmptyDirOptions {
  /**
   * How much the volume may hold. A pod whose volume holds more is evicted; what writes gets no error before.
   *
   * @default - as much as the node has
   * @see https://kubernetes.io/docs/concepts/storage/volumes/#emptydir
   */
  readonly sizeLimit?: Size;
  /**
   * Whether the volume is on the node's disk or in memory, where it counts for the memory of the containers that write to it.
   *
   * @default - kplus.EmptyDirMedium.DEFAULT, the node's disk
   */
  readonly medium?: kplus.EmptyDirMedium;
}

/** Which keys of a ConfigMap or a Secret become files, and how. */
export interface KeyVolumeOptions {
  /**
   * The keys that become files, with the path and the permission bits of each.
   *
   * @default - every key becomes a file of its own name
   */
  readonly items?: Record<string, kplus.PathMapping>;
  /**
   * The permission bits of files that state none, like 0o440.
   *
   * @default - 0o644
   */
  readonly defaultMode?: number;
  /**
   * Whether the pod may start without the ConfigMap or Secret, or without one of the keys.
   *
   * @default - false
   */
  readonly optional?: boolean;
}

/** How the files of a projected or a downward API volume are written. */
export interface FilesVolumeOptions {
  /**
   * The permission bits of files that state none, like 0o440.
   *
   * @default - 0o644
   */
  readonly defaultMode?: number;
}

/** How a claim is used. */
export interface ClaimVolumeOptions {
  /**
   * Whether the pod attaches the volume read-only, so that no container can write to it.
   *
   * @default - false
   */
  readonly readOnly?: boolean;
}

/** What the claim of an ephemeral volume asks for. */
export interface EphemeralVolumeOptions {
  /** How much the volume holds. */
  readonly storage: Size;
  /**
   * From how many nodes and pods the volume may be mounted.
   *
   * @default - [kplus.PersistentVolumeAccessMode.READ_WRITE_ONCE]
   */
  readonly accessModes?: kplus.PersistentVolumeAccessMode[];
  /**
   * The storage class that makes the volume.
   *
   * @default - the default class of the cluster
   */
  readonly storageClassName?: string;
  /**
   * What the volume is. Containers share files, so it has to be a file system.
   *
   * @default - the server's: kplus.PersistentVolumeMode.FILE_SYSTEM
   */
  readonly volumeMode?: kplus.PersistentVolumeMode;
}

/** How the image of a volume is pulled. */
export interface ImageVolumeOptions {
  /**
   * When the image is pulled.
   *
   * @default - the server's: always for the tag `latest` or none, else if the node does not have it
   */
  readonly pullPolicy?: kplus.ImagePullPolicy;
}
