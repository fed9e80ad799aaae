import * as kplus from 'cdk8s-plus-28';
import { JsonObject, asObject, copyJson } from '../manifest/json';
import type { DownwardApiFile } from './downward-api-file';
import { defaultModeOf, keyItems, optionalOf } from './file-items';
import type { ProjectedSource } from './projected-source';
import {
  ClaimVolumeOptions,
  EmptyDirOptions,
  EphemeralVolumeOptions,
  FilesVolumeOptions,
  ImageVolumeOptions,
  KeyVolumeOptions,
} from './shared-volume-options';
import { sizeQuantity } from './size-quantity';
import { VolumeAccess } from './volume-access';
import { MountOptions, VolumeUse } from './volume-use';

/** Kinds of volumes that are empty when the pod starts: somebody in the pod has to write what others read. */
const EMPTY_AT_START = ['emptyDir', 'ephemeral'];

/** Kinds of volumes that the kubelet mounts read-only whatever the mount says, in words. */
const READ_ONLY_KINDS: Readonly<Record<string, string>> = {
  configMap: 'a config map',
  secret: 'a secret',
  projected: 'a projected volume',
  downwardAPI: 'a downward API volume',
  image: 'an image volume',
};

/**
 * A volume that containers of a pod share, with what a volume cannot say: who writes to it and who reads.
 *
 * Give its uses to the containers (`shares: [logs.writtenAt('/var/log/app')]`, `shares: [logs.readAt('/logs')]`): the volume is then written once
 * into each pod that has one, readers mount it read-only, and a volume that somebody reads and nobody writes is found before the pod starts.
 *
 * A shared volume is a value: it belongs to no pod, and each pod that uses it has one of its own.
 *
 * @see https://kubernetes.io/docs/concepts/storage/volumes/
 */
export class SharedVolume {
  /**
   * An empty directory that lives as long as the pod, and survives the restart of its containers.
   *
   * @param name the name of the volume in the pod
   * @param options how much it may hold, and where
   * @throws if the name is empty, or if the size is no whole number of bytes
   * @see https://kubernetes.io/docs/concepts/storage/volumes/#emptydir
   */
  public static emptyDir(name: string, options: EmptyDirOptions = {}): SharedVolume {
    const sizeLimit = options.sizeLimit && sizeQuantity(options.sizeLimit, `the size limit of volume '${name}'`);
    return new SharedVolume(name, () => ({
      emptyDir: {
        ...(options.medium ? { medium: options.medium } : {}),
        ...(sizeLimit === undefined ? {} : { sizeLimit }),
      },
    }));
  }

  /**
   * The keys of a ConfigMap as files. They follow its changes, unless mounted with a sub path.
   *
   * @param name the name of the volume in the pod
   * @param configMap the ConfigMap
   * @param options which keys, and how
   * @throws if the name or a path is empty, or if a mode is out of range
   * @see https://kubernetes.io/docs/concepts/storage/volumes/#configmap
   */
  public static configMap(name: string, configMap: kplus.IConfigMap, options: KeyVolumeOptions = {}): SharedVolume {
    const files = keyFiles(name, options);
    return new SharedVolume(name, () => ({ configMap: { name: configMap.name, ...files } }));
  }

  /**
   * The keys of a Secret as files in memory. They follow its changes, unless mounted with a sub path.
   *
   * @param name the name of the volume in the pod
   * @param secret the Secret
   * @param options which keys, and how
   * @throws if the name or a path is empty, or if a mode is out of range
   * @see https://kubernetes.io/docs/concepts/storage/volumes/#secret
   */
  public static secret(name: string, secret: kplus.ISecret, options: KeyVolumeOptions = {}): SharedVolume {
    const files = keyFiles(name, options);
    return new SharedVolume(name, () => ({ secret: { secretName: secret.name, ...files } }));
  }

  /**
   * The files of several sources in one directory.
   *
   * @param name the name of the volume in the pod
   * @param sources the sources
   * @param options the permission bits
   * @throws if the name is empty, or if the mode is out of range
   * @see https://kubernetes.io/docs/concepts/storage/projected-volumes/
   */
  public static projected(name: string, sources: ProjectedSource[], options: FilesVolumeOptions = {}): SharedVolume {
    const mode = defaultModeOf(options.defaultMode, `volume '${name}'`);
    const given = [...sources];
    return new SharedVolume(name, () => ({ projected: { ...mode, sources: given.map((source) => source._toManifest()) } }));
  }

  /**
   * Information about the pod as files.
   *
   * @param name the name of the volume in the pod
   * @param files the files
   * @param options the permission bits
   * @throws if the name is empty, or if the mode is out of range
   * @see https://kubernetes.io/docs/concepts/storage/volumes/#downwardapi
   */
  public static downwardApi(name: string, files: DownwardApiFile[], options: FilesVolumeOptions = {}): SharedVolume {
    const mode = defaultModeOf(options.defaultMode, `volume '${name}'`);
    const items = files.map((file) => file._toManifest());
    return new SharedVolume(name, () => ({ downwardAPI: { ...mode, items } }));
  }

  /**
   * Storage that outlives the pod.
   *
   * @param name the name of the volume in the pod
   * @param claim the claim
   * @param options whether it is attached read-only
   * @throws if the name is empty
   * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/
   */
  public static persistentVolumeClaim(name: string, claim: kplus.IPersistentVolumeClaim, options: ClaimVolumeOptions = {}): SharedVolume {
    const readOnly: JsonObject = options.readOnly === undefined ? {} : { readOnly: options.readOnly };
    return new SharedVolume(name, () => ({ persistentVolumeClaim: { claimName: claim.name, ...readOnly } }));
  }

  /**
   * Storage of a storage class that is made for the pod and deleted with it: for more than a node's disk should hold.
   *
   * @param name the name of the volume in the pod
   * @param options what the claim asks for
   * @throws if the name is empty, if the size is no whole number of bytes, or if the volume is to be a block device
   * @see https://kubernetes.io/docs/concepts/storage/ephemeral-volumes/#generic-ephemeral-volumes
   */
  public static ephemeral(name: string, options: EphemeralVolumeOptions): SharedVolume {
    if (options.volumeMode === kplus.PersistentVolumeMode.BLOCK) {
      throw new Error(
        `volume '${name}' of mode Block is not allowed: containers share files, which a block device does not have; use mode Filesystem`,
      );
    }
    const spec: JsonObject = {
      accessModes: [...(options.accessModes ?? [kplus.PersistentVolumeAccessMode.READ_WRITE_ONCE])],
      resources: { requests: { storage: sizeQuantity(options.storage, `the storage of volume '${name}'`) } },
      ...(options.storageClassName === undefined ? {} : { storageClassName: options.storageClassName }),
      ...(options.volumeMode === undefined ? {} : { volumeMode: options.volumeMode }),
    };
    return new SharedVolume(name, () => ({ ephemeral: { volumeClaimTemplate: { spec } } }));
  }

  /**
   * The files of an image, which no container has to copy. From Kubernetes 1.35.
   *
   * @param name the name of the volume in the pod
   * @param reference the image or artifact, as a container would name it
   * @param options when it is pulled
   * @throws if the name or the reference is empty
   * @see https://kubernetes.io/docs/concepts/storage/volumes/#image
   */
  public static image(name: string, reference: string, options: ImageVolumeOptions = {}): SharedVolume {
    if (reference === '') throw new Error(`the image of volume '${name}' is empty: give a reference, like 'registry.example/models:1.0'`);
    const pullPolicy: JsonObject = options.pullPolicy === undefined ? {} : { pullPolicy: options.pullPolicy };
    return new SharedVolume(name, () => ({ image: { reference, ...pullPolicy } }));
  }

  /**
   * Any volume of cdk8s-plus: for kinds that have no factory here (host path, NFS, CSI, disks of a cloud).
   *
   * @param volume the volume; it keeps its name
   */
  public static of(volume: kplus.Volume): SharedVolume {
    return new SharedVolume(volume.name, () => {
      const manifest = { ...asObject(kplus.k8s.toJson_Volume(volume._toKube())) };
      delete manifest.name;
      return manifest;
    });
  }

  /** The name of the volume in each pod that uses it. */
  public readonly name: string;

  private constructor(
    name: string,
    private readonly source: () => JsonObject,
  ) {
    if (name === '') throw new Error("the name of a shared volume is empty: give lower case letters, digits and '-', like 'logs'");
    this.name = name;
  }

  /**
   * A use by a container that writes to the volume.
   *
   * @param mountPath where in the container the volume is, absolute
   * @param options sub path and propagation
   * @throws if the path is empty, if options contradict each other, or if nobody can write to a volume of this kind
   */
  public writtenAt(mountPath: string, options: MountOptions = {}): VolumeUse {
    const readOnly = this.readOnlyKind();
    if (readOnly !== undefined) {
      throw new Error(
        `volume '${this.name}' cannot be written at '${mountPath}': it is ${readOnly}, which containers can only read; ` +
          'use readAt(), or write to a SharedVolume.emptyDir()',
      );
    }
    return VolumeUse._of(this, mountPath, VolumeAccess.WRITE, options);
  }

  /**
   * A use by a container that only reads the volume, and mounts it read-only.
   *
   * @param mountPath where in the container the volume is, absolute
   * @param options sub path and propagation
   * @throws if the path is empty, or if options contradict each other
   */
  public readAt(mountPath: string, options: MountOptions = {}): VolumeUse {
    return VolumeUse._of(this, mountPath, VolumeAccess.READ, options);
  }

  /**
   * Whether the volume brings content of its own, so that one that nobody writes to is no mistake.
   *
   * @internal
   */
  public get _hasContent(): boolean {
    return !EMPTY_AT_START.some((kind) => kind in this.source());
  }

  /**
   * The entry of the pod's `volumes`.
   *
   * @internal
   */
  public _toManifest(): JsonObject {
    return copyJson({ name: this.name, ...this.source() });
  }

  /** What makes the volume one that no container can write to, in words. */
  private readOnlyKind(): string | undefined {
    const source = this.source();
    const kind = Object.keys(READ_ONLY_KINDS).find((name) => name in source);
    if (kind !== undefined) return READ_ONLY_KINDS[kind];
    return asObject(source.persistentVolumeClaim).readOnly === true ? 'a claim that is attached read-only' : undefined;
  }
}

/** What volumes of ConfigMaps and of Secrets have in common. */
function keyFiles(name: string, options: KeyVolumeOptions): JsonObject {
  const what = `volume '${name}'`;
  return { ...keyItems(options.items, what), ...defaultModeOf(options.defaultMode, what), ...optionalOf(options.optional) };
}
