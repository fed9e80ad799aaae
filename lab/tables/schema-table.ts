import { FeatureGate, isOpen } from './feature-gates';
import { OpenApiDefinitions, typeCode } from './openapi';

/** What the sources say of one Kubernetes version. */
export interface VersionSources {
  readonly minor: number;
  readonly definitions: OpenApiDefinitions;
}

/**
 * The table as it is written, with names in one list and everything else as numbers and short texts, because it is loaded by every program
 * that validates.
 */
export interface SchemaTable {
  /** The first and the last Kubernetes minor of the table. */
  readonly minors: readonly [number, number];
  /** The names of all types; codes refer to them as `@` and their place here. */
  readonly types: readonly string[];
  /** `group/version/kind` to the place of its type and the minors it is served in. */
  readonly kinds: Readonly<Record<string, string>>;
  /** For each type its fields: the code of the type and, where they are not those of the type, the minors. */
  readonly fields: readonly Readonly<Record<string, string>>[];
}

/** The table as text: a line of JSON for the minors and the kinds, one for the names of the types, and one for the fields of each type. */
export function tableText({ minors, kinds, types, fields }: SchemaTable): string {
  return [{ minors, kinds }, types, ...fields].map((line) => JSON.stringify(line)).join('\n');
}

/** Makes one table of the sources of all versions. */
export function schemaTable(
  sources: readonly VersionSources[],
  gates: readonly FeatureGate[],
  fieldGates: ReadonlyMap<string, readonly string[]>,
): SchemaTable {
  const first = sources[0].minor;
  const last = sources[sources.length - 1].minor;
  const kinds = new Map<string, { type: string; minors: number[] }>();
  const fields = new Map<string, Map<string, { code: string; minors: number[] }[]>>();
  for (const { minor, definitions } of sources) {
    for (const [kind, type] of kindsOf(definitions)) noteAt(kinds, kind, type, minor);
    for (const type of reachable(definitions)) {
      const own = fields.get(type) ?? new Map<string, { code: string; minors: number[] }[]>();
      fields.set(type, own);
      for (const [field, schema] of Object.entries(definitions[type].properties ?? {})) {
        const code = typeCode(schema, definitions);
        const codes = own.get(field) ?? [];
        own.set(field, codes);
        const same = codes.find((entry) => entry.code === code);
        if (same) same.minors.push(minor);
        else codes.push({ code, minors: [minor] });
      }
    }
  }
  const types = [...fields.keys()].sort();
  const place = new Map(types.map((type, index) => [type, index]));
  const codeOf = (code: string) => {
    const [, wrapping, inner] = /^([[{]*)(.*)$/.exec(code) as RegExpExecArray;
    return `${wrapping}${place.has(inner) ? `@${place.get(inner)}` : inner}`;
  };
  return {
    minors: [first, last],
    types,
    kinds: Object.fromEntries(
      [...kinds].sort().map(([kind, { type, minors }]) => [kind, `@${place.get(type)}${rangeText(minors, first, last)}`]),
    ),
    fields: types.map((type) =>
      Object.fromEntries(
        [...(fields.get(type) ?? [])].sort().map(([field, codes]) => {
          const closed = closedMinors(
            fieldGates.get(`${type}/${field}`) ?? [],
            gates,
            codes.flatMap(({ minors }) => minors),
          );
          const texts = codes.map(({ code, minors }) => `${codeOf(code)}${rangeText(minors, first, last)}`);
          return [field, `${texts.join('|')}${closed.length > 0 ? `!${spans(closed)}` : ''}`];
        }),
      ),
    ),
  };
}

/** The kinds that a server has objects of, as `group/version/kind`, with their types. */
function kindsOf(definitions: OpenApiDefinitions): [string, string][] {
  return Object.entries(definitions).flatMap(([type, schema]) =>
    schema.properties?.metadata === undefined
      ? []
      : (schema['x-kubernetes-group-version-kind'] ?? []).map(({ group, version, kind }): [string, string] => [
          `${group}/${version}/${kind}`,
          type,
        ]),
  );
}

/** The types that manifests of any kind are made of. */
function reachable(definitions: OpenApiDefinitions): Set<string> {
  const found = new Set<string>();
  const open = kindsOf(definitions).map(([, type]) => type);
  for (let type = open.pop(); type !== undefined; type = open.pop()) {
    if (found.has(type)) continue;
    found.add(type);
    for (const schema of Object.values(definitions[type].properties ?? {})) {
      const inner = typeCode(schema, definitions).replace(/^[[{]+/, '');
      if (inner in definitions) open.push(inner);
    }
  }
  return found;
}

/** The minors in which a field is there and one of its gates is closed, so that the server drops it without a word. */
function closedMinors(names: readonly string[], gates: readonly FeatureGate[], minors: readonly number[]): number[] {
  return minors.filter((minor) => names.some((name) => gates.some((gate) => gate.name === name && !isOpen(gate, minor))));
}

function noteAt(into: Map<string, { type: string; minors: number[] }>, key: string, type: string, minor: number): void {
  const noted = into.get(key);
  if (noted) noted.minors.push(minor);
  else into.set(key, { type, minors: [minor] });
}

/** The minors of something as a suffix: nothing where it is there all the time. */
function rangeText(minors: readonly number[], first: number, last: number): string {
  const text = spans([...new Set(minors)].sort());
  return text === `${first}-${last}` ? '' : `^${text}`;
}

/** `28-30,33-37` for a list of minors. */
function spans(minors: readonly number[]): string {
  const found: [number, number][] = [];
  for (const minor of minors) {
    const current = found[found.length - 1];
    if (current && current[1] === minor - 1) current[1] = minor;
    else found.push([minor, minor]);
  }
  return found.map(([from, to]) => `${from}-${to}`).join(',');
}
