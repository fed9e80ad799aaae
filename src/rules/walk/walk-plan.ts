import { FieldStatus, FieldType, fieldStatus } from '../schema/schema';
import { FIELD_CONSTRAINTS } from '../server/fields';
import { FieldCheck, FieldConstraint, ObjectCheck, TypeConstraints } from '../server/fields/field-walk';

/** No object type: what stands there is looked at by constraints only. */
export const NO_TYPE = -1;

/**
 * How the value of a field is walked over: `free` where the schema has no say, `scalar` for all but texts, `other` whatever is rarer, such as
 * lists and mappings of scalars.
 */
export type FieldForm = 'free' | 'text' | 'scalar' | 'object' | 'objects' | 'other';

/** What a walk has to know of a field: what the schema of one minor and the server's constraints say of it, put together once. */
export class FieldPlan {
  public readonly form: FieldForm;
  /** The type of the value, where the version has the field. */
  public readonly fieldType?: FieldType;
  /** Whether the version has the field, keeps it, and keeps it whatever its value is. */
  public readonly isKept: boolean;
  /** Whether rules wait for a field of this name. */
  public readonly isTelling: boolean;
  /** The type of the object below, or of each entry of the list; NO_TYPE where the schema has none. */
  public readonly objectType: number;
  /** Whether nothing is to be looked at where the value is a text. */
  public readonly isAnyText: boolean;
  /** Whether the server refuses an object without it. */
  public readonly isRequired: boolean;
  /** Whether the value is looked at as its type, where that depends on what stands around it. */
  public readonly when: FieldConstraint['when'];
  /** The field's name in the server's paths. */
  public readonly printed: string;
  /** The walk that met the field last. */
  public metBy = 0;
  public readonly checks: readonly FieldCheck[];
  private typed?: TypePlan;
  private untyped?: TypePlan;

  public constructor(
    private readonly plans: WalkPlans,
    public readonly field: string,
    public readonly status: FieldStatus | undefined,
    public readonly constraint: FieldConstraint | undefined,
  ) {
    const fieldType = status !== undefined && 'type' in status ? status.type : undefined;
    this.fieldType = fieldType;
    this.form = formOf(fieldType);
    this.objectType = typeof fieldType?.inner === 'number' ? fieldType.inner : NO_TYPE;
    this.isKept = status?.status === 'present' && field !== 'restartPolicy';
    this.isTelling = plans.telling.has(field);
    this.checks = constraint?.checks ?? [];
    this.isRequired = constraint?.required !== undefined;
    this.when = constraint?.when;
    this.printed = constraint?.printedAs ?? field;
    this.isAnyText = this.form === 'text' && this.isKept && !this.isTelling && this.checks.length === 0;
  }

  /** The plan of the object below, or of each entry of the list, with the constraints of its type. */
  public get objectPlan(): TypePlan {
    return (this.typed ??= this.plans.of(this.objectType, this.constraint?.type));
  }

  /** The same without any constraints. */
  public get schemaPlan(): TypePlan {
    return (this.untyped ??= this.plans.of(this.objectType, undefined));
  }
}

/** A required field, as the server prints it, and the server's words where it is absent. */
interface RequiredField {
  readonly field: string;
  readonly printed: string;
  readonly message: string;
}

/** What a walk has to know of the objects of a type. A field is looked up when the first manifest has it: most types have many that few use. */
export class TypePlan {
  public readonly checks: readonly ObjectCheck[];
  public readonly required: readonly RequiredField[];
  /** The fields in the order in which they stood last: most manifests of a program are written alike. */
  public readonly usual: FieldPlan[] = [];
  private readonly fields = new Map<string, FieldPlan>();

  /**
   * @param type the type in the schema, or NO_TYPE
   * @param constraints the constraints of the type, or undefined for none
   */
  public constructor(
    private readonly plans: WalkPlans,
    public readonly type: number,
    private readonly constraints: TypeConstraints | undefined,
  ) {
    this.checks = constraints?.checks ?? [];
    this.required = (constraints?.required ?? []).flatMap((field) => {
      const constraint = this.constraintOf(field);
      return constraint ? [{ field, printed: constraint.printedAs ?? field, message: constraint.required || 'is required' }] : [];
    });
  }

  /** The plan of a field; undefined for one that no version has, and without a type for one that no constraint is about. */
  public fieldPlan(field: string): FieldPlan | undefined {
    return this.fields.get(field) ?? this.make(field);
  }

  private make(field: string): FieldPlan | undefined {
    const constraint = this.constraintOf(field);
    let status: FieldStatus | undefined;
    if (this.type === NO_TYPE) {
      if (constraint === undefined) return undefined;
    } else {
      // One table of constraints may stand for several types, of which not all have each of its fields.
      status = fieldStatus(this.type, field, this.plans.minor);
      if (status.status === 'unknown') return undefined;
    }
    const plan = new FieldPlan(this.plans, field, status, constraint);
    this.fields.set(field, plan);
    return plan;
  }

  private constraintOf(field: string): FieldConstraint | undefined {
    const constraint = this.constraints?.fields.get(field);
    return constraint !== undefined && (constraint.since ?? 0) <= this.plans.minor ? constraint : undefined;
  }
}

/** No names: nobody waits for fields. */
export const NO_NAMES: ReadonlySet<string> = new Set<string>();

const made = new WeakMap<ReadonlySet<string>, Map<number, WalkPlans>>();

/**
 * The plans of a minor.
 *
 * @param telling the names of the fields that rules wait for
 */
export function walkPlans(minor: number, telling: ReadonlySet<string>): WalkPlans {
  let byMinor = made.get(telling);
  if (!byMinor) made.set(telling, (byMinor = new Map<number, WalkPlans>()));
  let plans = byMinor.get(minor);
  if (!plans) byMinor.set(minor, (plans = new WalkPlans(minor, telling)));
  return plans;
}

/** The plans of one minor. A plan is made when the first manifest has an object of its type: most programs meet a tenth of them. */
export class WalkPlans {
  private readonly byConstraints = new Map<string | undefined, TypePlan[]>();

  public constructor(
    public readonly minor: number,
    public readonly telling: ReadonlySet<string>,
  ) {}

  /**
   * The plan of a type.
   *
   * @param type the type in the schema, or NO_TYPE
   * @param constraints the name in the table of constraints, or undefined for none
   */
  public of(type: number, constraints: string | undefined): TypePlan {
    let byType = this.byConstraints.get(constraints);
    if (!byType) this.byConstraints.set(constraints, (byType = []));
    return (byType[type + 1] ??= new TypePlan(this, type, constraints === undefined ? undefined : FIELD_CONSTRAINTS[constraints]));
  }
}

function formOf(type: FieldType | undefined): FieldForm {
  if (type === undefined) return 'free';
  const { wrapping, inner } = type;
  if (wrapping.length === 0) return typeof inner === 'number' ? 'object' : inner === 'string' ? 'text' : 'scalar';
  return wrapping.length === 1 && wrapping[0] === 'list' && typeof inner === 'number' ? 'objects' : 'other';
}
