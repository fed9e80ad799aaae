import { JsonValue, isJsonObject } from '../../../manifest/json';
import { isLabelValue, isQualifiedName } from '../../../manifest/names';
import { Place } from '../../walk/place';
import { Constraint, check, typeTable } from './constraints';
import { FieldWalk } from './field-walk';
import { FINALIZERS, OWNER_REFERENCES } from './owner-fields';

const MOST_ANNOTATION_BYTES = 256 * 1024;
/** What the key of a label is. */
export const KEY_ALLOWED =
  "\"name\" or \"example.com/name\": letters, digits, '-', '_' and '.', a letter or digit at both ends, each name at most 63 characters";
/** What the value of a label is. */
export const VALUE_ALLOWED = "at most 63 characters: letters, digits, '-', '_' and '.', a letter or digit at both ends; or empty";

/** Labels: qualified names as keys, short values. */
export const LABELS: Constraint = check((value, place, field, walk) => {
  if (isJsonObject(value)) reportLabels(value, place, field, walk);
});

function reportLabels(labels: Record<string, JsonValue | undefined>, place: Place, field: string, walk: FieldWalk): void {
  for (const key of Object.keys(labels)) {
    if (!isQualifiedName(key)) {
      walk.report('FieldValueInvalid', place.path(field), `the key '${key}' is no label's key`, { value: key, allowed: KEY_ALLOWED });
    }
    const value = labels[key];
    if (typeof value === 'string' && !isLabelValue(value)) {
      walk.report('FieldValueInvalid', place.path(field), `the value of '${key}' is no label's value`, { value, allowed: VALUE_ALLOWED });
    }
  }
}

/** Annotations: qualified names as keys, in small or large letters, and a limit on all of them together. */
export const ANNOTATIONS: Constraint = check((value, place, field, walk) => {
  if (!isJsonObject(value)) return;
  let bytes = 0;
  for (const key of Object.keys(value)) {
    if (!isQualifiedName(key.toLowerCase())) {
      walk.report('FieldValueInvalid', place.path(field), `the key '${key}' is no annotation's key`, { value: key, allowed: KEY_ALLOWED });
    }
    const text = value[key];
    bytes += Buffer.byteLength(key) + (typeof text === 'string' ? Buffer.byteLength(text) : 0);
  }
  if (bytes > MOST_ANNOTATION_BYTES) {
    walk.report('FieldValueTooLong', place.path(field), 'may not be more than 262144 bytes', {
      allowed: '262144 bytes, keys and values of all annotations together',
    });
  }
});

/** The generation of most objects is set by the server, whatever a manifest says. */
const GENERATION: Constraint = check((value, place, field, walk) => {
  const kind = place.parent?.object.kind;
  if (kind !== 'ConfigMap' && kind !== 'Service' && (kind !== 'Pod' || walk.version.minor >= 33)) return;
  if (typeof value === 'number' && value < 0) {
    walk.report('FieldValueInvalid', place.path(field), 'must be greater than or equal to 0', { value, fix: 'Remove generation.' });
  }
});

/** What the server holds against the metadata of an object. */
export const METADATA_FIELDS = typeTable('io.k8s.apimachinery.pkg.apis.meta.v1', {
  ObjectMeta: {
    labels: [LABELS],
    annotations: [ANNOTATIONS],
    ownerReferences: [OWNER_REFERENCES],
    finalizers: [FINALIZERS],
    generation: [GENERATION],
  },
});
