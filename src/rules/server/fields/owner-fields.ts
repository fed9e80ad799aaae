import { JsonObject, asString, textsIn } from '../../../manifest/json';
import { isQualifiedName } from '../../../manifest/names';
import { Place } from '../../walk/place';
import { isFirstOfItsLike, ownerReferencesOf } from '../owner-references';
import { Constraint, check } from './constraints';
import { FieldWalk } from './field-walk';

/** From this minor on the server prints the index of a reference, and calls what is missing required. */
const INDEXED_SINCE = 37;
const STANDARD_FINALIZERS = ['kubernetes', 'orphan', 'foregroundDeletion'];

/** The owners of an object: each of them complete, none of them an event, and one of them at most its controller. */
export const OWNER_REFERENCES: Constraint = check((value, place, field, walk) => {
  const references = ownerReferencesOf(value).filter(isFirstOfItsLike);
  let controller: string | undefined;
  references.forEach((reference, index) => {
    judgeReference(reference, walk.version.minor >= INDEXED_SINCE ? `${place.path(field)}[${index}]` : place.path(field), walk);
    if (reference.controller !== true) return;
    const name = `${asString(reference.kind) ?? ''}/${asString(reference.name) ?? ''}`;
    if (controller === undefined) controller = name;
    else walk.report('FieldValueInvalid', place.path(field), `only one reference can be the controller, and ${controller} is one already`);
  });
});

function judgeReference(reference: JsonObject, path: string, walk: FieldWalk): void {
  const text = (field: string) => asString(reference[field]) ?? '';
  const missing = walk.version.minor >= INDEXED_SINCE ? 'FieldValueRequired' : 'FieldValueInvalid';
  const apiVersion = text('apiVersion');
  if (apiVersion === '') {
    walk.report(missing, `${path}.apiVersion`, 'must not be empty', { value: apiVersion });
  } else if (!/^(?:[^/]*\/)?[^/]+$/s.test(apiVersion)) {
    walk.report('FieldValueInvalid', `${path}.apiVersion`, 'has no version', {
      value: apiVersion,
      allowed: 'a group and a version as "apps/v1", or a version as "v1"',
    });
  }
  for (const field of ['kind', 'name', 'uid']) {
    if (text(field) === '') walk.report(missing, `${path}.${field}`, 'must not be empty', { value: '' });
  }
  if (text('kind') === 'Event' && /^\/?v1$/.test(apiVersion)) {
    walk.report('FieldValueInvalid', path, 'an Event may own nothing', { fix: 'Remove the reference.' });
  }
}

/** What has to be done before an object is gone: names of the form `example.com/name`, save for the server's own. */
export const FINALIZERS: Constraint = check((value, place: Place, field, walk) => {
  const finalizers = textsIn(value);
  for (const { index, text } of finalizers) {
    const details = { value: text, allowed: 'a name such as "example.com/clean-up"' };
    if (!isQualifiedName(text)) walk.report('FieldValueInvalid', place.path(field), 'is no qualified name', details);
    if (!text.includes('/') && !STANDARD_FINALIZERS.includes(text)) {
      const message = 'is neither a standard finalizer nor a fully qualified name';
      walk.report('FieldValueInvalid', `${place.path(field)}[${index}]`, message, details);
    }
  }
  const has = (name: string) => finalizers.some(({ text }) => text === name);
  if (has('orphan') && has('foregroundDeletion')) {
    walk.report('FieldValueInvalid', place.path(field), 'orphan and foregroundDeletion cannot be both set', {
      fix: 'Remove one of the two.',
    });
  }
});
