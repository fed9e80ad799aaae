import { SCHEMA_TABLE } from './tables/schema-table.generated';

/** A scalar of a manifest, or what is decoded as a whole. */
export type ScalarType = 'string' | 'int32' | 'int64' | 'number' | 'boolean' | 'base64' | 'quantity' | 'int-or-string' | 'time' | 'any';

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
  | { readonly status: 'dropped'; readonly type: FieldType; readonly since?: number }
  /** Only a later version has the field. */
  | { readonly status: 'newer'; readonly since: number }
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

interface Table {
  readonly minors: Span;
  readonly types: readonly string[];
  readonly kinds: Readonly<Record<string, string>>;
  readonly fields: readonly Readonly<Record<string, string>>[];
}

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
  a: 'any',
};

let table: Table | undefined;
const typeEntries: (ReadonlyMap<string, FieldEntry> | undefined)[] = [];

/** The status of a kind in a Kubernetes minor. */
export function kindStatus(apiVersion: string, kind: string, minor: number): KindStatus {
  const { kinds, minors } = loaded();
  const [version, group = ''] = apiVersion.split('/').reverse();
  const code = kinds[`${group}/${version}/${kind}`];
  if (code === undefined) {
    if (!Object.keys(kinds).some((key) => key.startsWith(`${group}/`))) return { status: 'foreign' };
    const elsewhere = Object.keys(kinds).filter((key) => key.endsWith(`/${kind}`));
    return { status: 'unknown', elsewhere: elsewhere.map((key) => key.slice(0, key.lastIndexOf('/')).replace(/^\//, '')) };
  }
  const [type, range] = code.slice(1).split('^');
  const spans = range === undefined ? [minors] : spansOf(range);
  return within(spans, minor) ? { status: 'present', type: Number(type) } : outside(spans, minor);
}

/** The status of a field of an object type in a Kubernetes minor. */
export function fieldStatus(type: number, field: string, minor: number): FieldStatus {
  const entry = entriesOf(type).get(field);
  if (entry === undefined) return { status: 'unknown' };
  const alternative = entry.alternatives.find(({ spans }) => within(spans, minor));
  if (alternative === undefined) {
    return outside(
      entry.alternatives.flatMap(({ spans }) => spans),
      minor,
    );
  }
  const closed = entry.closed.find(([from, to]) => from <= minor && minor <= to);
  if (!closed) return { status: 'present', type: alternative.type };
  const opens = closed[1] < loaded().minors[1] ? closed[1] + 1 : undefined;
  return { status: 'dropped', type: alternative.type, since: opens };
}

/** The names of the fields that an object type has in a Kubernetes minor. */
export function fieldNames(type: number, minor: number): string[] {
  return [...entriesOf(type)].flatMap(([name, { alternatives }]) => (alternatives.some(({ spans }) => within(spans, minor)) ? [name] : []));
}

/** The name of an object type as users know it: `Container`. */
export function typeName(type: number): string {
  const name = loaded().types[type];
  return name.slice(name.lastIndexOf('.') + 1);
}

function loaded(): Table {
  table ??= JSON.parse(SCHEMA_TABLE) as Table;
  return table;
}

/** Each type is read when the first manifest has it: most programs meet a tenth of them. */
function entriesOf(type: number): ReadonlyMap<string, FieldEntry> {
  let entries = typeEntries[type];
  if (!entries) {
    const { fields, minors } = loaded();
    entries = new Map(Object.entries(fields[type]).map(([name, text]) => [name, fieldEntry(text, minors)]));
    typeEntries[type] = entries;
  }
  return entries;
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
