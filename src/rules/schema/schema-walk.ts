import { childPath, entryPath } from '../../manifest/field-path';
import { JsonObject, JsonValue, asString, isJsonObject } from '../../manifest/json';
import { nearestName } from '../../manifest/nearest-name';
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

/** An object on the way down to a field: where a misplaced field may belong. */
interface Level {
  readonly type: number;
  readonly path: string;
  readonly above?: Level;
}

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

  public constructor(private readonly minor: number) {}

  public walk(manifest: JsonObject): readonly SchemaIssue[] {
    const apiVersion = asString(manifest.apiVersion);
    const kind = asString(manifest.kind);
    if (apiVersion === undefined || kind === undefined) return this.issues;
    const status = kindStatus(apiVersion, kind, this.minor);
    if (status.status === 'present') {
      this.object(manifest, { type: status.type, path: '' });
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
      // The server takes null for an absent field, whatever its type.
      if (value === undefined) continue;
      const path = childPath(level.path, field);
      const status = fieldStatus(level.type, field, this.minor);
      switch (status.status) {
        case 'unknown':
          this.unknownField(field, path, value, level);
          break;
        case 'newer':
          this.note(
            'newer-field',
            path,
            `Kubernetes 1.${this.minor} does not have this field; 1.${status.since} is the first that does`,
            value,
            raise(status.since),
          );
          break;
        case 'removed':
          this.note(
            'removed-field',
            path,
            `Kubernetes 1.${this.minor} does not have this field; 1.${status.until} was the last that did`,
            value,
          );
          break;
        case 'dropped':
          this.droppedField(path, value, status.since);
          this.value(value, status.type, 0, path, level);
          break;
        case 'present':
          this.value(value, status.type, 0, path, level);
      }
    }
  }

  private value(value: JsonValue, type: FieldType, depth: number, path: string, level: Level): void {
    if (value === null) return;
    const wrapping = type.wrapping[depth];
    if (wrapping === 'list') {
      if (Array.isArray(value)) value.forEach((entry, index) => this.value(entry, type, depth + 1, entryPath(path, index), level));
      else this.wrongType(path, value, 'a list');
    } else if (wrapping === 'mapping') {
      if (!isJsonObject(value)) return this.wrongType(path, value, 'a mapping');
      for (const key of Object.keys(value)) this.value(value[key] as JsonValue, type, depth + 1, entryPath(path, key), level);
    } else if (typeof type.inner === 'number') {
      if (isJsonObject(value)) this.object(value, { type: type.inner, path, above: level });
      else this.wrongType(path, value, `a mapping: a ${typeName(type.inner)}`);
    } else {
      const allowed = scalarMismatch(value, type.inner);
      if (allowed !== undefined) this.wrongType(path, value, allowed);
    }
  }

  private unknownField(field: string, path: string, value: JsonValue, level: Level): void {
    const names = fieldNames(level.type, this.minor);
    const similar = names.find((name) => name.toLowerCase() === field.toLowerCase()) ?? nearestName(field, names);
    const place = similar === undefined ? this.placeOf(field, level) : undefined;
    this.note(
      'unknown-field',
      path,
      `unknown field "${path}"`,
      value,
      similar !== undefined
        ? `Write ${similar}.`
        : place !== undefined
          ? `Move it to ${place}.`
          : `Take it out: a ${typeName(level.type)} has no such field.`,
      similar ?? place ?? nearestFew(names),
    );
  }

  /** Where a field belongs that stands at the wrong level: in an object around this one, or in one of its own fields. */
  private placeOf(field: string, level: Level): string | undefined {
    for (let above = level.above; above; above = above.above) {
      if (this.has(above.type, field)) return childPath(above.path, field);
    }
    for (const name of fieldNames(level.type, this.minor)) {
      const status = fieldStatus(level.type, name, this.minor);
      if (status.status !== 'present' || typeof status.type.inner !== 'number') continue;
      if (name === 'status' || !this.has(status.type.inner, field)) continue;
      return childPath(`${childPath(level.path, name)}${status.type.wrapping.includes('list') ? '[…]' : ''}`, field);
    }
    return undefined;
  }

  private has(type: number, field: string): boolean {
    const { status } = fieldStatus(type, field, this.minor);
    return status === 'present' || status === 'dropped';
  }

  private droppedField(path: string, value: JsonValue, since: number | undefined): void {
    if (value === null) return;
    this.note(
      'dropped-field',
      path,
      `Kubernetes 1.${this.minor} drops this field without a word, because its feature gate is closed by default`,
      value,
      since === undefined
        ? 'Open the feature gate on the API server, or take the field out.'
        : `${raise(since)} Or open the feature gate on the API server.`,
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

function raise(minor: number): string {
  return `Target Kubernetes 1.${minor} or later, or take it out.`;
}

function nearestFew(names: readonly string[]): string {
  const shown = names.slice(0, 12).join(', ');
  return names.length > 12 ? `${shown}, …` : shown;
}
