import { KubernetesVersion } from '../../../cluster/kubernetes-version';
import { JsonObject, JsonValue } from '../../../manifest/json';
import { ServerErrorType, Violation } from '../../finding';
import { Place } from '../../walk/place';

/** What a constraint may say beside what is wrong. */
export type Details = Pick<Violation, 'value' | 'allowed' | 'fix'>;

/** Checks the value of one field; it is asked for values only, never for an absent one. */
export type FieldCheck = (value: JsonValue, place: Place, field: string, walk: FieldWalk) => void;
/** Checks an object as a whole, before its fields. */
export type ObjectCheck = (object: JsonObject, place: Place, walk: FieldWalk) => void;

/** What holds for one field of a type. */
export interface FieldConstraint {
  /** The words of the server where a required field is absent; undefined for an optional field. */
  readonly required?: string;
  readonly checks: readonly FieldCheck[];
  /** The OpenAPI type of the value, or of each entry of the list, where that type has constraints of its own. */
  readonly type?: string;
  /** Whether the value is looked at as its type, where that depends on what stands around it. */
  readonly when?: (place: Place, field: string, walk: FieldWalk) => boolean;
  /** The field's name in the server's paths, where it is another one; empty where the server leaves it out. */
  readonly printedAs?: string;
  /** The first minor version that looks at the field; an older one drops it. */
  readonly since?: number;
}

/** The constraints of each type, by its OpenAPI name. */
export type TypeTable = Readonly<Record<string, TypeConstraints>>;

/** The constraints of one type. */
export interface TypeConstraints {
  readonly checks: readonly ObjectCheck[];
  readonly fields: ReadonlyMap<string, FieldConstraint>;
  readonly required: readonly string[];
}

/** A pass over a manifest, as a constraint sees it. */
export interface FieldWalk {
  readonly version: KubernetesVersion;
  /** Whether the object walked over is a Pod, for which the server is stricter than for a template. */
  readonly isPod: boolean;
  /** What is wrong so far. */
  readonly violations: readonly Violation[];
  /** Looks at an object by the constraints of a type, and at everything below it. */
  visit(typeName: string, place: Place): void;
  /** Notes what is wrong at a path. */
  report(errorType: ServerErrorType, fieldPath: string, message: string, details?: Details): void;
}

/** Whether the server cannot tell a value from an absent one. */
export function isUnset(value: JsonValue | undefined): boolean {
  if (value === undefined || value === null || value === '' || value === 0) return true;
  return Array.isArray(value) && value.length === 0;
}
