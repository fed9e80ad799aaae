import { JsonObject, asObject, objectsOf, textsIn } from '../../../manifest/json';
import { isLabelValue, isQualifiedName } from '../../../manifest/names';
import { type, typeTable } from './constraints';
import { ObjectCheck } from './field-walk';
import { KEY_ALLOWED, LABELS, VALUE_ALLOWED } from './metadata-fields';

const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'];

const REQUIREMENT: ObjectCheck = (requirement, place, walk) => {
  const { operator, key, values } = requirement;
  const texts = textsIn(values);
  if (operator === 'In' || operator === 'NotIn') {
    if (texts.length === 0) walk.report('FieldValueRequired', place.path('values'), "must be specified when `operator` is 'In' or 'NotIn'");
  } else if (operator === 'Exists' || operator === 'DoesNotExist') {
    if (texts.length > 0) {
      walk.report('FieldValueForbidden', place.path('values'), "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
    }
  } else {
    const details = { value: operator ?? '', allowed: OPERATORS.join(', ') };
    walk.report('FieldValueInvalid', place.path('operator'), 'not a valid selector operator', details);
  }
  if (key === undefined || key === null || (typeof key === 'string' && !isQualifiedName(key))) {
    walk.report('FieldValueInvalid', place.path('key'), "is no label's key", { value: key ?? '', allowed: KEY_ALLOWED });
  }
  for (const { index, text } of texts) {
    if (isLabelValue(text)) continue;
    walk.report('FieldValueInvalid', `${place.path('values')}[${index}]`, "is no label's value", { value: text, allowed: VALUE_ALLOWED });
  }
};

/** What the server holds against label selectors. */
export const SELECTOR_FIELDS = typeTable('io.k8s.apimachinery.pkg.apis.meta.v1', {
  LabelSelector: {
    matchLabels: [LABELS],
    matchExpressions: [type('io.k8s.apimachinery.pkg.apis.meta.v1.LabelSelectorRequirement')],
  },
  LabelSelectorRequirement: { $self: [REQUIREMENT] },
});

/** Whether the server can make a selector of what stands there: only then does it look at what is to be selected. */
export function isLabelSelector(selector: JsonObject): boolean {
  const labels = asObject(selector.matchLabels);
  return (
    Object.keys(labels).every((key) => isQualifiedName(key) && isLabelText(labels[key])) &&
    objectsOf(selector.matchExpressions).every(({ object }) => isRequirement(object))
  );
}

function isRequirement({ key, operator, values }: JsonObject): boolean {
  if (typeof key !== 'string' || !isQualifiedName(key) || typeof operator !== 'string' || !OPERATORS.includes(operator)) return false;
  const texts = textsIn(values);
  return texts.length > 0 === operator.endsWith('In') && texts.every(({ text }) => isLabelValue(text));
}

function isLabelText(value: unknown): boolean {
  return typeof value !== 'string' || isLabelValue(value);
}
