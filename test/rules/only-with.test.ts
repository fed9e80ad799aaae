import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { workloadManifests } from '../../lab/compare/arbitraries';
import { KubernetesVersion } from '../../src/cluster/kubernetes-version';
import { PodIntent } from '../../src/manifest/intent';
import { INTENT_ANNOTATION } from '../../src/manifest/intent-annotation';
import { JsonObject, JsonValue, copyJson, isJsonObject } from '../../src/manifest/json';
import { PodModel } from '../../src/manifest/pod-model';
import { ALL_RULES } from '../../src/rules';
import { Violation } from '../../src/rules/finding';
import { Rule } from '../../src/rules/rule';
import { RuleContext } from '../../src/rules/rule-context';

const LIMITED = ALL_RULES.filter(({ onlyWith }) => onlyWith !== undefined);
const WITH_INTENT = ALL_RULES.filter(({ onlyWithIntent }) => onlyWithIntent);
const EXAMPLES = ALL_RULES.flatMap(({ compliant, nonCompliant }) =>
  [...compliant, ...nonCompliant].flatMap(({ yaml, intent }) =>
    parseAllDocuments(yaml).map((document) => ({ manifest: document.toJS() as JsonObject, intent })),
  ),
);
/** Those in which rules differ most. */
const VERSIONS = [KubernetesVersion.ALL[0], KubernetesVersion.DEFAULT, KubernetesVersion.ALL[KubernetesVersion.ALL.length - 1]];

/** What a rule finds, whatever it says of the fields that it needs. */
function found(rule: Rule, manifest: JsonObject, version: KubernetesVersion, intent?: PodIntent): Violation[] {
  const context = new RuleContext(manifest, version);
  const violations: Violation[] = [];
  const report = (violation: Violation) => void violations.push(violation);
  if ('judgeManifest' in rule) {
    rule.judgeManifest(manifest, report, context);
  } else {
    const pod = PodModel.read(manifest, intent);
    if (pod) rule.judge(pod, report, context);
  }
  return violations;
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

describe('a rule that needs to know what is meant by a pod', () => {
  const findsNothing = (manifest: JsonObject, version: KubernetesVersion) => {
    const silent = without(manifest, [INTENT_ANNOTATION]);
    for (const rule of WITH_INTENT) expect([rule.id, found(rule, silent, version)]).toEqual([rule.id, []]);
  };

  test('finds nothing in any example of which only the manifest is known', () => {
    for (const { manifest } of EXAMPLES) for (const version of VERSIONS) findsNothing(manifest, version);
  });

  test('finds nothing in a drawn manifest', () => {
    fc.assert(fc.property(workloadManifests({ minor: 37, mistakes: 3 }), fc.constantFrom(...VERSIONS), findsNothing), { numRuns: 200 });
  });

  test('is broken by an example that says it', () => {
    expect(WITH_INTENT.length).toBeGreaterThan(5);
    for (const { nonCompliant } of WITH_INTENT) {
      for (const { intent, yaml } of nonCompliant) expect(intent !== undefined || yaml.includes(INTENT_ANNOTATION)).toBe(true);
    }
  });
});
