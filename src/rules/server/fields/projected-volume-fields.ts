import { asObject, asString, isJsonObject, objectsOf } from '../../../manifest/json';
import { isDnsSubdomain } from '../../../manifest/names';
import { Place } from '../../walk/place';
import { FILE_MODE, FILE_PATH, TypeLines, required, since, type, typeTable } from './constraints';
import { ObjectCheck } from './field-walk';
import { POD_CERTIFICATE, certificatePaths } from './pod-certificate-fields';
import { judgeSignerName } from './signer-name';
import { core } from './type-names';

/** The first minor version that projects a bundle of trusted certificates, or a certificate of the pod, without being told to. */
const WITH_CERTIFICATES = 37;

/** The files of a projected volume differ in their paths. */
const PROJECTED_PATHS: ObjectCheck = (projected, place, walk) => {
  const seen = new Set<string>();
  const note = (path: string) => {
    if (seen.has(path)) {
      walk.report('FieldValueInvalid', place.path(), 'conflicting duplicate paths', {
        value: path,
        allowed: 'a path of its own for each file',
      });
    }
    seen.add(path);
  };
  for (const { object } of objectsOf(projected.sources)) {
    for (const kind of ['secret', 'configMap', 'downwardAPI']) {
      for (const item of objectsOf(asObject(object[kind]).items)) {
        const path = asString(item.object.path);
        if (path) note(path);
      }
    }
    if (walk.version.minor < WITH_CERTIFICATES) continue;
    if (isJsonObject(object.clusterTrustBundle)) note(asString(object.clusterTrustBundle.path) ?? '');
    certificatePaths(asObject(object.podCertificate)).forEach(note);
  }
};

const ONE_PROJECTION: ObjectCheck = (projection, place, walk) => {
  const known = ['secret', 'configMap', 'downwardAPI', 'serviceAccountToken'];
  if (walk.version.minor >= WITH_CERTIFICATES) known.push('clusterTrustBundle', 'podCertificate');
  if (known.filter((kind) => isJsonObject(projection[kind])).length <= 1) return;
  walk.report('FieldValueForbidden', place.path(), 'may not specify more than 1 volume type per source', {
    allowed: 'one kind of source in each entry',
  });
};

/** A token's path is printed at the volume's projection, not at the source; before 1.30 the server only wants one. */
const TOKEN: ObjectCheck = (token, place, walk) => {
  const seconds = token.expirationSeconds;
  if (typeof seconds === 'number' && (seconds < 600 || seconds > 2 ** 32)) {
    walk.report(
      'FieldValueInvalid',
      place.path('expirationSeconds'),
      'may not specify a duration less than 10 minutes or larger than 2^32 seconds',
      { value: seconds, allowed: '600 to 4294967296' },
    );
  }
  const projected = place.parent?.parent;
  if (projected === undefined) return;
  if (!token.path) walk.report('FieldValueRequired', projected.path('path'), 'the path of a service account token is required');
  else if (walk.version.minor >= 30) FILE_PATH.checks![0](token.path, projected, 'path', walk);
};

/** A bundle is found by its name, or by its signer and a selector. */
const TRUST_BUNDLE: ObjectCheck = (bundle, place, walk) => {
  const name = asString(bundle.name);
  const signer = asString(bundle.signerName);
  if (name !== undefined && signer !== undefined) {
    walk.report('FieldValueInvalid', place.path(), 'only one of name and signerName may be used', { fix: 'Remove one of the two.' });
  } else if (name !== undefined) {
    if (name === '') walk.report('FieldValueRequired', place.path('name'), 'must be a valid object name');
    if (!isBundleName(name)) walk.report('FieldValueInvalid', place.path('name'), 'is no name of a ClusterTrustBundle', { value: name });
    if (isJsonObject(bundle.labelSelector)) {
      walk.report('FieldValueInvalid', place.path('labelSelector'), 'labelSelector must be unset if name is specified');
    }
  } else if (signer === undefined) {
    walk.report('FieldValueRequired', place.path(), 'either name or signerName must be specified');
  } else {
    judgeSignerName(signer, place.path('signerName'), walk);
  }
};

/** `example.com:signer:bundle`, or without a signer a DNS subdomain. */
function isBundleName(name: string): boolean {
  const at = name.lastIndexOf(':');
  const signer = name.slice(0, Math.max(at, 0));
  return at !== 0 && !signer.includes('/') && isDnsSubdomain(name.slice(at + 1));
}

/** Whether the selector of a bundle is looked at: beside a name it is refused whole. */
function isSelecting({ object }: Place): boolean {
  return typeof object.name !== 'string' && typeof object.signerName === 'string';
}

const TRUST_BUNDLE_LINES: TypeLines = {
  $self: [TRUST_BUNDLE],
  path: [required(), FILE_PATH],
  labelSelector: [type('io.k8s.apimachinery.pkg.apis.meta.v1.LabelSelector', { when: isSelecting })],
};

/** What the server holds against volumes that put several sources together. */
export const PROJECTED_VOLUME_FIELDS = typeTable('io.k8s.api.core.v1', {
  ProjectedVolumeSource: { $self: [PROJECTED_PATHS], defaultMode: [FILE_MODE], sources: [type(core('VolumeProjection'))] },
  VolumeProjection: {
    $self: [ONE_PROJECTION],
    secret: [type(core('SecretProjection'))],
    configMap: [type(core('ConfigMapProjection'))],
    downwardAPI: [type(core('DownwardAPIProjection'))],
    serviceAccountToken: [type(core('ServiceAccountTokenProjection'))],
    clusterTrustBundle: [since(WITH_CERTIFICATES), type(core('ClusterTrustBundleProjection'))],
    podCertificate: [since(WITH_CERTIFICATES), type(core('PodCertificateProjection'))],
  },
  SecretProjection: { name: [required()], items: [type(core('KeyToPath'))] },
  ConfigMapProjection: { name: [required()], items: [type(core('KeyToPath'))] },
  ServiceAccountTokenProjection: { $self: [TOKEN] },
  ClusterTrustBundleProjection: TRUST_BUNDLE_LINES,
  PodCertificateProjection: POD_CERTIFICATE,
});
