import { JsonValue, isJsonObject } from '../../../manifest/json';
import { isLabelValue, isQualifiedName } from '../../../manifest/names';
import { Constraint, check, type, typeTable } from './constraints';
import { FieldWalk, Place } from './field-walk';

const MOST_ANNOTATION_BYTES = 256 * 1024;
const KEY_ALLOWED =
  "\"name\" or \"example.com/name\": letters, digits, '-', '_' and '.', a letter or digit at both ends, each name at most 63 characters";
const VALUE_ALLOWED = "at most 63 characters: letters, digits, '-', '_' and '.', a letter or digit at both ends; or empty";

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

const SELECTOR_OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'];

/** What the server holds against metadata and selectors. */
export const METADATA_FIELDS = typeTable('io.k8s.apimachinery.pkg.apis.meta.v1', {
  ObjectMeta: { labels: [LABELS], annotations: [ANNOTATIONS] },
  LabelSelector: {
    matchLabels: [LABELS],
    matchExpressions: [type('io.k8s.apimachinery.pkg.apis.meta.v1.LabelSelectorRequirement')],
  },
  LabelSelectorRequirement: {
    $self: [
      (requirement, place, walk) => {
        const { operator, key, values } = requirement;
        const count = Array.isArray(values) ? values.length : 0;
        if (operator === 'In' || operator === 'NotIn') {
          if (count === 0) walk.report('FieldValueRequired', place.path('values'), "must be specified when `operator` is 'In' or 'NotIn'");
        } else if (operator === 'Exists' || operator === 'DoesNotExist') {
          if (count > 0) {
            walk.report('FieldValueForbidden', place.path('values'), "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
          }
        } else {
          walk.report('FieldValueInvalid', place.path('operator'), 'not a valid selector operator', {
            value: operator ?? '',
            allowed: SELECTOR_OPERATORS.join(', '),
          });
        }
        if (key === undefined || key === null || (typeof key === 'string' && !isQualifiedName(key))) {
          walk.report('FieldValueInvalid', place.path('key'), "is no label's key", { value: key ?? '', allowed: KEY_ALLOWED });
        }
        if (!Array.isArray(values)) return;
        values.forEach((value, index) => {
          if (typeof value !== 'string' || isLabelValue(value)) return;
          walk.report('FieldValueInvalid', `${place.path('values')}[${index}]`, "is no label's value", { value, allowed: VALUE_ALLOWED });
        });
      },
    ],
  },
});
