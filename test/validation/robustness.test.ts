import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { KubernetesVersion } from '../../src/cluster/kubernetes-version';
import { JsonObject, JsonValue, copyJson } from '../../src/manifest/json';
import { PodModel } from '../../src/manifest/pod-model';
import { readManifests } from '../../src/manifest/yaml-source';
import { ALL_RULES } from '../../src/rules';
import { POD_SECURITY_CHECKS } from '../../src/rules/security';
import { PodSecurityLevel } from '../../src/rules/security/pod-security-level';
import { judgeAll } from '../../src/validation/judge';
import { readEverything } from '../support/read-everything';

/** Texts of manifests: the examples of every rule, right and wrong. */
const TEXTS = [...ALL_RULES, ...POD_SECURITY_CHECKS].flatMap(({ compliant, nonCompliant }) =>
  [...compliant, ...nonCompliant].map(({ yaml }) => yaml),
);
const MANIFESTS = TEXTS.flatMap((text) => parseAllDocuments(text).map((document) => document.toJS() as JsonObject)).filter(
  (manifest) => typeof manifest === 'object' && manifest !== null,
);
const VERSIONS = KubernetesVersion.ALL;

/** What may stand in the place of any value: wrong types, and values that break arithmetic, look-ups and messages. */
const STRANGE: fc.Arbitrary<JsonValue> = fc.oneof(
  fc.constantFrom<JsonValue>(null, true, 0, -1, 1.5, 1e308, -1e308, 2 ** 53, '', ' ', '\u0000', '🚀', '1e999999999', '-0', 'a'.repeat(300)),
  fc.constantFrom<JsonValue>(
    [],
    {},
    [null],
    [[]],
    [{}],
    { '': null },
    ['a', 1, null, {}],
    { name: {} },
    { constructor: 1, toString: null, hasOwnProperty: 1 },
  ),
  fc.constant(JSON.parse('{"__proto__": {"polluted": true}, "constructor": {"prototype": {}}}') as JsonValue),
  fc.constant(nested(200)),
  fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<JsonValue>,
);

/** Lists within mappings, many levels deep. */
function nested(levels: number): JsonValue {
  let value: JsonValue = 'deep';
  for (let level = 0; level < levels; level++) value = { spec: [value], items: level };
  return value;
}

/** Every mapping and list of a manifest, with its keys. */
function places(value: JsonValue | undefined, found: { holder: JsonObject; key: string }[] = []): { holder: JsonObject; key: string }[] {
  if (typeof value !== 'object' || value === null) return found;
  for (const key of Object.keys(value)) {
    found.push({ holder: value as JsonObject, key });
    places((value as JsonObject)[key], found);
  }
  return found;
}

interface Change {
  readonly at: number;
  readonly value: JsonValue;
  readonly how: 'replace' | 'remove' | 'wrap' | 'double' | 'rename';
}

const CHANGES: fc.Arbitrary<Change[]> = fc.array(
  fc.record({
    at: fc.nat(),
    value: STRANGE,
    how: fc.constantFrom<Change['how'][]>('replace', 'replace', 'replace', 'remove', 'wrap', 'double', 'rename'),
  }),
  { minLength: 1, maxLength: 4 },
);

/** A manifest with some places of it changed. */
function changed(manifest: JsonObject, changes: readonly Change[]): JsonObject {
  const copy = copyJson(manifest);
  for (const { at, value: drawn, how } of changes) {
    // A copy: further changes would reach into what is drawn again.
    const value = JSON.parse(JSON.stringify(drawn)) as JsonValue;
    const all = places(copy);
    if (all.length === 0) return copy;
    const { holder, key } = all[at % all.length];
    const old = holder[key];
    if (how === 'replace') holder[key] = value;
    else if (how === 'remove') remove(holder, key);
    else if (how === 'wrap') holder[key] = [old ?? null];
    else if (how === 'double') holder[key] = Array.isArray(old) ? [...old, ...old, value] : [old ?? null, value];
    else if (!Array.isArray(holder)) holder[`${key}x`] = value;
  }
  return copy;
}

/** Takes a value away; a list closes up, since no JSON has holes. */
function remove(holder: JsonObject | JsonValue[], key: string): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
}

/** The findings of the kind that a rule itself failed: there must be none, whatever is judged. */
function failures(manifests: readonly JsonValue[], version: KubernetesVersion): string[] {
  const subjects = manifests.map((manifest) => ({ manifest: manifest as JsonObject }));
  const { findings } = judgeAll(subjects, { version, policy: { podSecurity: PodSecurityLevel.RESTRICTED } });
  return findings
    .filter(({ message }) => message.startsWith('the rule itself failed'))
    .map(({ ruleId, message }) => `${ruleId}: ${message}`);
}

describe('whatever is judged', () => {
  test('no rule fails at any JSON', () => {
    fc.assert(
      fc.property(STRANGE, STRANGE, fc.constantFrom(...VERSIONS), (value, other, version) => {
        const kinds = ['Pod', 'Deployment', 'CronJob', 'Service', 'List', 'ConfigMap'];
        const shaped = kinds.map((kind) => ({ apiVersion: 'v1', kind, metadata: value, spec: other, items: [value, other] }));
        expect(failures([value, other, ...shaped], version)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('no rule fails at a manifest that is almost right', () => {
    fc.assert(
      fc.property(fc.nat(), CHANGES, fc.constantFrom(...VERSIONS), (index, changes, version) => {
        const manifest = changed(MANIFESTS[index % MANIFESTS.length], changes);
        expect(failures([manifest, { apiVersion: 'v1', kind: 'List', items: [manifest] }], version)).toEqual([]);
      }),
      { numRuns: 600 },
    );
  });

  test('every rule is tried at every place of its own examples', () => {
    const found = new Set<string>();
    MANIFESTS.forEach((manifest, index) => {
      const count = places(copyJson(manifest)).length;
      for (let at = index % 3; at < count; at += 3) {
        const value = [null, [], {}, 'text', -1, [null], { name: 1 }, true][(at + index) % 8] as JsonValue;
        for (const failure of failures([changed(manifest, [{ at, value, how: 'replace' }])], KubernetesVersion.DEFAULT)) found.add(failure);
      }
    });
    expect([...found]).toEqual([]);
  });

  test('no rule takes an object for a text, at whatever place of its own examples', () => {
    const found = new Set<string>();
    for (const manifest of MANIFESTS) {
      const count = places(copyJson(manifest)).length;
      const variants = Array.from({ length: count }, (_, at) => changed(manifest, [{ at, value: { toString: null }, how: 'replace' }]));
      for (const failure of failures(variants, KubernetesVersion.DEFAULT)) found.add(failure);
    }
    expect([...found]).toEqual([]);
  });

  test('a pod is read from anything, and everything of it can be asked for', () => {
    fc.assert(
      fc.property(fc.nat(), CHANGES, STRANGE, (index, changes, intent) => {
        const pod = PodModel.read(changed(MANIFESTS[index % MANIFESTS.length], changes), intent);
        if (pod) readEverything(pod);
      }),
      { numRuns: 300 },
    );
  });

  test('nothing of a manifest reaches the prototypes of the program', () => {
    failures(
      [JSON.parse('{"apiVersion":"v1","kind":"Pod","__proto__":{"polluted":1},"metadata":{"labels":{"__proto__":"a"}}}') as JsonObject],
      VERSIONS[0],
    );
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe('whatever is read', () => {
  const PIECES = [
    '---\n',
    '{',
    '[',
    ': ',
    '- ',
    '&a ',
    '*a',
    '<<: ',
    '!!str ',
    '|',
    '>-\n',
    '"',
    "'",
    '#',
    '\t',
    '\r\n',
    '%',
    '\ufeff',
    '?',
    '{{ .x }}',
    '\u0000',
    '  ',
  ];

  test('no text of YAML or JSON makes the reader throw or hang', () => {
    const edit = fc.record({
      at: fc.nat(),
      length: fc.nat({ max: 30 }),
      text: fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 5 })),
    });
    fc.assert(
      fc.property(fc.nat(), fc.array(edit, { minLength: 1, maxLength: 5 }), fc.boolean(), (index, edits, asJson) => {
        let text = asJson ? JSON.stringify(MANIFESTS[index % MANIFESTS.length], undefined, 1) : TEXTS[index % TEXTS.length];
        for (const { at, length, text: inserted } of edits) {
          const offset = at % (text.length + 1);
          text = text.slice(0, offset) + inserted + text.slice(offset + length);
        }
        const { manifests, problems } = readManifests(text);
        for (const { positionOf } of manifests) expect(positionOf('spec.containers[0].image').line).toBeGreaterThanOrEqual(1);
        for (const { position, message } of problems) expect([position.line >= 1, message !== '']).toEqual([true, true]);
        expect(
          failures(
            manifests.map(({ manifest }) => manifest),
            KubernetesVersion.DEFAULT,
          ),
        ).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });
});
