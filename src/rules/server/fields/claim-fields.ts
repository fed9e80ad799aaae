import { JsonObject, asObject, asString, isJsonObject, objectsOf, textsIn } from '../../../manifest/json';
import { isDnsLabel } from '../../../manifest/names';
import { Quantity } from '../../../manifest/quantity';
import { Place } from '../../walk/place';
import { DNS_SUBDOMAIN, TypeLines, check, oneOfGiven, required, since, type, typeTable } from './constraints';
import { FieldWalk, ObjectCheck } from './field-walk';
import { ANNOTATIONS, LABELS } from './metadata-fields';
import { core } from './type-names';

const ACCESS_MODES = ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod'];
const ALONE = 'ReadWriteOncePod';

const CLAIM_STORAGE: ObjectCheck = (claim, place, walk) => {
  const path = place.path('resources[storage]');
  const storage = asObject(asObject(claim.resources).requests).storage;
  const quantity = storage === null ? Quantity.ZERO : Quantity.parse(storage);
  if (storage === undefined) {
    walk.report('FieldValueRequired', path, 'the size of the claim is required', { fix: 'Set resources.requests.storage.' });
  } else if (quantity && (quantity.isZero || quantity.isNegative)) {
    walk.report('FieldValueInvalid', path, 'must be greater than zero', { value: storage, allowed: 'a positive quantity' });
  }
};

const CLAIM_MODES = check((list, place, field, walk) => {
  const modes = textsIn(list).map(({ text }) => text);
  for (const mode of modes) {
    if (ACCESS_MODES.includes(mode)) continue;
    walk.report('FieldValueNotSupported', place.path(field), 'is not supported here', { value: mode, allowed: ACCESS_MODES.join(', ') });
  }
  if (modes.includes(ALONE) && modes.some((mode) => mode !== ALONE && ACCESS_MODES.includes(mode))) {
    walk.report('FieldValueForbidden', place.path(field), 'may not use ReadWriteOncePod with other access modes');
  }
});

/** Where a claim's content comes from is said in one of two fields; what stands in both is the same. */
const ONE_DATA_SOURCE: ObjectCheck = (claim, place, walk) => {
  const { dataSource: source, dataSourceRef: reference } = claim;
  if (!isJsonObject(source) || !isJsonObject(reference)) return;
  if (reference.namespace) {
    walk.report('FieldValueInvalid', place.path(), 'dataSource may not be specified when dataSourceRef.namespace is specified', {
      fix: 'Remove dataSource.',
    });
  } else if (['apiGroup', 'kind', 'name'].some((field) => shownIn(source, field) !== shownIn(reference, field))) {
    walk.report('FieldValueInvalid', place.path(), 'dataSource must match dataSourceRef', { fix: 'Remove dataSource.' });
  }
};

/** A field's value as the server compares it: only of an API group is an empty one another than none. */
function shownIn(object: JsonObject, field: string): string | undefined {
  return asString(object[field]) ?? (field === 'apiGroup' ? undefined : '');
}

const DATA_SOURCE: TypeLines = {
  $self: [
    (source, place, walk) => {
      if (source.apiGroup || source.kind === 'PersistentVolumeClaim') return;
      const message = "must be 'PersistentVolumeClaim' when referencing the default apiGroup";
      walk.report('FieldValueInvalid', place.path(), message, { value: source.kind ?? '' });
    },
  ],
  name: [required()],
  kind: [required()],
  apiGroup: [since(29), DNS_SUBDOMAIN],
};

/** The metadata of an object, with the names that the server prints for its fields. */
const NOT_IN_TEMPLATE: ReadonlyMap<string, string> = new Map([
  ...[
    'name',
    'generateName',
    'namespace',
    'selfLink',
    'resourceVersion',
    'generation',
    'creationTimestamp',
    'deletionTimestamp',
    'deletionGracePeriodSeconds',
    'ownerReferences',
    'finalizers',
    'managedFields',
  ].map((field): [string, string] => [field, field]),
  ['uid', 'uID'],
]);

/** Of a template's metadata only labels and annotations are used. */
const ONLY_LABELS: ObjectCheck = (metadata, place, walk) => {
  for (const field of Object.keys(metadata)) {
    const printed = NOT_IN_TEMPLATE.get(field);
    const value = metadata[field];
    if (printed === undefined || value === null || value === undefined || value === '' || value === 0) continue;
    walk.report('FieldValueForbidden', place.path(printed), 'cannot be set', { fix: `Remove ${field}.` });
  }
};

/** What the server holds against claims on volumes, as templates have them. */
export const CLAIM_FIELDS = typeTable('io.k8s.api.core.v1', {
  PersistentVolumeClaimTemplate: {
    metadata: [type(core('ObjectMeta#template'))],
    spec: [type(core('PersistentVolumeClaimSpec'))],
    $self: [claimSpec],
  },
  'ObjectMeta#template': { $self: [ONLY_LABELS], labels: [LABELS], annotations: [ANNOTATIONS] },
  PersistentVolumeClaim: { spec: [type(core('PersistentVolumeClaimSpec'))], $self: [claimSpec] },
  PersistentVolumeClaimSpec: {
    $self: [CLAIM_STORAGE, ONE_DATA_SOURCE],
    accessModes: [required('at least 1 access mode is required'), CLAIM_MODES],
    selector: [type('io.k8s.apimachinery.pkg.apis.meta.v1.LabelSelector')],
    storageClassName: [DNS_SUBDOMAIN],
    volumeMode: [oneOfGiven('Block', 'Filesystem')],
    dataSource: [type(core('TypedLocalObjectReference'))],
    dataSourceRef: [type(core('TypedObjectReference'))],
    volumeAttributesClassName: [since(34), DNS_SUBDOMAIN],
  },
  TypedLocalObjectReference: DATA_SOURCE,
  TypedObjectReference: {
    ...DATA_SOURCE,
    namespace: [
      check((value, place, field, walk) => {
        if (typeof value !== 'string' || value === '' || isDnsLabel(value)) return;
        walk.report('FieldValueInvalid', place.path(field), 'is no name of a namespace', { value });
      }),
    ],
  },
});

/**
 * The claims of a StatefulSet, which are volumes of its pods: from 1.34 on the server looks at them as such, beside the pod's own.
 * It prints the place that a claim has among the volumes.
 */
export const CLAIM_VOLUMES: ObjectCheck = (spec, place, walk) => {
  if (walk.version.minor < 34) return;
  const names = new Set(objectsOf(spec.volumeClaimTemplates).map(({ object }) => asString(asObject(object.metadata).name) ?? ''));
  [...names].forEach((name, index) => {
    const path = place.path(`template.spec.volumes[${index}]`);
    if (name === '') {
      walk.report('FieldValueRequired', `${path}.name`, 'a claim template has no name');
      walk.report('FieldValueRequired', `${path}.persistentVolumeClaim.claimName`, 'a claim template has no name');
    } else if (!isDnsLabel(name)) {
      walk.report('FieldValueInvalid', `${path}.name`, 'the name of a claim template is no DNS label', { value: name });
    }
  });
};

/** A claim without a spec is one with an empty spec to the server. */
function claimSpec(object: JsonObject, place: Place, walk: FieldWalk): void {
  if (!isJsonObject(object.spec)) walk.visit(core('PersistentVolumeClaimSpec'), new Place({}, place, 'spec'));
}
