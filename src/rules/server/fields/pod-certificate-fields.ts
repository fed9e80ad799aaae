import { JsonObject, asString, isJsonObject } from '../../../manifest/json';
import { isQualifiedName } from '../../../manifest/names';
import { FILE_PATH, TypeLines, check } from './constraints';
import { ObjectCheck } from './field-walk';
import { judgeSignerName } from './signer-name';

const KEY_TYPES = ['RSA3072', 'RSA4096', 'ECDSAP256', 'ECDSAP384', 'ECDSAP521', 'ED25519'];
const PATHS = ['credentialBundlePath', 'keyPath', 'certificateChainPath'];
const LEAST_SECONDS = 3600;
const MOST_SECONDS = 91 * 24 * 3600;
const MOST_SECONDS_OF_KUBERNETES = 24 * 3600;
const MOST_ANNOTATION_BYTES = 256 * 1024;

/** The paths of the files that a certificate of the pod is written to. */
export function certificatePaths(certificate: JsonObject): string[] {
  return PATHS.flatMap((field) => asString(certificate[field]) || []);
}

const CERTIFICATE: ObjectCheck = (certificate, place, walk) => {
  judgeSignerName(asString(certificate.signerName) ?? '', place.path('signerName'), walk);
  const keyType = asString(certificate.keyType) ?? '';
  if (!KEY_TYPES.includes(keyType)) {
    walk.report('FieldValueNotSupported', place.path('keyType'), 'is not supported here', {
      value: keyType,
      allowed: KEY_TYPES.join(', '),
    });
  }
  if (certificatePaths(certificate).length === 0) {
    walk.report('FieldValueRequired', place.path(), `specify at least one of ${PATHS.join(', ')}`);
  }
};

/** What the server holds against a certificate that the kubelet gets for a pod. */
export const POD_CERTIFICATE: TypeLines = {
  $self: [CERTIFICATE],
  credentialBundlePath: [FILE_PATH],
  keyPath: [FILE_PATH],
  certificateChainPath: [FILE_PATH],
  maxExpirationSeconds: [
    check((value, place, field, walk) => {
      const [domain] = (asString(place.object.signerName) ?? '').split('/');
      const isOwn = domain === 'kubernetes.io' || domain.endsWith('.kubernetes.io');
      const most = isOwn ? MOST_SECONDS_OF_KUBERNETES : MOST_SECONDS;
      if (typeof value !== 'number' || (value >= LEAST_SECONDS && value <= most)) return;
      walk.report('FieldValueInvalid', place.path(field), `must be between ${LEAST_SECONDS} and ${most}`, {
        value,
        allowed: `${LEAST_SECONDS} to ${most} seconds`,
      });
    }),
  ],
  userAnnotations: [
    check((value, place, field, walk) => {
      if (!isJsonObject(value)) return;
      let bytes = 0;
      for (const key of Object.keys(value)) {
        bytes += Buffer.byteLength(key) + Buffer.byteLength(asString(value[key]) ?? '');
        if (key === '') {
          walk.report('FieldValueRequired', place.path(field), 'an annotation has no key');
        } else if (!isQualifiedName(key.toLowerCase()) || !key.includes('/')) {
          walk.report('FieldValueInvalid', place.path(field), 'must be a domain-prefixed key (such as "acme.io/foo")', { value: key });
        }
      }
      if (bytes > MOST_ANNOTATION_BYTES) walk.report('FieldValueTooLong', place.path(field), 'may not be more than 262144 bytes');
    }),
  ],
};
