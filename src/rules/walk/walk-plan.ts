import { FieldStatus, FieldType, fieldStatuses } from '../schema/schema';
import { FIELD_CONSTRAINTS } from '../server/fields';
import { FieldCheck, FieldConstraint, ObjectCheck } from '../server/fields/field-walk';

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
  /** Whether nothing is to be looked at where the value is a text. */
  public readonly isAnyText: boolean;
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
    this.isKept = status?.status === 'present' && field !== 'restartPolicy';
    this.isTelling = plans.telling.has(field);
    this.checks = constraint?.checks ?? [];
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

  private get objectType(): number {
    return typeof this.fieldType?.inner === 'number' ? this.fieldType.inner : NO_TYPE;
  }
}

/** What a walk has to know of the objects of a type. */
export interface TypePlan {
  /** The type in the schema, or NO_TYPE. */
  readonly type: number;
  readonly checks: readonly ObjectCheck[];
  readonly fields: ReadonlyMap<string, FieldPlan>;
  /** The fields in the order in which they stood last: most manifests of a program are written alike. */
  readonly usual: FieldPlan[];
  readonly required: readonly { readonly field: string; readonly printed: string; readonly message: string }[];
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
    private readonly minor: number,
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
    return (byType[type + 1] ??= this.make(type, constraints));
  }

  private make(type: number, constraints: string | undefined): TypePlan {
    const constrained = constraints === undefined ? undefined : FIELD_CONSTRAINTS[constraints];
    const fields = new Map<string, FieldPlan>();
    const constraintOf = (field: string): FieldConstraint | undefined => {
      const constraint = constrained?.fields.get(field);
      return constraint !== undefined && (constraint.since ?? 0) <= this.minor ? constraint : undefined;
    };
    if (type === NO_TYPE) {
      for (const field of constrained?.fields.keys() ?? []) {
        const constraint = constraintOf(field);
        if (constraint) fields.set(field, new FieldPlan(this, field, undefined, constraint));
      }
    } else {
      // One table of constraints may stand for several types, of which not all have each of its fields.
      for (const [field, status] of fieldStatuses(type, this.minor)) {
        fields.set(field, new FieldPlan(this, field, status, constraintOf(field)));
      }
    }
    const required = (constrained?.required ?? []).flatMap((field) => {
      const constraint = constraintOf(field);
      return constraint ? [{ field, printed: constraint.printedAs ?? field, message: constraint.required || 'is required' }] : [];
    });
    return { type, checks: constrained?.checks ?? [], fields, usual: [], required };
  }
}

function formOf(type: FieldType | undefined): FieldForm {
  if (type === undefined) return 'free';
  const { wrapping, inner } = type;
  if (wrapping.length === 0) return typeof inner === 'number' ? 'object' : inner === 'string' ? 'text' : 'scalar';
  return wrapping.length === 1 && wrapping[0] === 'list' && typeof inner === 'number' ? 'objects' : 'other';
}
