import { JsonObject, JsonValue, objectsOf } from '../../manifest/json';

/** The owner references of an object's metadata; null is a reference that says nothing. */
export function ownerReferencesOf(value: JsonValue | undefined): readonly JsonObject[] {
  return objectsOf(value).map(({ object }) => object);
}

/** Whether no earlier reference says the same: the server keeps the first of those that do. */
export function isFirstOfItsLike(reference: JsonObject, index: number, references: readonly JsonObject[]): boolean {
  const saidHere = said(reference);
  return references.findIndex((other) => said(other) === saidHere) === index;
}

/** What a reference says, as the server decodes it: an absent text is an empty one, an absent truth value is neither true nor false. */
function said({ apiVersion, kind, name, uid, controller, blockOwnerDeletion }: JsonObject): string {
  return JSON.stringify([apiVersion || '', kind || '', name || '', uid || '', controller ?? null, blockOwnerDeletion ?? null]);
}
