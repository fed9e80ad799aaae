import { ApiObject, JsonPatch } from 'cdk8s';
import { AssemblyProblem } from '../assembly/assembly-problem';
import { fieldPathOf } from '../assembly/pod-draft';
import { JsonObject, JsonValue, isJsonObject } from '../manifest/json';
import { jsonPointer, pointerSteps } from '../manifest/json-pointer';

/** A JSON patch operation, as RFC 6902 writes it. */
interface Operation {
  readonly op: string;
  readonly path: string;
  /** Where `move` and `copy` take a value from. */
  readonly from?: string;
  readonly value?: JsonValue;
}

/** The pointers that the JSON patches of an API object change: a value that is moved changes two places. */
export function patchedPointers(apiObject: ApiObject): string[] {
  return operationsOf(apiObject).flatMap(({ op, path, from }) => {
    if (op === 'test') return [];
    return op === 'move' && from !== undefined ? [path, from] : [path];
  });
}

/**
 * What JSON patches added and the manifest does not have. cdk8s applies them before it serializes through the types of one Kubernetes
 * version, which drops without a word what that version does not know.
 */
export function lostPatches(apiObject: ApiObject, manifest: JsonObject): AssemblyProblem[] {
  return operationsOf(apiObject)
    .filter(
      ({ op, path }, index, all) => (op === 'add' || op === 'replace') && !all.slice(index + 1).some((later) => unsettles(later, path)),
    )
    .flatMap(({ path, value }) => lostParts(path, value, valueAtPointer(manifest, path)))
    .map(({ path, value }) => ({
      ruleId: 'contract/lost-patch',
      fieldPath: fieldPathOf(pointerSteps(path).map((step) => (/^\d+$/.test(step) ? Number(step) : step))),
      message: `the JSON patch on '${path}' does not reach the manifest: the serialization of cdk8s does not know the field and drops it`,
      value,
      fix: "Apply the patch with the pattern's patch(), which comes after the serialization and loses nothing.",
    }));
}

// cdk8s keeps patches and their operations private and offers no other way to learn which fields a user patched.
function operationsOf(apiObject: ApiObject): Operation[] {
  const patches = (apiObject as unknown as { readonly patches?: readonly JsonPatch[] }).patches ?? [];
  return patches.map((patch) => patch._toJson() as Operation);
}

/**
 * Whether an operation changes what an earlier one wrote at a pointer, or where it stands: the same place, one above or below it, or an
 * entry of a list that it stands in.
 */
function unsettles({ op, path }: Operation, earlier: string): boolean {
  if (op === 'test') return false;
  const list = /^(.*)\/(?:\d+|-)$/.exec(path)?.[1];
  return [path, list].some((at) => at !== undefined && (isWithin(earlier, at) || isWithin(at, earlier)));
}

function isWithin(pointer: string, other: string): boolean {
  return pointer === other || pointer.startsWith(`${other}/`);
}

/** The parts of a patch's value that are absent where it should have arrived. */
function lostParts(path: string, wanted: JsonValue | undefined, arrived: JsonValue | undefined): { path: string; value?: JsonValue }[] {
  if (wanted === undefined || wanted === null) return [];
  if (arrived === undefined) return [{ path, value: wanted }];
  if (!isJsonObject(wanted) || !isJsonObject(arrived)) return [];
  return Object.entries(wanted).flatMap(([key, value]) =>
    lostParts(`${path}${jsonPointer([key])}`, value, arrived[key] ?? underAnotherSpelling(arrived, key)),
  );
}

function valueAtPointer(manifest: JsonObject, pointer: string): JsonValue | undefined {
  let at: JsonValue | undefined = manifest;
  for (const step of pointerSteps(pointer)) {
    if (Array.isArray(at)) at = step === '-' ? at[at.length - 1] : at[Number(step)];
    else if (isJsonObject(at)) at = at[step] ?? underAnotherSpelling(at, step);
    else return undefined;
  }
  return at;
}

/** cdk8s spells `hostIPC` as `hostIpc` in its types, so a patch that says the latter arrives as the former. */
function underAnotherSpelling(object: JsonObject, step: string): JsonValue | undefined {
  const key = Object.keys(object).find((candidate) => candidate.toLowerCase() === step.toLowerCase());
  return key === undefined ? undefined : object[key];
}
