import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { workloadManifests } from '../../lab/compare/arbitraries';
import { KubernetesVersion } from '../../src/cluster/kubernetes-version';
import { PodIntent } from '../../src/manifest/intent';
import { JsonObject, JsonValue, copyJson, isJsonObject } from '../../src/manifest/json';
import { PodModel } from '../../src/manifest/pod-model';
import { ALL_RULES } from '../../src/rules';
import { Violation } from '../../src/rules/finding';
import { Neighbours } from '../../src/rules/neighbours';
import { Rule } from '../../src/rules/rule';

const LIMITED = ALL_RULES.filter(({ onlyWith }) => onlyWith !== undefined);
const EXAMPLES = ALL_RULES.flatMap(({ compliant, nonCompliant }) =>
  [...compliant, ...nonCompliant].flatMap(({ yaml, intent }) =>
    parseAllDocuments(yaml).map((document) => ({ manifest: document.toJS() as JsonObject, intent })),
  ),
);
/** Those in which rules differ most. */
const VERSIONS = [KubernetesVersion.ALL[0], KubernetesVersion.DEFAULT, KubernetesVersion.ALL[KubernetesVersion.ALL.length - 1]];

/** What a rule finds, whatever it says of the fields that it needs. */
function found(rule: Rule, manifest: JsonObject, version: KubernetesVersion, intent?: PodIntent): Violation[] {
  const context = { version, neighbours: Neighbours.NONE };
  if ('judgeManifest' in rule) return [...rule.judgeManifest(manifest, context)];
  const pod = PodModel.read(manifest, intent);
  return pod ? [...rule.judge(pod, context)] : [];
}

/** A manifest without any field of some names, at any depth. */
function without(manifest: JsonObject, names: readonly string[]): JsonObject {
  const copy = copyJson(manifest);
  takeOut(copy, names);
  return copy;
}

function takeOut(value: JsonValue | undefined, names: readonly string[]): void {
  if (Array.isArray(value)) value.forEach((entry) => takeOut(entry, names));
  if (!isJsonObject(value)) return;
  for (const key of Object.keys(value)) {
    if (names.includes(key)) delete value[key];
    else takeOut(value[key], names);
  }
}

describe.each(LIMITED.map((rule) => [rule.id, rule] as const))('%s', (_id, rule) => {
  test('finds nothing in any example without the fields that it names', () => {
    for (const { manifest, intent } of EXAMPLES) {
      const rest = without(manifest, rule.onlyWith!);
      for (const version of VERSIONS) {
        expect(found(rule, rest, version, intent)).toEqual([]);
      }
    }
  });
});

test('no rule finds anything in a drawn manifest without the fields that it names', () => {
  fc.assert(
    fc.property(workloadManifests({ minor: 37, mistakes: 3 }), fc.constantFrom(...KubernetesVersion.ALL), (manifest, version) => {
      for (const rule of LIMITED) expect([rule.id, found(rule, without(manifest, rule.onlyWith!), version)]).toEqual([rule.id, []]);
    }),
    { numRuns: 200 },
  );
});

test('a rule that names fields is broken by an example that has one of them', () => {
  for (const { nonCompliant, onlyWith } of LIMITED) {
    for (const { yaml } of nonCompliant) expect(onlyWith!.some((name) => new RegExp(`\\b${name}:`).test(yaml))).toBe(true);
  }
});
