import { ClusterFeature } from '../../../cluster/cluster-feature';
import { JsonObject, asList, asObject, asString, isJsonObject, objectsOf } from '../../../manifest/json';
import { isDnsSubdomain } from '../../../manifest/names';
import { Quantity } from '../../../manifest/quantity';
import {
  DNS_LABEL,
  DNS_SUBDOMAIN,
  FILE_MODE,
  FILE_PATH,
  NO_BACKSTEPS,
  TypeLines,
  check,
  firstOf,
  isFirstOf,
  oneOf,
  range,
  required,
  since,
  type,
  typeTable,
} from './constraints';
import { FieldWalk, ObjectCheck, Place } from './field-walk';
import { LABELS, ANNOTATIONS } from './metadata-fields';
import { core } from './type-names';

/** Where a volume's content comes from, in the order in which the server looks at the alternatives. */
export const VOLUME_SOURCES = [
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
];

/** The server's own spellings of two fields where it refuses a second source. */
const MISSPELT: Readonly<Record<string, string>> = { downwardAPI: 'downwarAPI', cephfs: 'cephFS' };

/** A volume has one source; without any the server makes it an emptyDir. */
const ONE_SOURCE: ObjectCheck = (volume, place, walk) => {
  const [first, ...more] = VOLUME_SOURCES.filter((source) => isJsonObject(volume[source]));
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

const VOLUME_FIELD_PATHS = ['metadata.name', 'metadata.namespace', 'metadata.labels', 'metadata.annotations', 'metadata.uid'];

/** A file of the downward API shows a field of the pod or a resource of a container; the server prints its path without its place. */
const DOWNWARD_FILE: ObjectCheck = (file, place, walk) => {
  const field = isJsonObject(file.fieldRef);
  const resource = isJsonObject(file.resourceFieldRef);
  const allowed = 'exactly one of fieldRef, resourceFieldRef';
  if (field && resource) {
    walk.report('FieldValueInvalid', place.path(), 'fieldRef and resourceFieldRef can not be specified simultaneously', { allowed });
  } else if (!field && !resource) {
    walk.report('FieldValueRequired', place.path(), 'one of fieldRef and resourceFieldRef is required', { allowed });
  }
};

/** The files of a projected volume differ in their paths. */
const PROJECTED_PATHS: ObjectCheck = (projected, place, walk) => {
  const seen = new Set<string>();
  const note = (path: unknown, counts = typeof path === 'string' && path !== '') => {
    const text = asString(path as string) ?? '';
    if (!counts) return;
    if (seen.has(text)) {
      walk.report('FieldValueInvalid', place.path(), 'conflicting duplicate paths', {
        value: text,
        allowed: 'a path of its own for each file',
      });
    }
    seen.add(text);
  };
  for (const { object } of objectsOf(projected.sources)) {
    for (const kind of ['secret', 'configMap', 'downwardAPI']) {
      for (const item of objectsOf(asObject(object[kind]).items)) note(item.object.path);
    }
    if (walk.version.minor >= 29 && isJsonObject(object.clusterTrustBundle) && walk.version.minor >= 37) {
      note(object.clusterTrustBundle.path ?? '', true);
    }
  }
};

const ONE_PROJECTION: ObjectCheck = (projection, place, walk) => {
  const kinds = ['secret', 'configMap', 'downwardAPI', 'serviceAccountToken'].filter((kind) => isJsonObject(projection[kind]));
  if (kinds.length > 1) {
    walk.report('FieldValueForbidden', place.path(), 'may not specify more than 1 volume type per source', {
      allowed: 'one kind of source in each entry',
    });
  }
};

/** A token's path is printed at the volume's projection, not at the source. */
const TOKEN: ObjectCheck = (token, place, walk) => {
  const seconds = token.expirationSeconds;
  if (typeof seconds === 'number' && (seconds < 600 || seconds > 2 ** 32)) {
    walk.report(
      'FieldValueInvalid',
      place.path('expirationSeconds'),
      'may not specify a duration less than 10 minutes or larger than 2^32 seconds',
      {
        value: seconds,
        allowed: '600 to 4294967296',
      },
    );
  }
  const projected = place.parent?.parent;
  if (projected === undefined) return;
  if (!token.path) walk.report('FieldValueRequired', projected.path('path'), 'the path of a service account token is required');
  else FILE_PATH.checks![0](token.path, projected, 'path', walk);
};

const CLAIM_STORAGE: ObjectCheck = (claim, place, walk) => {
  const path = place.path('resources[storage]');
  const storage = asObject(asObject(claim.resources).requests).storage;
  const quantity = Quantity.parse(storage);
  if (storage === undefined || storage === null) {
    walk.report('FieldValueRequired', path, 'the size of the claim is required', { fix: 'Set resources.requests.storage.' });
  } else if (quantity && (quantity.isZero || quantity.isNegative)) {
    walk.report('FieldValueInvalid', path, 'must be greater than zero', { value: storage, allowed: 'a positive quantity' });
  }
  const modes = asList(claim.accessModes).filter((mode) => typeof mode === 'string');
  if (modes.includes('ReadWriteOncePod') && modes.some((mode) => mode !== 'ReadWriteOncePod' && ACCESS_MODES.includes(mode))) {
    walk.report('FieldValueForbidden', place.path('accessModes'), 'may not use ReadWriteOncePod with other access modes');
  }
};

const ACCESS_MODES = ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod'];

const CSI_DRIVER = check((value, place, field, walk) => {
  if (typeof value !== 'string' || value === '') return;
  if (value.length > 63) walk.report('FieldValueTooLong', place.path(field), 'may not be more than 63 bytes', { value });
  if (!isDnsSubdomain(value.toLowerCase())) {
    walk.report('FieldValueInvalid', place.path(field), 'is no name of a CSI driver', {
      value,
      allowed: 'a DNS subdomain of at most 63 characters',
    });
  }
});

/** What the server holds against the fields of volumes. */
export const VOLUME_FIELDS = typeTable('io.k8s.api.core.v1', {
  Volume: {
    $self: [ONE_SOURCE],
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
    type: [oneOf('BlockDevice', 'CharDevice', 'Directory', 'DirectoryOrCreate', 'File', 'FileOrCreate', 'Socket')],
  },
  GitRepoVolumeSource: {
    repository: [required()],
    directory: [
      check((value, place, field, walk) => {
        if (typeof value !== 'string') return;
        if (value.startsWith('/')) walk.report('FieldValueInvalid', place.path(field), 'must be a relative path', { value });
        if (value.split('/').includes('..')) walk.report('FieldValueInvalid', place.path(field), "must not contain '..'", { value });
      }),
    ],
  },
  GCEPersistentDiskVolumeSource: { pdName: [required()], partition: [range(0, 255)] },
  AWSElasticBlockStoreVolumeSource: { volumeID: [required()], partition: [range(0, 255)] },
  SecretVolumeSource: { ...KEY_SOURCE, secretName: [required()] },
  ConfigMapVolumeSource: { ...KEY_SOURCE, name: [required()] },
  KeyToPath: { key: [required()], path: [required(), FILE_PATH], mode: [FILE_MODE] },
  NFSVolumeSource: {
    server: [required()],
    path: [required()],
    $self: [
      (nfs, place, walk) => {
        const path = nfs.path ?? '';
        if (typeof path !== 'string' || path.startsWith('/')) return;
        walk.report('FieldValueInvalid', place.path('path'), 'must be an absolute path', { value: path });
      },
    ],
  },
  ISCSIVolumeSource: {
    targetPortal: [required()],
    iqn: [
      required(),
      check((value, place, field, walk) => {
        if (
          typeof value !== 'string' ||
          /^(?:iqn\.\d{4}-\d{2}\.([a-z0-9.-]+)(?::.+)?|eui\.[0-9A-Fa-f]{16}|naa\.[0-9A-Fa-f]{32})$/.test(value)
        ) {
          return;
        }
        walk.report('FieldValueInvalid', place.path(field), 'must be valid format starting with iqn, eui, or naa', { value });
      }),
    ],
    lun: [range(0, 255)],
  },
  GlusterfsVolumeSource: { endpoints: [required()], path: [required()] },
  PersistentVolumeClaimVolumeSource: { claimName: [required()] },
  RBDVolumeSource: { monitors: [required()], image: [required()] },
  CinderVolumeSource: {
    volumeID: [required()],
    secretRef: [type(core('LocalObjectReference#named'))],
  },
  'LocalObjectReference#named': { name: [required()] },
  CephFSVolumeSource: { monitors: [required()] },
  QuobyteVolumeSource: { registry: [required('must be a host:port pair or multiple pairs separated by commas')], volume: [required()] },
  DownwardAPIVolumeSource: {
    defaultMode: [FILE_MODE],
    items: [type(core('DownwardAPIVolumeFile'), { printedAs: '' })],
  },
  DownwardAPIProjection: { items: [type(core('DownwardAPIVolumeFile'), { printedAs: '' })] },
  DownwardAPIVolumeFile: {
    $self: [DOWNWARD_FILE],
    path: [required(), FILE_PATH],
    mode: [FILE_MODE],
    fieldRef: [type(core('ObjectFieldSelector#volume'))],
    resourceFieldRef: [type(core('ResourceFieldSelector#volume'), { when: ({ object }) => !isJsonObject(object.fieldRef) })],
  },
  'ObjectFieldSelector#volume': { $self: [fieldSelector(VOLUME_FIELD_PATHS)] },
  'ObjectFieldSelector#env': {
    $self: [
      fieldSelector([
        'metadata.name',
        'metadata.namespace',
        'metadata.uid',
        'spec.nodeName',
        'spec.serviceAccountName',
        'status.hostIP',
        'status.hostIPs',
        'status.podIP',
        'status.podIPs',
      ]),
    ],
  },
  'ResourceFieldSelector#volume': { $self: [resourceSelector(true)] },
  'ResourceFieldSelector#env': { $self: [resourceSelector(false)] },
  FCVolumeSource: {
    $self: [
      (fc, place, walk) => {
        const names = asList(fc.targetWWNs).length > 0;
        const ids = asList(fc.wwids).length > 0;
        if (!names && !ids) {
          walk.report('FieldValueRequired', place.path('targetWWNs'), 'must specify either targetWWNs or wwids, but not both');
        }
        if (names && ids) {
          walk.report('FieldValueInvalid', place.path('targetWWNs'), 'targetWWNs and wwids can not be specified simultaneously');
        }
        if (names && (fc.lun === undefined || fc.lun === null)) {
          walk.report('FieldValueRequired', place.path('lun'), 'lun is required if targetWWNs is specified');
        }
        if (names && typeof fc.lun === 'number' && (fc.lun < 0 || fc.lun > 255)) {
          walk.report('FieldValueInvalid', place.path('lun'), 'must be between 0 and 255, inclusive', { value: fc.lun });
        }
      },
    ],
  },
  FlexVolumeSource: { driver: [required()] },
  AzureFileVolumeSource: { secretName: [required()], shareName: [required()] },
  AzureDiskVolumeSource: {
    diskName: [required()],
    diskURI: [required()],
    cachingMode: [oneOf('None', 'ReadOnly', 'ReadWrite')],
    kind: [oneOf('Dedicated', 'Managed', 'Shared')],
  },
  VsphereVirtualDiskVolumeSource: { volumePath: [required()] },
  PhotonPersistentDiskVolumeSource: { pdID: [required()] },
  PortworxVolumeSource: { volumeID: [required()] },
  StorageOSVolumeSource: {
    volumeName: [required(), DNS_LABEL],
    volumeNamespace: [DNS_LABEL],
    secretRef: [type(core('LocalObjectReference#named'))],
  },
  ScaleIOVolumeSource: { gateway: [required()], system: [required()], volumeName: [required()] },
  ProjectedVolumeSource: { $self: [PROJECTED_PATHS], defaultMode: [FILE_MODE], sources: [type(core('VolumeProjection'))] },
  VolumeProjection: {
    $self: [ONE_PROJECTION],
    secret: [type(core('SecretProjection'))],
    configMap: [type(core('ConfigMapProjection'))],
    downwardAPI: [type(core('DownwardAPIProjection'))],
    serviceAccountToken: [type(core('ServiceAccountTokenProjection'))],
  },
  SecretProjection: { name: [required()], items: [type(core('KeyToPath'))] },
  ConfigMapProjection: { name: [required()], items: [type(core('KeyToPath'))] },
  ServiceAccountTokenProjection: { $self: [TOKEN] },
  CSIVolumeSource: {
    driver: [required(), CSI_DRIVER],
    nodePublishSecretRef: [type(core('LocalObjectReference#named'))],
  },
  EphemeralVolumeSource: { volumeClaimTemplate: [required(), type(core('PersistentVolumeClaimTemplate'))] },
  PersistentVolumeClaimTemplate: {
    metadata: [type(core('ObjectMeta#template'))],
    spec: [type(core('PersistentVolumeClaimSpec'))],
    $self: [claimSpec],
  },
  'ObjectMeta#template': { labels: [LABELS], annotations: [ANNOTATIONS] },
  PersistentVolumeClaim: { spec: [type(core('PersistentVolumeClaimSpec'))], $self: [claimSpec] },
  PersistentVolumeClaimSpec: {
    $self: [CLAIM_STORAGE],
    accessModes: [
      required('at least 1 access mode is required'),
      check((list, place, field, walk) => {
        for (const mode of asList(list)) {
          if (typeof mode !== 'string' || ACCESS_MODES.includes(mode)) continue;
          walk.report('FieldValueNotSupported', place.path(field), 'is not supported here', {
            value: mode,
            allowed: ACCESS_MODES.join(', '),
          });
        }
      }),
    ],
    storageClassName: [DNS_SUBDOMAIN],
    volumeMode: [oneOf('Block', 'Filesystem')],
  },
  ImageVolumeSource: {
    $self: [
      (image, place, walk) => {
        if (walk.isPod && !image.reference) walk.report('FieldValueRequired', place.path('reference'), 'names no image');
      },
    ],
    pullPolicy: [oneOf('Always', 'IfNotPresent', 'Never')],
  },
});

/** A claim without a spec is one with an empty spec to the server. */
function claimSpec(object: JsonObject, place: Place, walk: FieldWalk): void {
  if (!isJsonObject(object.spec)) walk.visit(core('PersistentVolumeClaimSpec'), new Place({}, place, 'spec'));
}

/** A field of the pod that the downward API can show: a fixed one, or one label or annotation by its key. */
function fieldSelector(known: readonly string[]): ObjectCheck {
  return (selector, place, walk) => {
    const path = asString(selector.fieldPath) ?? '';
    if (path === '') {
      walk.report('FieldValueRequired', place.path('fieldPath'), 'names no field of the pod', { allowed: known.join(', ') });
      return;
    }
    const subscript = /^metadata\.(?:labels|annotations)\['(.+)'\]$/.exec(path);
    if (subscript !== null || known.includes(path)) return;
    const convertible = CONVERTIBLE.has(path);
    walk.report(
      convertible ? 'FieldValueNotSupported' : 'FieldValueInvalid',
      place.path('fieldPath'),
      'is no field that can be shown here',
      {
        value: path,
        allowed: `${known.join(', ')}, metadata.labels['KEY'], metadata.annotations['KEY']`,
      },
    );
  };
}

/** The fields that the server knows as such, of which each place supports some. */
const CONVERTIBLE = new Set([
  'metadata.annotations',
  'metadata.labels',
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.restartPolicy',
  'spec.serviceAccountName',
  'spec.schedulerName',
  'status.phase',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
  'spec.host',
]);

const RESOURCE_FIELDS = [
  'limits.cpu',
  'limits.ephemeral-storage',
  'limits.memory',
  'requests.cpu',
  'requests.ephemeral-storage',
  'requests.memory',
];
const CPU_DIVISORS = ['1', '1m'];
const BYTE_DIVISORS = ['1', '1k', '1M', '1G', '1T', '1P', '1E', '1Ki', '1Mi', '1Gi', '1Ti', '1Pi', '1Ei'];

/** A request or limit of a container that the downward API can show. */
function resourceSelector(inVolume: boolean): ObjectCheck {
  return (selector, place, walk) => {
    const resource = asString(selector.resource) ?? '';
    const isHugepages = /^(?:limits|requests)\.hugepages-/.test(resource);
    if (inVolume && !selector.containerName) {
      walk.report('FieldValueRequired', place.path('containerName'), 'names no container');
    } else if (resource === '') {
      walk.report('FieldValueRequired', place.path('resource'), 'names no resource', { allowed: RESOURCE_FIELDS.join(', ') });
    } else if (!RESOURCE_FIELDS.includes(resource) && !isHugepages) {
      walk.report('FieldValueNotSupported', place.path('resource'), 'is not supported here', {
        value: resource,
        allowed: RESOURCE_FIELDS.join(', '),
      });
    }
    const divisor = Quantity.parse(selector.divisor);
    if (!divisor || divisor.isZero || !(RESOURCE_FIELDS.includes(resource) || isHugepages)) return;
    const divisors = resource.endsWith('.cpu') ? CPU_DIVISORS : BYTE_DIVISORS;
    if (divisors.includes(divisor.toString())) return;
    walk.report('FieldValueInvalid', place.path('divisor'), `cannot divide ${resource}`, {
      value: selector.divisor,
      allowed: divisors.join(', '),
    });
  };
}

/** The first source of a volume, or emptyDir, which the server makes of a volume without one. */
export function sourceOf(volume: JsonObject): string {
  return firstOf(VOLUME_SOURCES, volume) ?? 'emptyDir';
}
