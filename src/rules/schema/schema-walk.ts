import { childPath, entryPath } from '../../manifest/field-path';
import { JsonObject, JsonValue, asString, isJsonObject } from '../../manifest/json';
import { nearestName } from '../../manifest/nearest-name';
import { isDroppedHere, isDroppedRestartPolicy } from './dropped-here';
import { Level, pathOf, placeOf } from './field-place';
import { scalarMismatch } from './scalar-mismatch';
import { FieldType, fieldNames, fieldStatus, kindStatus, typeName } from './schema';

/** What the walk finds at a field. Each of them is a rule. */
export type SchemaIssueKind = 'unknown-kind' | 'unknown-field' | 'wrong-type' | 'newer-field' | 'removed-field' | 'dropped-field';

/** One place where a manifest does not fit the schema of a Kubernetes version. */
export interface SchemaIssue {
  readonly kind: SchemaIssueKind;
  readonly fieldPath: string;
  readonly message: string;
  readonly value?: JsonValue;
  readonly allowed?: string;
  readonly fix?: string;
}

/** For so many fields of one manifest a better place is sought; whoever has more of them has another problem. */
const MOST_PLACES = 50;

const walked = new WeakMap<JsonObject, Map<number, readonly SchemaIssue[]>>();

/** Every place where a manifest does not fit the schema of a Kubernetes minor. A manifest is walked once for each minor. */
export function schemaIssues(manifest: JsonObject, minor: number): readonly SchemaIssue[] {
  const byMinor = walked.get(manifest) ?? new Map<number, readonly SchemaIssue[]>();
  walked.set(manifest, byMinor);
  let issues = byMinor.get(minor);
  if (!issues) {
    issues = new SchemaWalk(minor).walk(manifest);
    byMinor.set(minor, issues);
  }
  return issues;
}

class SchemaWalk {
  private readonly issues: SchemaIssue[] = [];
  private placesSought = 0;

  public constructor(private readonly minor: number) {}

  public walk(manifest: JsonObject): readonly SchemaIssue[] {
    const apiVersion = asString(manifest.apiVersion);
    const kind = asString(manifest.kind);
    if (apiVersion === undefined || kind === undefined) return this.issues;
    const status = kindStatus(apiVersion, kind, this.minor);
    if (status.status === 'present') {
      this.object(manifest, { type: status.type, field: '' });
    } else if (status.status === 'newer') {
      this.kindIssue(kind, apiVersion, `is served from Kubernetes 1.${status.since} on`, raise(status.since));
    } else if (status.status === 'removed') {
      this.kindIssue(kind, apiVersion, `was served until Kubernetes 1.${status.until}`, 'Use the API version that replaced it.');
    } else if (status.status === 'unknown') {
      const elsewhere = status.elsewhere.join(', ');
      this.kindIssue(
        kind,
        apiVersion,
        'is no kind that Kubernetes has',
        elsewhere ? `Write apiVersion: ${elsewhere}.` : 'Correct kind or apiVersion.',
      );
    }
    return this.issues;
  }

  private object(object: JsonObject, level: Level): void {
    for (const field of Object.keys(object)) {
      const value = object[field];
      if (value === undefined) continue;
      const status = fieldStatus(level.type, field, this.minor);
      switch (status.status) {
        case 'present':
          if (value === null) break;
          if (isDroppedRestartPolicy(field, value, level, this.minor)) this.droppedField(pathIn(level, field), value, this.minor + 1);
          this.value(value, status.type, 0, field, level);
          break;
        case 'dropped':
          // The server takes null for an absent field, so that there is nothing to drop.
          if (value === null) break;
          if (isDroppedHere(field, value, level, this.minor)) this.droppedField(pathIn(level, field), value, status.effective);
          this.value(value, status.type, 0, field, level);
          break;
        case 'newer':
          this.newerField(pathIn(level, field), value, status.since, status.effective);
          break;
        case 'removed':
          this.removedField(pathIn(level, field), value, status.until);
          break;
        case 'unknown':
          this.unknownField(field, value, level);
      }
    }
  }

  /** Looks at the value of a field, or at one entry of it: `field` then has the index or key. */
  private value(value: JsonValue | undefined, type: FieldType, depth: number, field: string, level: Level): void {
    // In a list or a mapping the server takes null for an entry that has nothing set.
    if (value === null || value === undefined) return;
    const wrapping = type.wrapping[depth];
    if (wrapping === 'list') {
      if (!Array.isArray(value)) return this.wrongType(pathIn(level, field), value, 'a list');
      for (let index = 0; index < value.length; index += 1) this.value(value[index], type, depth + 1, entryPath(field, index), level);
    } else if (wrapping === 'mapping') {
      if (!isJsonObject(value)) return this.wrongType(pathIn(level, field), value, 'a mapping');
      for (const key of Object.keys(value)) this.value(value[key], type, depth + 1, entryPath(field, key), level);
    } else if (typeof type.inner === 'number') {
      if (isJsonObject(value)) this.object(value, { type: type.inner, field, above: level });
      else this.wrongType(pathIn(level, field), value, `a mapping: a ${typeName(type.inner)}`);
    } else {
      const allowed = scalarMismatch(value, type.inner);
      if (allowed !== undefined) this.wrongType(pathIn(level, field), value, allowed);
    }
  }

  private unknownField(field: string, value: JsonValue, level: Level): void {
    const path = pathIn(level, field);
    const names = fieldNames(level.type, this.minor);
    const nearest = nearestName(field, names);
    // A letter amiss is a typing error; a name that is only alike may well be right elsewhere.
    const isTypingError = nearest !== undefined && Math.abs(nearest.length - field.length) <= 1;
    const place = isTypingError || this.placesSought >= MOST_PLACES ? undefined : placeOf(field, level, this.minor);
    if (!isTypingError) this.placesSought += 1;
    const similar = place === undefined ? nearest : undefined;
    this.note(
      'unknown-field',
      path,
      `unknown field "${path}"`,
      value,
      similar !== undefined
        ? `Write ${similar}.`
        : place !== undefined
          ? `Move it to ${place}.`
          : `Take it out: ${typeName(level.type)} has no such field.`,
      similar ?? place ?? nearestFew(names),
    );
  }

  private newerField(path: string, value: JsonValue, since: number, effective: number | undefined): void {
    const later = effective === undefined ? ', with its feature gate closed by default' : `, and drops it up to 1.${effective - 1}`;
    this.note(
      'newer-field',
      path,
      `Kubernetes 1.${this.minor} does not have this field; 1.${since} is the first that does${since === effective ? '' : later}`,
      value,
      raise(effective ?? since),
    );
  }

  private removedField(path: string, value: JsonValue, until: number): void {
    this.note('removed-field', path, `Kubernetes 1.${this.minor} does not have this field; 1.${until} was the last that did`, value);
  }

  private droppedField(path: string, value: JsonValue, effective: number | undefined): void {
    this.note(
      'dropped-field',
      path,
      `Kubernetes 1.${this.minor} drops this field without a word, because its feature gate is closed by default`,
      value,
      effective === undefined
        ? 'Open the feature gate on the API server, or take the field out.'
        : `${raise(effective)} Or open the feature gate on the API server.`,
    );
  }

  private wrongType(path: string, value: JsonValue, allowed: string): void {
    this.note('wrong-type', path, `the API server cannot decode the value`, value, `Write ${allowed}.`, allowed);
  }

  private kindIssue(kind: string, apiVersion: string, message: string, fix: string): void {
    this.note('unknown-kind', 'apiVersion', `${kind} of ${apiVersion} ${message}`, apiVersion, fix);
  }

  private note(kind: SchemaIssueKind, fieldPath: string, message: string, value: JsonValue, fix?: string, allowed?: string): void {
    this.issues.push({ kind, fieldPath, message, value, fix, allowed });
  }
}

function pathIn(level: Level, field: string): string {
  return childPath(pathOf(level), field);
}

function raise(minor: number): string {
  return `Target Kubernetes 1.${minor} or later, or take it out.`;
}

function nearestFew(names: readonly string[]): string {
  const shown = names.slice(0, 12).join(', ');
  return names.length > 12 ? `${shown}, …` : shown;
}
