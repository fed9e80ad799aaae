import { asString, isJsonObject } from '../../../manifest/json';
import { isQualifiedName } from '../../../manifest/names';
import { Quantity } from '../../../manifest/quantity';
import { FILE_MODE, FILE_PATH, required, type, typeTable } from './constraints';
import { ObjectCheck } from './field-walk';
import { core } from './type-names';

const VOLUME_FIELD_PATHS = ['metadata.name', 'metadata.namespace', 'metadata.labels', 'metadata.annotations', 'metadata.uid'];
const HOST_ADDRESSES = 'status.hostIPs';
const VARIABLE_FIELD_PATHS = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  HOST_ADDRESSES,
  'status.podIP',
  'status.podIPs',
];
/** The first minor version that shows all addresses of the node without being told to. */
const WITH_HOST_ADDRESSES = 29;
/** A field with a key in it: `metadata.labels['app']`. */
const SUBSCRIPT = /^(.+?)\['(.*)'\]$/s;

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

/** What the server holds against what the downward API shows, in files and in variables. */
export const DOWNWARD_FIELDS = typeTable('io.k8s.api.core.v1', {
  DownwardAPIVolumeSource: { defaultMode: [FILE_MODE], items: [type(core('DownwardAPIVolumeFile'), { printedAs: '' })] },
  DownwardAPIProjection: { items: [type(core('DownwardAPIVolumeFile'), { printedAs: '' })] },
  DownwardAPIVolumeFile: {
    $self: [DOWNWARD_FILE],
    path: [required(), FILE_PATH],
    mode: [FILE_MODE],
    fieldRef: [type(core('ObjectFieldSelector#volume'))],
    resourceFieldRef: [type(core('ResourceFieldSelector#volume'), { when: ({ object }) => !isJsonObject(object.fieldRef) })],
  },
  'ObjectFieldSelector#volume': { $self: [fieldSelector(VOLUME_FIELD_PATHS)] },
  'ObjectFieldSelector#env': { $self: [fieldSelector(VARIABLE_FIELD_PATHS)] },
  'ResourceFieldSelector#volume': { $self: [resourceSelector(true)] },
  'ResourceFieldSelector#env': { $self: [resourceSelector(false)] },
});

/** A field of the pod that the downward API can show: a fixed one, or one label or annotation by its key. */
function fieldSelector(known: readonly string[]): ObjectCheck {
  return (selector, place, walk) => {
    const path = asString(selector.fieldPath) ?? '';
    if (path === '') {
      walk.report('FieldValueRequired', place.path('fieldPath'), 'names no field of the pod', { allowed: known.join(', ') });
      return;
    }
    const isKnownVersion = !selector.apiVersion || selector.apiVersion === 'v1';
    if (isKnownVersion && path !== HOST_ADDRESSES && known.includes(path)) return;
    const subscript = SUBSCRIPT.exec(path);
    if (subscript !== null && isKnownVersion && SUBSCRIPTED.includes(subscript[1])) {
      const key = subscript[1] === 'metadata.annotations' ? subscript[2].toLowerCase() : subscript[2];
      if (!isQualifiedName(key)) walk.report('FieldValueInvalid', place.path(), 'is no key of a label or annotation', { value: key });
      return;
    }
    // An older name of the field.
    const field = path === 'spec.host' ? 'spec.nodeName' : path;
    if (field === HOST_ADDRESSES && walk.version.minor < WITH_HOST_ADDRESSES) {
      walk.report('FieldValueForbidden', place.path(), "may not be set when feature gate 'PodHostIPs' is not enabled", { value: path });
    }
    if (isKnownVersion && known.includes(field)) return;
    const convertible = isKnownVersion && CONVERTIBLE.has(path);
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

const SUBSCRIPTED = ['metadata.labels', 'metadata.annotations'];

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
