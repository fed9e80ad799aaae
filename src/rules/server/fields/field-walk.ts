import { KubernetesVersion } from '../../../cluster/kubernetes-version';
import { childPath } from '../../../manifest/field-path';
import { JsonObject, JsonValue, isJsonObject } from '../../../manifest/json';
import { ServerErrorType, Violation } from '../../finding';

/** An object of a manifest with the way that leads to it. Its path is put together only when something is wrong there. */
export class Place {
  public constructor(
    public readonly object: JsonObject,
    public readonly parent?: Place,
    private readonly field: string = '',
    private readonly index: number = -1,
  ) {}

  /** The object at which the walk began: the manifest as a rule. */
  public get top(): Place {
    return this.parent === undefined ? this : this.parent.top;
  }

  /** The field path of the object, or of one of its fields. */
  public path(field = ''): string {
    const above = this.parent ? this.parent.path(this.field) : this.field;
    const own = this.index < 0 ? above : `${above}[${this.index}]`;
    return field === '' ? own : childPath(own, field);
  }

  /** The field path of the list that the object is an entry of, or of the object itself. */
  public listPath(field: string): string {
    return childPath(this.parent ? this.parent.path(this.field) : this.field, field);
  }
}

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

/** One pass over an object by the constraints of its type and of the types below it. */
export class FieldWalk {
  public readonly violations: Violation[] = [];

  public constructor(
    private readonly table: TypeTable,
    public readonly version: KubernetesVersion,
    /** Whether the object walked over is a Pod, for which the server is stricter than for a template. */
    public readonly isPod: boolean,
  ) {}

  /** Looks at an object as one of a type, and at everything below it. */
  public visit(typeName: string, place: Place): void {
    const type = this.table[typeName];
    if (type === undefined) return;
    const { object } = place;
    for (const check of type.checks) check(object, place, this);
    for (const field of type.required) {
      const constraint = type.fields.get(field)!;
      if (isUnset(object[field]) && this.applies(constraint)) {
        this.report('FieldValueRequired', place.path(constraint.printedAs ?? field), constraint.required || 'is required');
      }
    }
    for (const field of Object.keys(object)) {
      const constraint = type.fields.get(field);
      const value = object[field];
      if (constraint === undefined || value === undefined || value === null || !this.applies(constraint)) continue;
      if (!(constraint.required !== undefined && isUnset(value))) for (const check of constraint.checks) check(value, place, field, this);
      if (constraint.type !== undefined && (constraint.when === undefined || constraint.when(place, field, this))) {
        this.descend(constraint, value, place, field);
      }
    }
  }

  /** Notes what is wrong at a path. */
  public report(errorType: ServerErrorType, fieldPath: string, message: string, details: Details = {}): void {
    this.violations.push({ fieldPath, message, errorType, ...details });
  }

  private descend(constraint: FieldConstraint, value: JsonValue, place: Place, field: string): void {
    const printed = constraint.printedAs ?? field;
    if (Array.isArray(value)) {
      for (let index = 0; index < value.length; index += 1) {
        // An entry that is null is an empty object to the server.
        const entry = value[index] ?? {};
        if (!isJsonObject(entry)) continue;
        this.visit(constraint.type!, printed === '' ? new Place(entry, place) : new Place(entry, place, printed, index));
      }
    } else if (isJsonObject(value)) {
      this.visit(constraint.type!, new Place(value, place, printed));
    }
  }

  private applies({ since }: FieldConstraint): boolean {
    return since === undefined || this.version.minor >= since;
  }
}

/** Whether the server cannot tell a value from an absent one. */
export function isUnset(value: JsonValue | undefined): boolean {
  if (value === undefined || value === null || value === '' || value === 0) return true;
  return Array.isArray(value) && value.length === 0;
}
