import { JsonObject, asList, asString, isJsonObject } from '../../../manifest/json';
import { Place } from '../../walk/place';
import { DNS_LABEL, TypeLines, oneOfGiven, range, relativePath, required, type, typeTable } from './constraints';
import { FieldWalk, ObjectCheck } from './field-walk';
import { core } from './type-names';

const ISCSI_NAME = /^(?:iqn\.\d{4}-\d{2}\.(?:[a-z0-9.-]+)(?::.+)?|eui\.[0-9A-Fa-f]{16}|naa\.[0-9A-Fa-f]{32})$/;
const HOST_AND_PORT = /^(?:\[[^[\]]*\]|[^:[\]]*):[^:[\]]*$/;
const LONGEST_TENANT = 64;
/** In bytes, with the name of the volume before it. */
const LONGEST_PORTAL = 64;
const PARTITION = range(0, 255);

function reportIscsiName(value: string, path: string, walk: FieldWalk): void {
  if (ISCSI_NAME.test(value)) return;
  walk.report('FieldValueInvalid', path, 'must be valid format starting with iqn, eui, or naa', { value });
}

const ISCSI: ObjectCheck = (iscsi, place, walk) => {
  const iqn = asString(iscsi.iqn);
  if (iqn) reportIscsiName(iqn, place.path('iqn'), walk);
  // The server prints the field in small letters.
  if (typeof iscsi.initiatorName === 'string') reportIscsiName(iscsi.initiatorName, place.path('initiatorname'), walk);
  const authenticates = iscsi.chapAuthDiscovery === true || iscsi.chapAuthSession === true;
  if (authenticates && (iscsi.secretRef === undefined || iscsi.secretRef === null)) {
    walk.report('FieldValueRequired', place.path('secretRef'), 'CHAP needs a Secret');
  }
};

/** A node keeps the interface of an initiator under the names of volume and portal, also where iSCSI is a source too many. */
export const ISCSI_PORTAL: ObjectCheck = ({ name, iscsi }, place, walk) => {
  if (!isJsonObject(iscsi) || typeof iscsi.initiatorName !== 'string') return;
  const volume = asString(name) ?? '';
  if (Buffer.byteLength(`${volume}:${asString(iscsi.targetPortal) ?? ''}`) <= LONGEST_PORTAL) return;
  walk.report('FieldValueInvalid', place.path('name'), "is too long beside iscsi.targetPortal for a volume with an initiator's name", {
    value: volume,
    allowed: `at most ${LONGEST_PORTAL} bytes for both, with a colon between them`,
  });
};

const NFS_PATH: ObjectCheck = (nfs, place, walk) => {
  const path = nfs.path ?? '';
  if (typeof path !== 'string' || path.startsWith('/')) return;
  walk.report('FieldValueInvalid', place.path('path'), 'must be an absolute path', { value: path });
};

const QUOBYTE: ObjectCheck = (quobyte, place, walk) => {
  const registry = asString(quobyte.registry) ?? '';
  const tenant = asString(quobyte.tenant) ?? '';
  const message = 'must be a host:port pair or multiple pairs separated by commas';
  if (registry === '') {
    walk.report('FieldValueRequired', place.path('registry'), message);
  } else if (Buffer.byteLength(tenant) > LONGEST_TENANT) {
    walk.report('FieldValueRequired', place.path('tenant'), `must be a UUID and may not exceed a length of ${LONGEST_TENANT} characters`);
  } else if (!registry.split(',').every((pair) => HOST_AND_PORT.test(pair))) {
    walk.report('FieldValueInvalid', place.path('registry'), message, { value: registry });
  }
};

const FLOCKER: ObjectCheck = (flocker, place, walk) => {
  const { datasetName: name, datasetUUID: uuid } = flocker;
  if (!name && !uuid) walk.report('FieldValueRequired', place.path(), 'one of datasetName and datasetUUID is required');
  if (name && uuid) walk.report('FieldValueInvalid', place.path(), 'datasetName and datasetUUID can not be specified simultaneously');
  if (typeof name === 'string' && name.includes('/')) {
    walk.report('FieldValueInvalid', place.path('datasetName'), "must not contain '/'", { value: name });
  }
};

const FIBRE_CHANNEL: ObjectCheck = (fc, place, walk) => {
  const names = asList(fc.targetWWNs).length > 0;
  const ids = asList(fc.wwids).length > 0;
  if (!names && !ids) {
    walk.report('FieldValueRequired', place.path('targetWWNs'), 'must specify either targetWWNs or wwids, but not both');
  }
  if (names && ids) walk.report('FieldValueInvalid', place.path('targetWWNs'), 'targetWWNs and wwids can not be specified simultaneously');
  if (names) judgeLun(fc, place, walk);
};

function judgeLun(fc: JsonObject, place: Place, walk: FieldWalk): void {
  const { lun } = fc;
  if (lun === undefined || lun === null) {
    walk.report('FieldValueRequired', place.path('lun'), 'lun is required if targetWWNs is specified');
  } else if (typeof lun === 'number' && (lun < 0 || lun > 255)) {
    walk.report('FieldValueInvalid', place.path('lun'), 'must be between 0 and 255, inclusive', { value: lun });
  }
}

/** Where a disk is found depends on whether it is a managed one. */
const AZURE_DISK: ObjectCheck = (disk, place, walk) => {
  // The server takes a disk that does not say so for a shared one.
  const kind = asString(disk.kind) ?? 'Shared';
  const start = kind === 'Managed' ? '/subscriptions/' : 'https://';
  const uri = asString(disk.diskURI) ?? '';
  if (uri.startsWith(start)) return;
  walk.report('FieldValueNotSupported', place.path('diskURI'), 'is not supported here', {
    value: uri,
    allowed: `a text that starts with "${start}"`,
  });
};

const NAMED: TypeLines[string] = [type(core('LocalObjectReference#named'))];

/** What the server holds against volumes of particular storage systems. */
export const STORAGE_FIELDS = typeTable('io.k8s.api.core.v1', {
  GitRepoVolumeSource: { repository: [required()], directory: [relativePath()] },
  GCEPersistentDiskVolumeSource: { pdName: [required()], partition: [PARTITION] },
  AWSElasticBlockStoreVolumeSource: { volumeID: [required()], partition: [PARTITION] },
  NFSVolumeSource: { $self: [NFS_PATH], server: [required()], path: [required()] },
  ISCSIVolumeSource: { $self: [ISCSI], targetPortal: [required()], iqn: [required()], lun: [range(0, 255)] },
  GlusterfsVolumeSource: { endpoints: [required()], path: [required()] },
  FlockerVolumeSource: { $self: [FLOCKER] },
  RBDVolumeSource: { monitors: [required()], image: [required()] },
  CinderVolumeSource: { volumeID: [required()], secretRef: NAMED },
  CephFSVolumeSource: { monitors: [required()] },
  QuobyteVolumeSource: { $self: [QUOBYTE], volume: [required()] },
  FCVolumeSource: { $self: [FIBRE_CHANNEL] },
  AzureFileVolumeSource: { secretName: [required()], shareName: [required()] },
  AzureDiskVolumeSource: {
    $self: [AZURE_DISK],
    diskName: [required()],
    diskURI: [required()],
    cachingMode: [oneOfGiven('None', 'ReadOnly', 'ReadWrite')],
    kind: [oneOfGiven('Dedicated', 'Managed', 'Shared')],
  },
  VsphereVirtualDiskVolumeSource: { volumePath: [required()] },
  PhotonPersistentDiskVolumeSource: { pdID: [required()] },
  PortworxVolumeSource: { volumeID: [required()] },
  StorageOSVolumeSource: { volumeName: [required(), DNS_LABEL], volumeNamespace: [DNS_LABEL], secretRef: NAMED },
  ScaleIOVolumeSource: { gateway: [required()], system: [required()], volumeName: [required()] },
});
