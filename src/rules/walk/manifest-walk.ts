import { KubernetesVersion } from '../../cluster/kubernetes-version';
import { entryPath } from '../../manifest/field-path';
import { fieldsAmong } from '../../manifest/fields-among';
import { JsonObject, JsonValue, isJsonObject } from '../../manifest/json';
import { ServerErrorType, Violation } from '../finding';
import { isDroppedHere, isDroppedRestartPolicy } from '../schema/dropped-here';
import { scalarMismatch } from '../schema/scalar-mismatch';
import { FieldType, typeName } from '../schema/schema';
import { SchemaIssues } from '../schema/schema-issues';
import { Details, FieldWalk, isUnset } from '../server/fields/field-walk';
import { Place } from './place';
import { FieldPlan, NO_NAMES, NO_TYPE, TypePlan, WalkPlans, walkPlans } from './walk-plan';

let walks = 0;

/**
 * One pass over a manifest, which finds both what does not fit the schema of a version and what the server's constraints on single fields
 * refuse. Whatever is not wrong costs neither a path nor a word.
 */
export class ManifestWalk implements FieldWalk {
  public readonly violations: Violation[] = [];
  public readonly issues: SchemaIssues;
  /** The names of the fields that rules wait for, as far as the manifest has them. */
  public readonly met: string[] = [];
  private readonly plans: WalkPlans;
  private readonly minor: number;
  private readonly ordinal = (walks += 1);

  public constructor(
    public readonly version: KubernetesVersion,
    public readonly isPod: boolean,
    private readonly telling: ReadonlySet<string> = NO_NAMES,
  ) {
    this.minor = version.minor;
    this.plans = walkPlans(this.minor, telling);
    this.issues = new SchemaIssues(this.minor);
  }

  /** Walks over a whole manifest: by its type in the schema, or NO_TYPE, and by the constraints of a type, if it has any. */
  public walk(manifest: JsonObject, type: number, constraints: string | undefined): void {
    if (type === NO_TYPE) this.meetAll(manifest);
    this.object(this.plans.of(type, constraints), new Place(manifest, undefined, '', -1, '', type));
  }

  public visit(constraints: string, place: Place): void {
    this.object(this.plans.of(NO_TYPE, constraints), place);
  }

  public report(errorType: ServerErrorType, fieldPath: string, message: string, details: Details = {}): void {
    this.violations.push({ fieldPath, message, errorType, ...details });
  }

  private object(plan: TypePlan, place: Place): void {
    const { object } = place;
    for (const check of plan.checks) check(object, place, this);
    const { usual } = plan;
    let missing = plan.required.length;
    let at = 0;
    // Unlike Object.keys, this makes no list.
    for (const field in object) {
      const value = object[field];
      if (value === undefined) continue;
      let fieldPlan: FieldPlan | undefined = usual[at];
      if (fieldPlan === undefined || fieldPlan.field !== field) {
        fieldPlan = plan.fieldPlan(field);
        if (fieldPlan === undefined) {
          if (plan.type !== NO_TYPE) this.unknownField(field, value, place);
          continue;
        }
        usual[at] = fieldPlan;
      }
      at += 1;
      if (fieldPlan.isRequired && !isUnset(value)) missing -= 1;
      if (fieldPlan.isAnyText && typeof value === 'string') continue;
      this.field(fieldPlan, field, value, place);
    }
    if (missing > 0) this.missing(plan, place);
  }

  private missing({ required }: TypePlan, place: Place): void {
    for (const { field, printed, message } of required) {
      if (isUnset(place.object[field])) this.report('FieldValueRequired', place.path(printed), message);
    }
  }

  private unknownField(field: string, value: JsonValue, place: Place): void {
    this.issues.unknownField(field, value, place);
    this.meetAll({ [field]: value });
  }

  /** Notes the fields that rules wait for where the schema does not lead: a rule may look there all the same. */
  private meetAll(value: JsonValue): void {
    if (this.telling.size > 0) this.met.push(...fieldsAmong(value, this.telling));
  }

  private field(plan: FieldPlan, field: string, value: JsonValue, place: Place): void {
    if (plan.isTelling && plan.metBy !== this.ordinal) {
      plan.metBy = this.ordinal;
      this.met.push(field);
    }
    const isKept = plan.isKept || this.isKept(plan, field, value, place);
    // The server takes null for an absent field.
    if (value === null) return;
    if (plan.checks.length > 0 && !(plan.isRequired && isUnset(value))) {
      for (const check of plan.checks) check(value, place, field, this);
    }
    if (!isKept || plan.form === 'free') {
      this.meetAll(value);
      this.constrained(plan, field, value, place);
      return;
    }
    switch (plan.form) {
      case 'text':
        if (typeof value !== 'string') this.value(value, plan.fieldType!, 0, field, place);
        break;
      case 'scalar':
        if (!fits(value, plan.fieldType!)) this.mismatch(plan, field, value, place);
        break;
      case 'object':
        if (isJsonObject(value)) this.object(this.below(plan, field, place), this.placeOf(plan, value, field, -1, place));
        else this.mismatch(plan, field, value, place);
        break;
      case 'objects':
        if (Array.isArray(value)) this.objects(plan, field, value, place);
        else this.mismatch(plan, field, value, place);
        break;
      default:
        this.value(value, plan.fieldType!, 0, field, place);
        this.constrained(plan, field, value, place);
    }
  }

  /** Whether the version has the field and keeps it; if not, that is noted. */
  private isKept({ status }: FieldPlan, field: string, value: JsonValue, place: Place): boolean {
    switch (status?.status) {
      case 'present':
        if (value !== null && isDroppedRestartPolicy(field, value, place, this.minor)) {
          this.issues.droppedField(place.manifestPath(field), value, this.minor + 1);
        }
        return true;
      case 'dropped':
        // The server takes null for an absent field, so that there is nothing to drop.
        if (value !== null && isDroppedHere(field, value, place, this.minor)) {
          this.issues.droppedField(place.manifestPath(field), value, status.effective);
        }
        return true;
      case 'newer':
        this.issues.newerField(place.manifestPath(field), value, status.since, status.effective);
        return false;
      case 'removed':
        this.issues.removedField(place.manifestPath(field), value, status.until);
        return false;
      default:
        return false;
    }
  }

  private objects(plan: FieldPlan, field: string, list: JsonValue[], place: Place): void {
    const below = this.below(plan, field, place);
    for (let index = 0; index < list.length; index += 1) {
      // An entry that is null is an empty object to the server.
      const entry = list[index] ?? {};
      if (isJsonObject(entry)) this.object(below, this.placeOf(plan, entry, field, index, place));
      else this.wrongType(plan.fieldType!, entry, entryPath(field, index), place);
    }
  }

  /** The plan of what is below a field, with the constraints of its type where they hold there. */
  private below(plan: FieldPlan, field: string, place: Place): TypePlan {
    const { when } = plan;
    return when === undefined || when(place, field, this) ? plan.objectPlan : plan.schemaPlan;
  }

  private placeOf({ printed, objectType }: FieldPlan, object: JsonObject, field: string, index: number, place: Place): Place {
    return new Place(object, place, field, index, printed, objectType);
  }

  /** A value that the schema has as another form; constraints look at it all the same. */
  private mismatch(plan: FieldPlan, field: string, value: JsonValue, place: Place): void {
    this.value(value, plan.fieldType!, 0, field, place);
    this.constrained(plan, field, value, place);
  }

  /** Looks at what is below a field by constraints alone, if they look there. */
  private constrained(plan: FieldPlan, field: string, value: JsonValue, place: Place): void {
    const { constraint, when, printed } = plan;
    if (constraint?.type === undefined || (when !== undefined && !when(place, field, this))) return;
    const below = this.plans.of(NO_TYPE, constraint.type);
    const list = Array.isArray(value) ? value : undefined;
    if (list === undefined && isJsonObject(value)) this.object(below, new Place(value, place, field, -1, printed));
    list?.forEach((item, index) => {
      const entry = item ?? {};
      if (isJsonObject(entry)) this.object(below, new Place(entry, place, field, index, printed));
    });
  }

  /** Looks at the value of a field by the schema alone, or at one entry of it: `field` then has the index or key. */
  private value(value: JsonValue | undefined, type: FieldType, depth: number, field: string, place: Place): void {
    // In a list or a mapping the server takes null for an entry that has nothing set.
    if (value === null || value === undefined) return;
    const wrapping = type.wrapping[depth];
    const isInnermost = depth + 1 === type.wrapping.length && typeof type.inner === 'string';
    if (wrapping === 'list') {
      if (!Array.isArray(value)) return this.notA('a list', field, value, place);
      for (let index = 0; index < value.length; index += 1) {
        if (isInnermost && fits(value[index], type)) continue;
        this.value(value[index], type, depth + 1, entryPath(field, index), place);
      }
    } else if (wrapping === 'mapping') {
      if (!isJsonObject(value)) return this.notA('a mapping', field, value, place);
      for (const key in value) {
        const entry = value[key];
        if (isInnermost && fits(entry, type)) continue;
        this.value(entry, type, depth + 1, entryPath(field, key), place);
      }
    } else if (typeof type.inner === 'number' && isJsonObject(value)) {
      this.object(this.plans.of(type.inner, undefined), new Place(value, place, field, -1, field, type.inner));
    } else {
      this.wrongType(type, value, field, place);
    }
  }

  private wrongType({ inner }: FieldType, value: JsonValue, field: string, place: Place): void {
    const allowed = typeof inner === 'number' ? `a mapping: a ${typeName(inner)}` : scalarMismatch(value, inner);
    if (allowed !== undefined) this.notA(allowed, field, value, place);
  }

  private notA(allowed: string, field: string, value: JsonValue, place: Place): void {
    this.issues.wrongType(place.manifestPath(field), value, allowed);
    this.meetAll(value);
  }
}

/** Whether a scalar is one that a field has, so that no path is made for it. */
function fits(value: JsonValue | undefined, { inner }: FieldType): boolean {
  if (inner === 'string') return typeof value === 'string';
  return value !== undefined && value !== null && scalarMismatch(value, inner as Exclude<FieldType['inner'], number>) === undefined;
}
