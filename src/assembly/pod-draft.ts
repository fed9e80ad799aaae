import { childPath, entryPath } from '../manifest/field-path';
import { JsonObject, JsonValue, asList, asString, isJsonObject, objectsOf, copyJson } from '../manifest/json';
import { jsonPointer } from '../manifest/json-pointer';
import { WorkloadKind, podTemplateOf, workloadKindOf } from '../manifest/workload-kind';
import { AssemblyProblem } from './assembly-problem';

/** The steps from one mapping or list of a manifest to a value in it. */
export type ManifestPath = readonly (string | number)[];

/** The lists of containers that the pod of a workload may have; ephemeral containers come into a running Pod only. */
export const WORKLOAD_CONTAINER_LISTS = ['initContainers', 'containers'] as const;

/**
 * A copy of a manifest while roles write into it. It keeps what is there already: a field that somebody else set to another value is
 * reported with both values and stays as it is.
 */
export class PodDraft {
  /** Starts a draft of a manifest that has a pod, or returns undefined for one that has none. */
  public static of(base: JsonObject, patchedPointers: readonly string[]): PodDraft | undefined {
    const workload = workloadKindOf(base);
    if (!workload) return undefined;
    const manifest = copyJson(base) as JsonObject;
    const template = podTemplateOf(manifest, workload);
    if (!template) return undefined;
    if (!isJsonObject(template.spec)) template.spec = {};
    return new PodDraft(manifest, template, workload, patchedPointers);
  }

  public readonly problems: AssemblyProblem[] = [];
  /** Where the containers of the base manifest stood in it. JSON patches name them so, wherever they stand once roles are among them. */
  private readonly places = new Map<JsonObject, ManifestPath>();

  private constructor(
    public readonly manifest: JsonObject,
    public readonly template: JsonObject,
    public readonly workload: WorkloadKind,
    private readonly patchedPointers: readonly string[],
  ) {
    for (const list of WORKLOAD_CONTAINER_LISTS) {
      for (const { object, index } of objectsOf(this.spec[list])) this.places.set(object, this.specPath(list, index));
    }
  }

  /** The pod's `spec`. */
  public get spec(): JsonObject {
    return this.template.spec as JsonObject;
  }

  /** The path of a field of the pod's `spec`, from the root of the manifest. */
  public specPath(...path: ManifestPath): ManifestPath {
    return [...this.workload.templatePath, 'spec', ...path];
  }

  /** Appends to a list of the pod's `spec`. What stands there and is no list stays, for the rules of the schema to report. */
  public append(key: string, ...values: JsonValue[]): void {
    appendTo(this.spec, key, values);
  }

  /** Whether a field has a value. */
  public has(path: ManifestPath): boolean {
    return (valueAt(this.manifest, path) ?? undefined) !== undefined;
  }

  /** Writes a field for somebody, unless the field has another value or a patch was there: that is a problem, and the field stays. */
  public write(path: ManifestPath, value: JsonValue, origin: string): void {
    const existing = valueAt(this.manifest, path) ?? undefined;
    if (existing !== undefined && sameJson(existing, value)) return;
    const patch = this.patchOn(path);
    if (existing === undefined && patch === undefined) {
      this.place(path, value);
    } else if (existing !== undefined && isJsonObject(existing) && isJsonObject(value)) {
      for (const [key, entry] of Object.entries(value)) if (entry !== undefined) this.write([...path, key], entry, origin);
    } else {
      this.refuse(path, existing, value, origin, patch);
    }
  }

  /** Writes a field that nobody has set or patched; whoever was there before wins without a word. */
  public writeDefault(path: ManifestPath, value: JsonValue): void {
    const existing = valueAt(this.manifest, path) ?? undefined;
    if (existing === undefined) {
      if (this.patchOn(path) === undefined) this.place(path, value);
    } else if (isJsonObject(existing) && isJsonObject(value)) {
      for (const [key, entry] of Object.entries(value)) if (entry !== undefined) this.writeDefault([...path, key], entry);
    }
  }

  /** Takes a field out again, and the mappings that are empty without it, unless a patch put it there. */
  public remove(path: ManifestPath): void {
    const within = path.map((_, length) => path.slice(0, length + 1)).some((outer) => this.patchedPointers.includes(jsonPointer(outer)));
    if (within || this.patchOn(path) !== undefined) return;
    const parent = valueAt(this.manifest, path.slice(0, -1));
    const key = String(path[path.length - 1]);
    if (!isJsonObject(parent) || !Object.hasOwn(parent, key)) return;
    delete parent[key];
    if (Object.keys(parent).length === 0) this.remove(path.slice(0, -1));
  }

  /** The pointer of a patch on a field or on a part of it, or undefined. */
  public patchOn(path: ManifestPath): string | undefined {
    if (this.patchedPointers.length === 0) return undefined;
    const place = this.placeInBase(path);
    if (place === undefined) return undefined;
    const pointer = jsonPointer(place);
    return this.patchedPointers.find((patched) => patched === pointer || patched.startsWith(`${pointer}/`));
  }

  /** Notes a problem at a path of the manifest. */
  public report(problem: Omit<AssemblyProblem, 'fieldPath'> & { readonly path: ManifestPath }): void {
    const { path, ...rest } = problem;
    this.problems.push({ ...rest, fieldPath: fieldPathOf(path) });
  }

  /** The path by which patches know a field, or undefined for one of a container that patches cannot know: a role brought it. */
  private placeInBase(path: ManifestPath): ManifestPath | undefined {
    const depth = this.specPath().length + 2;
    const list = path[depth - 2];
    if (path.length < depth || !WORKLOAD_CONTAINER_LISTS.some((each) => each === list)) return path;
    const container = valueAt(this.manifest, path.slice(0, depth));
    const place = isJsonObject(container) ? this.places.get(container) : path.slice(0, depth);
    return place && [...place, ...path.slice(depth)];
  }

  private refuse(path: ManifestPath, existing: JsonValue | undefined, value: JsonValue, origin: string, patch: string | undefined): void {
    this.report({
      ruleId: patch === undefined ? 'contract/conflicting-field' : 'contract/patched-field',
      path,
      message:
        patch === undefined
          ? `${origin} sets this field to ${JSON.stringify(value)}, and it has another value already`
          : `${origin} sets this field to ${JSON.stringify(value)}, and a JSON patch on '${patch}' is there already`,
      value: existing,
      allowed: `the value of ${origin}, or no value from elsewhere`,
      fix:
        patch === undefined
          ? `Leave the field to ${origin}, or take from ${origin} the prop that sets it.`
          : "Apply the patch with the pattern's patch() to have the last word, or leave the field to the role.",
    });
  }

  private place(path: ManifestPath, value: JsonValue): void {
    let at: JsonObject = this.manifest;
    for (const [index, step] of path.slice(0, -1).entries()) {
      const next = Array.isArray(at) ? (at as JsonValue[])[Number(step)] : at[String(step)];
      if (typeof next === 'object' && next !== null) {
        at = next as JsonObject;
      } else if (next !== undefined && next !== null) {
        // A text where a mapping should be: it stays, for the rules of the schema to report.
        return;
      } else {
        const made: JsonObject = {};
        at[String(path[index])] = made;
        at = made;
      }
    }
    // A copy: what contributors hand over may be theirs, and the same at the next synth.
    at[String(path[path.length - 1])] = copyJson(value);
  }
}

/** Appends copies of values to a list, which is made when it is absent. What stands there and is no list stays. */
export function appendTo(parent: JsonObject, key: string, values: readonly JsonValue[]): void {
  const existing = parent[key];
  if (existing !== undefined && existing !== null && !Array.isArray(existing)) return;
  if (values.length > 0) parent[key] = [...(existing ?? []), ...values.map((each) => copyJson(each))];
}

/** The field path of a path, as the API server prints it: the keys of a map, which have dots or slashes, stand in brackets. */
export function fieldPathOf(path: ManifestPath): string {
  return path.reduce<string>((text, step) => {
    return typeof step === 'number' || /[./]|^-$/.test(step) ? entryPath(text, step) : childPath(text, step);
  }, '');
}

/** The value at a path, or undefined where a step leads nowhere. */
export function valueAt(root: JsonObject, path: ManifestPath): JsonValue | undefined {
  let at: JsonValue | undefined = root;
  for (const step of path) {
    if (Array.isArray(at)) at = at[Number(step)];
    else if (isJsonObject(at)) at = at[String(step)];
    else return undefined;
  }
  return at;
}

/** Whether two values are the same, the order of keys aside. */
export function sameJson(one: JsonValue | undefined, other: JsonValue | undefined): boolean {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((entry, index) => sameJson(entry, other[index]));
  }
  if (!isJsonObject(one) || !isJsonObject(other)) return false;
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].every((key) => sameJson(one[key], other[key]));
}

/** The names in a list of named mappings, in order. */
export function namesIn(list: JsonValue | undefined): string[] {
  return asList(list).flatMap((entry) => {
    const name = isJsonObject(entry) ? asString(entry.name) : undefined;
    return name === undefined ? [] : [name];
  });
}
