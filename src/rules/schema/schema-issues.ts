import { JsonValue } from '../../manifest/json';
import { nearestName } from '../../manifest/nearest-name';
import { Place } from '../walk/place';
import { placeOf } from './field-place';
import { KindStatus, fieldNames, typeName } from './schema';

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

/** Where one manifest does not fit the schema of a Kubernetes minor, in words. */
export class SchemaIssues {
  public readonly found: SchemaIssue[] = [];
  private placesSought = 0;

  public constructor(private readonly minor: number) {}

  public unknownField(field: string, value: JsonValue, place: Place): void {
    const path = place.manifestPath(field);
    const names = fieldNames(place.type, this.minor);
    const nearest = nearestName(field, names);
    // A letter amiss is a typing error; a name that is only alike may well be right elsewhere.
    const isTypingError = nearest !== undefined && Math.abs(nearest.length - field.length) <= 1;
    const elsewhere = isTypingError || this.placesSought >= MOST_PLACES ? undefined : placeOf(field, place, this.minor);
    if (!isTypingError) this.placesSought += 1;
    const similar = elsewhere === undefined ? nearest : undefined;
    this.note(
      'unknown-field',
      path,
      `unknown field "${path}"`,
      value,
      similar !== undefined
        ? `Write ${similar}.`
        : elsewhere !== undefined
          ? `Move it to ${elsewhere}.`
          : `Take it out: ${typeName(place.type)} has no such field.`,
      similar ?? elsewhere ?? nearestFew(names),
    );
  }

  public newerField(path: string, value: JsonValue, since: number, effective: number | undefined): void {
    const later = effective === undefined ? ', with its feature gate closed by default' : `, and drops it up to 1.${effective - 1}`;
    this.note(
      'newer-field',
      path,
      `Kubernetes 1.${this.minor} does not have this field; 1.${since} is the first that does${since === effective ? '' : later}`,
      value,
      raise(effective ?? since),
    );
  }

  public removedField(path: string, value: JsonValue, until: number): void {
    this.note('removed-field', path, `Kubernetes 1.${this.minor} does not have this field; 1.${until} was the last that did`, value);
  }

  public droppedField(path: string, value: JsonValue, effective: number | undefined): void {
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

  public wrongType(path: string, value: JsonValue, allowed: string): void {
    this.note('wrong-type', path, `the API server cannot decode the value`, value, `Write ${allowed}.`, allowed);
  }

  /** A kind that this version does not serve; one of a foreign API group is none of its business. */
  public kind(kind: string, apiVersion: string, status: KindStatus): void {
    if (status.status === 'newer') {
      this.kindIssue(kind, apiVersion, `is served from Kubernetes 1.${status.since} on`, raise(status.since));
    } else if (status.status === 'removed') {
      this.kindIssue(kind, apiVersion, `was served until Kubernetes 1.${status.until}`, 'Use the API version that replaced it.');
    } else if (status.status === 'unknown') {
      const elsewhere = status.elsewhere.join(', ');
      const fix = elsewhere ? `Write apiVersion: ${elsewhere}.` : 'Correct kind or apiVersion.';
      this.kindIssue(kind, apiVersion, 'is no kind that Kubernetes has', fix);
    }
  }

  private kindIssue(kind: string, apiVersion: string, message: string, fix: string): void {
    this.note('unknown-kind', 'apiVersion', `${kind} of ${apiVersion} ${message}`, apiVersion, fix);
  }

  private note(kind: SchemaIssueKind, fieldPath: string, message: string, value: JsonValue, fix?: string, allowed?: string): void {
    this.found.push({ kind, fieldPath, message, value, fix, allowed });
  }
}

function raise(minor: number): string {
  return `Target Kubernetes 1.${minor} or later, or take it out.`;
}

function nearestFew(names: readonly string[]): string {
  const shown = names.slice(0, 12).join(', ');
  return names.length > 12 ? `${shown}, …` : shown;
}
