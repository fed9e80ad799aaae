import { JsonValue, asString, isJsonObject, textsIn } from '../../../manifest/json';
import {
  DNS_LABEL_ALLOWED,
  DNS_SUBDOMAIN_ALLOWED,
  PORT_NAME_ALLOWED,
  isConfigKey,
  isDnsLabel,
  isDnsSubdomain,
  isPortName,
  isQualifiedName,
  nearestDnsLabel,
  nearestPortName,
} from '../../../manifest/names';
import { Place } from '../../walk/place';
import { Alternatives } from './alternatives';
import { FieldCheck, FieldConstraint, FieldWalk, ObjectCheck, TypeConstraints, TypeTable } from './field-walk';

/** A part of what holds for a field: a table's line is a list of them. */
export type Constraint = Partial<FieldConstraint>;

/** The lines of one type: its fields, and under `$self` what concerns the object as a whole. */
export interface TypeLines {
  readonly $self?: readonly ObjectCheck[];
  readonly [field: string]: readonly Constraint[] | readonly ObjectCheck[] | undefined;
}

/** Makes a table of lines: one entry for each type, under its name in a group of the OpenAPI document. */
export function typeTable(group: string, lines: Readonly<Record<string, TypeLines>>): TypeTable {
  return Object.fromEntries(Object.entries(lines).map(([name, ofType]) => [`${group}.${name}`, new MergedLines(ofType)]));
}

/** The constraints of a type, put together of its lines when the first manifest has the type. */
class MergedLines implements TypeConstraints {
  private merged?: ReadonlyMap<string, FieldConstraint>;

  public constructor(private readonly lines: TypeLines) {}

  public get checks(): readonly ObjectCheck[] {
    return this.lines.$self ?? [];
  }

  public get fields(): ReadonlyMap<string, FieldConstraint> {
    if (!this.merged) {
      const { $self: _, ...fields } = this.lines;
      this.merged = new Map(Object.entries(fields).map(([field, parts]) => [field, merge(parts as readonly Constraint[])]));
    }
    return this.merged;
  }

  public get required(): readonly string[] {
    return [...this.fields].flatMap(([field, constraint]) => (constraint.required === undefined ? [] : [field]));
  }
}

function merge(parts: readonly Constraint[]): FieldConstraint {
  return Object.assign({}, ...parts, { checks: parts.flatMap((part) => part.checks ?? []) }) as FieldConstraint;
}

/** A constraint that is one check. */
export function check(of: FieldCheck): Constraint {
  return { checks: [of] };
}

/** The field must be there. */
export function required(message = ''): Constraint {
  return { required: message };
}

/** The value, or each entry of the list, is of a type with constraints of its own. */
export function type(name: string, more: Pick<Constraint, 'when' | 'printedAs'> = {}): Constraint {
  return { type: name, ...more };
}

/** The field is looked at from a minor version on. */
export function since(minor: number): Constraint {
  return { since: minor };
}

/** How a constraint on texts takes one that is empty. */
interface OfTexts {
  /** The nearest text that the test accepts. */
  readonly suggest?: (value: string) => string | undefined;
  /** Whether an empty text is judged too: the server can tell some fields' empty text from an absent one. */
  readonly emptyToo?: boolean;
}

/** A constraint on texts that a test accepts or not. */
function text(
  accepts: (value: string) => boolean,
  message: string,
  allowed: string,
  { suggest, emptyToo = false }: OfTexts = {},
): Constraint {
  return check((value, place, field, walk) => {
    if (typeof value !== 'string' || (value === '' && !emptyToo) || accepts(value)) return;
    const nearest = suggest?.(value);
    const fix = nearest === undefined ? undefined : `Write "${nearest}", or another name of that form.`;
    walk.report('FieldValueInvalid', place.path(field), message, { value, allowed, ...(fix && { fix }) });
  });
}

export const DNS_LABEL = text(isDnsLabel, 'is no DNS label', DNS_LABEL_ALLOWED, { suggest: nearestDnsLabel });
export const DNS_SUBDOMAIN = text(isDnsSubdomain, 'is no DNS subdomain', DNS_SUBDOMAIN_ALLOWED);
/** A DNS subdomain where an empty text is not as good as none. */
export const GIVEN_DNS_SUBDOMAIN = text(isDnsSubdomain, 'is no DNS subdomain', DNS_SUBDOMAIN_ALLOWED, { emptyToo: true });
export const PORT_NAME = text(isPortName, 'is no name of a port', PORT_NAME_ALLOWED, { suggest: nearestPortName });
export const CONFIG_KEY = text(
  isConfigKey,
  'is no key of a ConfigMap or Secret',
  "letters, digits, '-', '_' and '.', not starting with '..'",
);
const QUALIFIED_ALLOWED = '"name" or "example.com/name", each name at most 63 characters';
/** A qualified name where an empty text is not as good as none. */
export const GIVEN_QUALIFIED_NAME = text(isQualifiedName, 'is no qualified name', QUALIFIED_ALLOWED, { emptyToo: true });

/** A whole number within limits, both included. */
export function range(least: number, most: number, message = `must be between ${least} and ${most}`): Constraint {
  return check((value, place, field, walk) => {
    if (typeof value !== 'number' || (value >= least && value <= most)) return;
    walk.report('FieldValueInvalid', place.path(field), message, { value, allowed: `${least} to ${most}` });
  });
}

/** A port's number; 0 stands for none where the field is optional. */
export const PORT_NUMBER = check((value, place, field, walk) => {
  if (typeof value === 'number' && value !== 0) reportPortNumber(value, place, field, walk);
});

/** A port by its number or its name. */
export const PORT = check((value, place, field, walk) => {
  if (typeof value === 'number') reportPortNumber(value, place, field, walk);
  if (typeof value === 'string' && !isPortName(value)) {
    walk.report('FieldValueInvalid', place.path(field), 'is neither a port nor the name of one', {
      value,
      allowed: `1 to 65535, or ${PORT_NAME_ALLOWED}`,
    });
  }
});

function reportPortNumber(value: number, place: Place, field: string, walk: FieldWalk): void {
  if (value >= 1 && value <= 65535) return;
  walk.report('FieldValueInvalid', place.path(field), 'must be between 1 and 65535, inclusive', { value, allowed: '1 to 65535' });
}

export const NON_NEGATIVE = check((value, place, field, walk) => {
  if (typeof value === 'number' && value < 0) {
    walk.report('FieldValueInvalid', place.path(field), 'must be greater than or equal to 0', { value, allowed: '0 or more' });
  }
});

export const FILE_MODE = range(0, 0o777, 'must be a number between 0 and 0777 (octal), both inclusive');

/** One of the values that there are; an empty text is as good as none. */
export function oneOf(...values: string[]): Constraint {
  return check((value, place, field, walk) => {
    if (typeof value === 'string' && value !== '') reportOther(value, values, place, field, walk);
  });
}

/** One of the values that there are, where the server can tell an empty text from none. */
export function oneOfGiven(...values: string[]): Constraint {
  return check((value, place, field, walk) => {
    if (typeof value === 'string') reportOther(value, values, place, field, walk);
  });
}

function reportOther(value: string, values: readonly string[], place: Place, field: string, walk: FieldWalk): void {
  if (values.includes(value)) return;
  const nearest = values.find((one) => one.toLowerCase() === value.toLowerCase());
  const details = { value, allowed: values.join(', '), ...(nearest && { fix: `Write "${nearest}".` }) };
  walk.report('FieldValueNotSupported', place.path(field), 'is not supported here', details);
}

/** Each text of a list, checked by itself. */
export function each(of: (value: string, path: string, walk: FieldWalk) => void): Constraint {
  return check((list, place, field, walk) => {
    for (const { index, text: value } of textsIn(list)) of(value, `${place.path(field)}[${index}]`, walk);
  });
}

/** A relative path without `..`; the server may print it under another path than the field's own. */
export function relativePath(printed: (place: Place, field: string) => string = (place, field) => place.path(field)): Constraint {
  return check((value, place, field, walk) => {
    if (typeof value !== 'string' || value === '') return;
    if (value.startsWith('/')) walk.report('FieldValueInvalid', printed(place, field), 'must be a relative path', { value });
    if (hasBackstep(value)) {
      walk.report('FieldValueInvalid', printed(place, field), "must not contain '..'", { value, allowed: 'a path below the volume' });
    }
  });
}

const RELATIVE_PATH = relativePath();

/** A relative path without `..` that does not start with `..` either: the names of a volume's files. */
export const FILE_PATH = check((value, place, field, walk) => {
  for (const relative of RELATIVE_PATH.checks!) relative(value, place, field, walk);
  if (typeof value === 'string' && value.startsWith('..') && !hasBackstep(value)) {
    walk.report('FieldValueInvalid', place.path(field), "must not start with '..'", { value });
  }
});

/** A path without `..`. */
export const NO_BACKSTEPS = check((value, place, field, walk) => {
  if (typeof value === 'string' && hasBackstep(value)) {
    walk.report('FieldValueInvalid', place.path(field), "must not contain '..'", { value });
  }
});

function hasBackstep(path: string): boolean {
  return path.includes('..') && path.split('/').includes('..');
}

/** The entries of a list differ in a field, as far as its value counts. */
export function uniqueBy(key: string, counts: (value: string) => boolean = (value) => value !== ''): Constraint {
  return repeated(key, counts, (value, index, first, place, field, walk) => {
    walk.report('FieldValueDuplicate', `${place.path(field)}[${index}].${key}`, `is the ${key} of ${field}[${first}] already`, {
      value,
      allowed: `a ${key} that no other entry has`,
      fix: `Give one of the two another ${key}, or remove it.`,
    });
  });
}

/** The entries of a list differ in a field; the server calls it invalid rather than a duplicate. */
export function distinctBy(key: string): Constraint {
  const every = () => true;
  return repeated(key, every, (value, index, _first, place, field, walk) => {
    walk.report('FieldValueInvalid', `${place.path(field)}[${index}].${key}`, 'must be unique', {
      value,
      allowed: `a ${key} that no other entry of the container has`,
      fix: `Give one of the two another ${key}, or remove it.`,
    });
  });
}

/** Says of which entries of a list a field has the value of an earlier one. */
function repeated(
  key: string,
  counts: (value: string) => boolean,
  report: (value: string, index: number, first: number, place: Place, field: string, walk: FieldWalk) => void,
): Constraint {
  return check((list, place, field, walk) => {
    if (!Array.isArray(list) || list.length < 2) return;
    const values = list.map((entry) => valueOf(entry, key));
    // Few entries are compared faster than they are sorted into a map.
    const places = list.length > FEW ? firstPlaces(values) : undefined;
    for (let index = 1; index < values.length; index += 1) {
      const value = values[index];
      if (value === undefined || !counts(value)) continue;
      const first = places === undefined ? values.indexOf(value) : places.get(value)!;
      if (first < index) report(value, index, first, place, field, walk);
    }
  });
}

const FEW = 16;

/** The text under a key of a list's entry, as the server reads it; undefined where the entry is no object. */
function valueOf(entry: JsonValue, key: string): string | undefined {
  if (entry === null) return '';
  return isJsonObject(entry) ? (asString(entry[key]) ?? '') : undefined;
}

function firstPlaces(values: readonly (string | undefined)[]): ReadonlyMap<string | undefined, number> {
  const places = new Map<string | undefined, number>();
  values.forEach((value, index) => {
    if (!places.has(value)) places.set(value, index);
  });
  return places;
}

/** The object has exactly one of its alternatives. */
export function exactlyOne(alternatives: Alternatives, none: string, second: string): ObjectCheck {
  return (object, place, walk) => {
    const present = alternatives.in(object);
    if (present.length === 1) return;
    const allowed = `exactly one of ${alternatives.fields.join(', ')}`;
    if (present.length === 0) walk.report('FieldValueRequired', place.path(), none, { allowed });
    for (const field of present.slice(1)) {
      walk.report('FieldValueForbidden', place.path(field), second, { allowed, fix: `Remove ${field}, or ${present[0]}.` });
    }
  };
}

/** Whether a field is the first of an object's alternatives: the server looks into no other. */
export function isFirstOf(alternatives: Alternatives): (place: Place, field: string) => boolean {
  return (place, field) => (alternatives.firstIn(place.object) ?? field) === field;
}
