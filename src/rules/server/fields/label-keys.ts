import { JsonObject, asObject, asString, isJsonObject, objectsOf, textsIn } from '../../../manifest/json';
import { isQualifiedName } from '../../../manifest/names';
import { Place } from '../../walk/place';
import { FieldWalk, ObjectCheck } from './field-walk';

/**
 * The keys of labels that a term of affinity compares between pods (`matchLabelKeys`, `mismatchLabelKeys`) narrow its label selector, and
 * say nothing that the selector says already.
 */
export const MATCHED_LABELS: ObjectCheck = (term, place, walk) => {
  if (walk.version.minor >= 31) {
    judgeLabelKeys(
      term,
      place,
      walk,
      textsIn(term.mismatchLabelKeys).map(({ text }) => text),
    );
  }
};

/** The keys of labels that a spread constraint compares between pods. Before 1.34 the server has other words for it, and other paths. */
export const SPREAD_LABELS: ObjectCheck = (constraint, place, walk) => {
  if (walk.version.minor >= 34) judgeLabelKeys(constraint, place, walk, []);
  else judgeSpreadKeys(constraint, place, walk);
};

function judgeLabelKeys(term: JsonObject, place: Place, walk: FieldWalk, mismatched: readonly string[]): void {
  const matched = textsIn(term.matchLabelKeys).map(({ text }) => text);
  if (matched.length + mismatched.length === 0) return;
  judgeNames('matchLabelKeys', matched, term, place, walk);
  judgeNames('mismatchLabelKeys', mismatched, term, place, walk);
  if (isJsonObject(term.labelSelector)) judgeSelector(matched, mismatched, term.labelSelector, place, walk);
  matched.forEach((key, index) => {
    if (!mismatched.includes(key)) return;
    const path = `${place.path('matchLabelKeys')}[${index}]`;
    walk.report('FieldValueInvalid', path, 'exists in both matchLabelKeys and mismatchLabelKeys', { value: key });
  });
}

function judgeNames(field: string, keys: readonly string[], term: JsonObject, place: Place, walk: FieldWalk): void {
  if (keys.length === 0) return;
  if (!isJsonObject(term.labelSelector)) {
    walk.report('FieldValueForbidden', place.path(field), 'must not be specified when labelSelector is not set', {
      fix: `Set labelSelector, or remove ${field}.`,
    });
    return;
  }
  keys.forEach((key, index) => {
    if (!isQualifiedName(key)) walk.report('FieldValueInvalid', `${place.path(field)}[${index}]`, "is no label's key", { value: key });
  });
}

/** A Pod's selector has been narrowed by its own labels before the server looks for a key that stands in it twice. */
function judgeSelector(
  matched: readonly string[],
  mismatched: readonly string[],
  selector: JsonObject,
  place: Place,
  walk: FieldWalk,
): void {
  const labels = walk.isPod ? podLabels(place) : {};
  const keys = new Set(Object.keys(asObject(selector.matchLabels)));
  const expressions = objectsOf(selector.matchExpressions).map(({ object }) => asString(object.key) ?? '');
  const narrowing = [...matched, ...mismatched].filter((key) => Object.hasOwn(labels, key));
  for (const key of [...expressions, ...narrowing]) {
    const index = matched.lastIndexOf(key);
    if (index >= 0 && keys.has(key)) {
      walk.report('FieldValueInvalid', `${place.path()}[${index}]`, 'exists in both matchLabelKeys and labelSelector', {
        value: key,
        fix: `Remove '${key}' from one of the two.`,
      });
    }
    keys.add(key);
  }
}

function judgeSpreadKeys(constraint: JsonObject, place: Place, walk: FieldWalk): void {
  const matched = textsIn(constraint.matchLabelKeys);
  if (matched.length === 0) return;
  const path = place.path('matchLabelKeys');
  const selector = constraint.labelSelector;
  if (!isJsonObject(selector)) walk.report('FieldValueForbidden', path, 'must not be specified when labelSelector is not set');
  const keys = new Set(Object.keys(asObject(asObject(selector).matchLabels)));
  for (const { object } of objectsOf(asObject(selector).matchExpressions)) keys.add(asString(object.key) ?? '');
  for (const { index, text } of matched) {
    if (!isQualifiedName(text)) walk.report('FieldValueInvalid', `${path}[${index}]`, "is no label's key", { value: text });
    if (keys.has(text)) {
      walk.report('FieldValueInvalid', `${path}[${index}]`, 'exists in both matchLabelKeys and labelSelector', { value: text });
    }
  }
}

/** The labels of the Pod that a place is in. */
function podLabels(place: Place): JsonObject {
  return asObject(asObject(place.top.object.metadata).labels);
}
