import { KubernetesVersion } from '../../../cluster/kubernetes-version';
import { childPath } from '../../../manifest/field-path';
import { JsonObject, JsonValue } from '../../../manifest/json';
import { ServerErrorType, Violation } from '../../finding';

/** An object of a manifest with the way that leads to it. Its path is put together only when something is wrong there. */
export class Place {
  public constructor(
    public readonly object: JsonObject,
    public readonly parent?: Place,
    public readonly field: string = '',
    public readonly index: number = -1,
    /** The field's name in the server's paths, where it is another one; empty where the server leaves it out. */
    private readonly printed: string = field,
    /** The object type in the schema; -1 where the schema has no say. */
    public readonly type: number = -1,
  ) {}

  /** The object at which the walk began: the manifest as a rule. */
  public get top(): Place {
    return this.parent === undefined ? this : this.parent.top;
  }

  /** The field path of the object, or of one of its fields, as the server prints it. */
  public path(field = ''): string {
    const above = this.parent ? this.parent.path(this.printed) : this.printed;
    const own = this.index < 0 || this.printed === '' ? above : `${above}[${this.index}]`;
    return field === '' ? own : childPath(own, field);
  }

  /** The field path of the list that the object is an entry of, or of the object itself. */
  public listPath(field: string): string {
    return childPath(this.parent ? this.parent.path(this.printed) : this.printed, field);
  }

  /** The field path of the object, or of one of its fields, as it stands in the manifest. */
  public manifestPath(field?: string): string {
    const above = this.parent ? this.parent.manifestPath(this.field) : this.field;
    const own = this.index < 0 ? above : `${above}[${this.index}]`;
    return field === undefined ? own : childPath(own, field);
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
