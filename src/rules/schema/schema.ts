import { SCHEMA_TABLE } from './tables/schema-table.generated';

/** A scalar of a manifest, or what is decoded as a whole. */
export type ScalarType =
  'string' | 'int32' | 'int64' | 'number' | 'boolean' | 'base64' | 'quantity' | 'int-or-string' | 'time' | 'micro-time' | 'any';

/** What a field holds: lists and mappings around a scalar or an object type. */
export interface FieldType {
  /** `list` and `mapping` from the outside in. */
  readonly wrapping: readonly ('list' | 'mapping')[];
  /** The scalar, or the object type by its place in the table. */
  readonly inner: ScalarType | number;
}

/** What one Kubernetes version knows of a field. */
export type FieldStatus =
  /** The version has the field. */
  | { readonly status: 'present'; readonly type: FieldType }
  /** The version has the field and drops it without a word, because its feature gate is closed by default. */
  | { readonly status: 'dropped'; readonly type: FieldType; readonly effective?: number }
  /** Only a later version has the field; `effective` is the first that has it and does not drop it, if there is one yet. */
  | { readonly status: 'newer'; readonly since: number; readonly effective?: number }
  /** Only an earlier version had the field. */
  | { readonly status: 'removed'; readonly until: number }
  | { readonly status: 'unknown' };

/** What one Kubernetes version knows of a kind. */
export type KindStatus =
  | { readonly status: 'present'; readonly type: number }
  | { readonly status: 'newer'; readonly since: number }
  | { readonly status: 'removed'; readonly until: number }
  /** The API group is one of Kubernetes' own and has no such kind; the same kind elsewhere, if there is one. */
  | { readonly status: 'unknown'; readonly elsewhere: readonly string[] }
  /** The API group is not one of Kubernetes' own, so that nothing can be said. */
  | { readonly status: 'foreign' };

/** An inclusive range of minors. */
type Span = readonly [number, number];

interface FieldEntry {
  readonly alternatives: readonly { readonly type: FieldType; readonly spans: readonly Span[] }[];
  readonly closed: readonly Span[];
}

/** What each field of a type is, in the minors in which the type has it. */
type FieldCodes = Readonly<Record<string, string>>;

/** The schema table, with what few programs need still as text. */
interface Table {
  readonly minors: Span;
  readonly kinds: Readonly<Record<string, string>>;
  /** The lines of the table: that of the names of types, and those of the fields of each type. */
  readonly lines: readonly string[];
}

const LINE_OF_NAMES = 1;
const LINE_OF_FIRST_TYPE = 2;

const SCALARS: Readonly<Record<string, ScalarType>> = {
  s: 'string',
  i: 'int32',
  l: 'int64',
  n: 'number',
  b: 'boolean',
  y: 'base64',
  q: 'quantity',
  x: 'int-or-string',
  t: 'time',
  m: 'micro-time',
  a: 'any',
};

/** The fields of an object type in one minor, as far as somebody asked for them. */
interface TypeFields {
  readonly codes: FieldCodes;
  readonly statuses: Map<string, FieldStatus>;
}

/** A field that every minor has, as the same type and with no gate that is closed. */
const IS_EVERYWHERE = /^[^|^!]*$/;

/** The kinds that are remembered; a folder of manifests may have any number of made-up ones. */
const MOST_KINDS = 4096;
const UNKNOWN: FieldStatus = { status: 'unknown' };

let table: Table | undefined;
let typeNames: readonly string[] | undefined;
let groups: ReadonlySet<string> | undefined;
const fieldsByMinor = new Map<number, (TypeFields | undefined)[]>();
const kindsByMinor = new Map<number, Map<string, KindStatus>>();

/** The status of a kind in a Kubernetes minor. */
export function kindStatus(apiVersion: string, kind: string, minor: number): KindStatus {
  let known = kindsByMinor.get(minor);
  if (!known) kindsByMinor.set(minor, (known = new Map()));
  const name = `${apiVersion}/${kind}`;
  let status = known.get(name);
  if (!status) {
    status = readKindStatus(apiVersion, kind, minor);
    if (known.size < MOST_KINDS) known.set(name, status);
  }
  return status;
}

/** The status of a field of an object type in a Kubernetes minor. */
export function fieldStatus(type: number, field: string, minor: number): FieldStatus {
  const { codes, statuses } = fieldsOf(type, minor);
  let status = statuses.get(field);
  if (status === undefined) {
    if (!Object.hasOwn(codes, field)) return UNKNOWN;
    status = readFieldStatus(codes[field], minor);
    statuses.set(field, status);
  }
  return status;
}

/**
 * The status of a field by the way that leads to it from the root of a manifest: names of fields, and of each list or mapping on the way
 * an index or a key, such as `spec`, `containers`, `0`, `image`.
 *
 * The first step that is not simply there decides, so that what is below a dropped field is dropped as well.
 *
 * @returns the status; undefined where the kind is none of Kubernetes' own, or the way goes on below something of no known form
 */
export function fieldStatusAt(apiVersion: string, kind: string, steps: readonly string[], minor: number): FieldStatus | undefined {
  const root = kindStatus(apiVersion, kind, minor);
  if (root.status !== 'present') return undefined;
  let around: FieldType = { wrapping: [], inner: root.type };
  let depth = 0;
  let status: FieldStatus = { status: 'present', type: around };
  let dropped: FieldStatus | undefined;
  for (const step of steps) {
    if (depth < around.wrapping.length) {
      if (around.wrapping[depth] === 'list' && !/^(\d+|-)$/.test(step)) return UNKNOWN;
      depth += 1;
      continue;
    }
    if (around.inner === 'any') return undefined;
    if (typeof around.inner !== 'number') return UNKNOWN;
    status = fieldStatus(around.inner, step, minor);
    if (status.status === 'dropped') dropped ??= status;
    else if (status.status !== 'present') return status;
    around = status.type;
    depth = 0;
  }
  return dropped ?? status;
}

/** The names of the fields that an object type has in a Kubernetes minor. */
export function fieldNames(type: number, minor: number): string[] {
  return Object.keys(fieldsOf(type, minor).codes).filter((field) => {
    const { status } = fieldStatus(type, field, minor);
    return status === 'present' || status === 'dropped';
  });
}

/** The name of an object type as users know it: `Container`. */
export function typeName(type: number): string {
  typeNames ??= JSON.parse(loaded().lines[LINE_OF_NAMES]) as string[];
  const name = typeNames[type];
  return name.slice(name.lastIndexOf('.') + 1);
}

function loaded(): Table {
  if (!table) {
    const lines = SCHEMA_TABLE.split('\n');
    table = { ...(JSON.parse(lines[0]) as Pick<Table, 'minors' | 'kinds'>), lines };
  }
  return table;
}

function readKindStatus(apiVersion: string, kind: string, minor: number): KindStatus {
  const { kinds, minors } = loaded();
  const parts = apiVersion.split('/');
  if (parts.length > 2) return { status: 'foreign' };
  const [version, group = ''] = parts.reverse();
  const code = kinds[`${group}/${version}/${kind}`];
  if (code === undefined) {
    groups ??= new Set(Object.keys(kinds).map((key) => key.slice(0, key.indexOf('/'))));
    // kubectl takes a List apart itself; no server has it.
    if (!groups.has(group) || (apiVersion === 'v1' && kind === 'List')) return { status: 'foreign' };
    const elsewhere = Object.keys(kinds).filter((key) => key.endsWith(`/${kind}`));
    return { status: 'unknown', elsewhere: elsewhere.map((key) => key.slice(0, key.lastIndexOf('/')).replace(/^\//, '')) };
  }
  const [type, range] = code.slice(1).split('^');
  const spans = range === undefined ? [minors] : spansOf(range);
  return within(spans, minor) ? { status: 'present', type: Number(type) } : outside(spans, minor);
}

/** Each type is read when the first manifest has it: most programs meet a tenth of them. */
function fieldsOf(type: number, minor: number): TypeFields {
  let types = fieldsByMinor.get(minor);
  if (!types) fieldsByMinor.set(minor, (types = []));
  return (types[type] ??= { codes: JSON.parse(loaded().lines[LINE_OF_FIRST_TYPE + type]) as FieldCodes, statuses: new Map() });
}

function readFieldStatus(code: string, minor: number): FieldStatus {
  if (IS_EVERYWHERE.test(code)) return { status: 'present', type: fieldType(code) };
  const { alternatives, closed } = fieldEntry(code, loaded().minors);
  const spans = alternatives.flatMap((alternative) => alternative.spans);
  const effective = (from: number) => {
    for (let later = from; later <= loaded().minors[1]; later += 1) {
      if (within(spans, later) && !within(closed, later)) return later;
    }
    return undefined;
  };
  const alternative = alternatives.find((each) => within(each.spans, minor));
  if (alternative === undefined) {
    const status = outside(spans, minor);
    return status.status === 'newer' ? { ...status, effective: effective(status.since) } : status;
  }
  if (!within(closed, minor)) return { status: 'present', type: alternative.type };
  return { status: 'dropped', type: alternative.type, effective: effective(minor + 1) };
}

function fieldEntry(text: string, minors: Span): FieldEntry {
  const [codes, closed] = text.split('!');
  const alternatives = codes.split('|').map((code) => {
    const [type, range] = code.split('^');
    return { type: fieldType(type), spans: range === undefined ? [minors] : spansOf(range) };
  });
  return { alternatives, closed: closed === undefined ? [] : spansOf(closed) };
}

function fieldType(code: string): FieldType {
  const wrapping: ('list' | 'mapping')[] = [];
  let at = 0;
  for (; code[at] === '[' || code[at] === '{'; at += 1) wrapping.push(code[at] === '[' ? 'list' : 'mapping');
  const inner = code.slice(at);
  return { wrapping, inner: inner.startsWith('@') ? Number(inner.slice(1)) : SCALARS[inner] };
}

function spansOf(text: string): Span[] {
  return text.split(',').map((span) => {
    const [from, to] = span.split('-').map(Number);
    return [from, to] as const;
  });
}

function within(spans: readonly Span[], minor: number): boolean {
  return spans.some(([from, to]) => from <= minor && minor <= to);
}

function outside(spans: readonly Span[], minor: number): { status: 'newer'; since: number } | { status: 'removed'; until: number } {
  const later = spans.find(([from]) => from > minor);
  return later ? { status: 'newer', since: later[0] } : { status: 'removed', until: spans[spans.length - 1][1] };
}
