import { ClusterFeature } from '../../../cluster/cluster-feature';
import { JsonObject, JsonValue, asObject, asString, isJsonObject, objectsOf } from '../../../manifest/json';
import { isDnsSubdomain } from '../../../manifest/names';
import { Quantity } from '../../../manifest/quantity';
import { Place } from '../../walk/place';
import { Alternatives } from './alternatives';
import {
  DNS_LABEL,
  Constraint,
  FILE_MODE,
  FILE_PATH,
  NO_BACKSTEPS,
  TypeLines,
  check,
  isFirstOf,
  oneOf,
  required,
  since,
  type,
  typeTable,
} from './constraints';
import { dropsImages } from './dropped-images';
import { FieldWalk, ObjectCheck } from './field-walk';
import { ISCSI_PORTAL } from './storage-fields';
import { core } from './type-names';

/** Where a volume's content comes from, in the order in which the server looks at the alternatives. */
export const VOLUME_SOURCES = new Alternatives(
  'emptyDir',
  'hostPath',
  'gitRepo',
  'gcePersistentDisk',
  'awsElasticBlockStore',
  'secret',
  'nfs',
  'iscsi',
  'glusterfs',
  'flocker',
  'persistentVolumeClaim',
  'rbd',
  'cinder',
  'cephfs',
  'quobyte',
  'downwardAPI',
  'fc',
  'flexVolume',
  'configMap',
  'azureFile',
  'vsphereVolume',
  'photonPersistentDisk',
  'portworxVolume',
  'azureDisk',
  'storageos',
  'projected',
  'scaleIO',
  'csi',
  'ephemeral',
  'image',
);

const VOLUME = core('Volume');

/** The server's own spellings of two fields where it refuses a second source. */
const MISSPELT: Readonly<Record<string, string>> = { downwardAPI: 'downwarAPI', cephfs: 'cephFS' };

/** A volume has one source; without any the server makes it an emptyDir. */
const ONE_SOURCE: ObjectCheck = (volume, place, walk) => {
  const sources = VOLUME_SOURCES.in(volume);
  if (sources.length < 2) return;
  const [first, ...more] = sources;
  // A version that has no image volumes drops them with their mounts and refuses nothing.
  for (const second of more) {
    if (second === 'image' && !walk.version.supports(ClusterFeature.IMAGE_VOLUMES)) continue;
    walk.report('FieldValueForbidden', place.path(MISSPELT[second] ?? second), 'may not specify more than 1 volume type', {
      allowed: 'one source',
      fix: `Remove ${second}, or ${first}.`,
    });
  }
};

const isFirstSource = isFirstOf(VOLUME_SOURCES);
const source = (name: string, printedAs?: string) => [type(core(name), { when: isFirstSource, ...(printedAs && { printedAs }) })];

const KEY_SOURCE: TypeLines = { defaultMode: [FILE_MODE], items: [type(core('KeyToPath'))] };

/**
 * Whether a pod's volumes can be walked over as they stand, each by itself: what any of them is does not depend on the others, and the server
 * counts them as they are counted here.
 */
function standAlone(place: Place, field: string, walk: FieldWalk): boolean {
  const list = place.object[field];
  if (!Array.isArray(list) || place.top.object.kind === 'StatefulSet') return false;
  const names = new Set<JsonValue | undefined>();
  for (const volume of list) {
    if (!isJsonObject(volume) || 'ephemeral' in volume || ('image' in volume && dropsImages(walk.version))) return false;
    names.add(volume.name);
  }
  return names.size === list.length;
}

/** Judges a pod's volumes. A volume with an error in itself does not take its name: only of good ones a second one is a duplicate. */
const VOLUMES_AMONG_OTHERS = check((list, place, field, walk) => {
  if (standAlone(place, field, walk)) return;
  const taken = new Set<string>();
  const claims = claimNames(place.top.object, walk);
  // Claims are volumes too, and the server counts them first; what it drops it does not count.
  let before = claims.size;
  for (const { index, object } of objectsOf(list)) {
    if (claims.has(asString(object.name) ?? '')) {
      before -= 1;
      continue;
    }
    if (isJsonObject(object.image) && dropsImages(walk.version)) {
      before -= 1;
      continue;
    }
    const known = walk.violations.length;
    const at = new Place(object, place, field, index + before);
    walk.visit(VOLUME, at);
    judgeClaimName(object, at, walk);
    const name = asString(object.name) ?? '';
    if (taken.has(name)) {
      walk.report('FieldValueDuplicate', at.path('name'), 'is the name of another volume already', {
        value: name,
        allowed: 'a name that no other volume has',
        fix: 'Give one of the two another name, or remove it.',
      });
    }
    if (walk.violations.length === known) taken.add(name);
  }
  judgeClaims(list, place, field, walk);
});

/** What holds for the volumes of a pod. */
export const VOLUMES: readonly Constraint[] = [type(VOLUME, { when: standAlone }), VOLUMES_AMONG_OTHERS];

const NO_NAMES: ReadonlySet<string> = new Set();

/** The claims of a StatefulSet, which take the place of volumes of the same name where the server looks at its pods. */
function claimNames({ kind, spec }: JsonObject, walk: FieldWalk): ReadonlySet<string> {
  if (kind !== 'StatefulSet' || walk.version.minor < 34) return NO_NAMES;
  return new Set(objectsOf(asObject(spec).volumeClaimTemplates).map(({ object }) => asString(asObject(object.metadata).name) ?? ''));
}

/** The name of the Pod that a place is in; a template has none yet. */
function podName(place: Place, walk: FieldWalk): string {
  const { metadata } = place.top.object;
  return walk.isPod && isJsonObject(metadata) ? (asString(metadata.name) ?? '') : '';
}

/** The claim that the server makes for an ephemeral volume of a Pod is named after both. */
function judgeClaimName(volume: JsonObject, place: Place, walk: FieldWalk): void {
  if (VOLUME_SOURCES.firstIn(volume) !== 'ephemeral' || !volume.name) return;
  const pod = podName(place, walk);
  const claim = `${pod}-${asString(volume.name)}`;
  if (pod === '' || isDnsSubdomain(claim)) return;
  walk.report('FieldValueInvalid', place.path('name'), `the claim '${claim}' has no valid name`, { value: volume.name });
}

/** A Pod's volume cannot be a claim that is made for another one of its volumes. */
function judgeClaims(list: JsonObject[string], place: Place, field: string, walk: FieldWalk): void {
  if (!walk.isPod) return;
  const volumes = objectsOf(list);
  if (!volumes.some(({ object }) => isJsonObject(object.ephemeral))) return;
  const pod = podName(place, walk);
  if (pod === '') return;
  const made = new Set(volumes.flatMap(({ object }) => (isJsonObject(object.ephemeral) ? `${pod}-${asString(object.name) ?? ''}` : [])));
  for (const { index, object } of volumes) {
    const claim = object.persistentVolumeClaim;
    if (!isJsonObject(claim) || typeof claim.claimName !== 'string' || !made.has(claim.claimName)) continue;
    walk.report(
      'FieldValueInvalid',
      `${place.path(field)}[${index}].persistentVolumeClaim.claimName`,
      'must not reference a PVC that gets created for an ephemeral volume',
      { value: claim.claimName },
    );
  }
}

const HOST_PATH_TYPE = oneOf('BlockDevice', 'CharDevice', 'Directory', 'DirectoryOrCreate', 'File', 'FileOrCreate', 'Socket');

const FLEX_OPTIONS = check((options, place, field, walk) => {
  if (!isJsonObject(options)) return;
  for (const key of Object.keys(options)) {
    if (!/(?:^|\.)(?:kubernetes|k8s)\.io$/i.test(key.split('/')[0])) continue;
    walk.report('FieldValueInvalid', `${place.path(field)}[${key}]`, 'kubernetes.io and k8s.io namespaces are reserved', { value: key });
  }
});

const CSI_DRIVER: ObjectCheck = (csi, place, walk) => {
  const value = asString(csi.driver) ?? '';
  // Since 1.35 the server says of an absent name only that it is required.
  if (value === '' && walk.version.minor >= 35) return;
  if (value.length > 63) walk.report('FieldValueTooLong', place.path('driver'), 'may not be more than 63 bytes', { value });
  if (!isDnsSubdomain(value.toLowerCase())) {
    walk.report('FieldValueInvalid', place.path('driver'), 'is no name of a CSI driver', {
      value,
      allowed: 'a DNS subdomain of at most 63 characters',
    });
  }
};

/** The Secret that a CSI driver gets; the server prints the path of its name as the volume's. */
const CSI_SECRET: ObjectCheck = (csi, place, walk) => {
  const name = isJsonObject(csi.nodePublishSecretRef) ? (asString(csi.nodePublishSecretRef.name) ?? '') : '';
  if (name !== '' && !isDnsSubdomain(name)) walk.report('FieldValueInvalid', place.path('name'), 'is no name of a Secret', { value: name });
};

/** Before 1.37 a template may leave an image's name to whoever makes its pods. */
const IMAGE: ObjectCheck = (image, place, walk) => {
  if (image.reference || (!walk.isPod && walk.version.minor < 37)) return;
  walk.report('FieldValueRequired', place.path('reference'), 'names no image');
};

/** What the server holds against the fields of volumes. */
export const VOLUME_FIELDS = typeTable('io.k8s.api.core.v1', {
  Volume: {
    $self: [ONE_SOURCE, ISCSI_PORTAL],
    name: [required(), DNS_LABEL],
    emptyDir: source('EmptyDirVolumeSource'),
    hostPath: source('HostPathVolumeSource'),
    gitRepo: source('GitRepoVolumeSource'),
    gcePersistentDisk: source('GCEPersistentDiskVolumeSource', 'persistentDisk'),
    awsElasticBlockStore: source('AWSElasticBlockStoreVolumeSource'),
    secret: source('SecretVolumeSource'),
    nfs: source('NFSVolumeSource'),
    iscsi: source('ISCSIVolumeSource'),
    glusterfs: source('GlusterfsVolumeSource'),
    flocker: source('FlockerVolumeSource'),
    persistentVolumeClaim: source('PersistentVolumeClaimVolumeSource'),
    rbd: source('RBDVolumeSource'),
    cinder: source('CinderVolumeSource'),
    cephfs: source('CephFSVolumeSource'),
    quobyte: source('QuobyteVolumeSource'),
    downwardAPI: source('DownwardAPIVolumeSource'),
    fc: source('FCVolumeSource'),
    flexVolume: source('FlexVolumeSource'),
    configMap: source('ConfigMapVolumeSource'),
    azureFile: source('AzureFileVolumeSource'),
    vsphereVolume: source('VsphereVirtualDiskVolumeSource'),
    photonPersistentDisk: source('PhotonPersistentDiskVolumeSource'),
    portworxVolume: source('PortworxVolumeSource'),
    azureDisk: source('AzureDiskVolumeSource'),
    storageos: source('StorageOSVolumeSource'),
    projected: source('ProjectedVolumeSource'),
    scaleIO: source('ScaleIOVolumeSource'),
    csi: source('CSIVolumeSource'),
    ephemeral: source('EphemeralVolumeSource'),
    image: [since(35), ...source('ImageVolumeSource')],
  },
  EmptyDirVolumeSource: {
    sizeLimit: [
      check((value, place, field, walk) => {
        if (!Quantity.parse(value)?.isNegative) return;
        walk.report('FieldValueForbidden', place.path(field), 'SizeLimit field must be a valid resource quantity', {
          value,
          allowed: '0 or more',
        });
      }),
    ],
  },
  HostPathVolumeSource: {
    path: [required(), NO_BACKSTEPS],
    type: [
      check((value, place, field, walk) => {
        // Without a path the server looks no further.
        if (place.object.path) HOST_PATH_TYPE.checks![0](value, place, field, walk);
      }),
    ],
  },
  SecretVolumeSource: { ...KEY_SOURCE, secretName: [required()] },
  ConfigMapVolumeSource: { ...KEY_SOURCE, name: [required()] },
  KeyToPath: { key: [required()], path: [required(), FILE_PATH], mode: [FILE_MODE] },
  PersistentVolumeClaimVolumeSource: { claimName: [required()] },
  FlexVolumeSource: { driver: [required()], options: [FLEX_OPTIONS] },
  CSIVolumeSource: {
    $self: [CSI_DRIVER, CSI_SECRET],
    driver: [required()],
    nodePublishSecretRef: [type(core('LocalObjectReference#named'))],
  },
  'LocalObjectReference#named': { name: [required()] },
  EphemeralVolumeSource: { volumeClaimTemplate: [required(), type(core('PersistentVolumeClaimTemplate'))] },
  ImageVolumeSource: { $self: [IMAGE], pullPolicy: [oneOf('Always', 'IfNotPresent', 'Never')] },
});

/** The first source of a volume, or emptyDir, which the server makes of a volume without one. */
export function sourceOf(volume: JsonObject): string {
  return VOLUME_SOURCES.firstIn(volume) ?? 'emptyDir';
}
