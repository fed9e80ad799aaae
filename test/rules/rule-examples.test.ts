import { parseAllDocuments } from 'yaml';
import { KubernetesVersion } from '../../src/cluster/kubernetes-version';
import { JsonObject } from '../../src/manifest/json';
import { ALL_RULES } from '../../src/rules';
import { Finding, Severity } from '../../src/rules/finding';
import { Rule, RuleExample } from '../../src/rules/rule';
import { judge } from '../../src/validation/judge';

function versionOf(rule: Rule, example: RuleExample): KubernetesVersion {
  if (example.version !== undefined) return KubernetesVersion.of(example.version);
  return rule.until === undefined ? KubernetesVersion.DEFAULT : KubernetesVersion.of(rule.until);
}

function findingsIn(rule: Rule, example: RuleExample): Finding[] {
  const manifests = parseAllDocuments(example.yaml).map((document) => document.toJS() as JsonObject);
  return judge(
    manifests.map((manifest) => ({ manifest, intent: example.intent })),
    { version: versionOf(rule, example) },
  );
}

describe.each(ALL_RULES.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  test('says what it is about', () => {
    expect(id).toMatch(/^[a-z]+\/[a-z0-9-]+$/);
    expect(rule.title).not.toMatch(/\.$/);
    for (const text of [rule.why, rule.fix]) expect(text).toMatch(/[.)]$/);
    expect(rule.source).toMatch(/^https:\/\//);
    expect(rule.compliant.length).toBeGreaterThan(0);
    expect(rule.nonCompliant.length).toBeGreaterThan(0);
  });

  test.each(rule.compliant.map((example) => [example.title, example] as const))('accepts %s', (_title, example) => {
    const findings = findingsIn(rule, example);
    expect(findings.filter((finding) => finding.ruleId === id || finding.severity === Severity.ERROR)).toEqual([]);
  });

  test.each(rule.nonCompliant.map((example) => [example.title, example] as const))('finds %s', (_title, example) => {
    const found = findingsIn(rule, example).filter((finding) => finding.ruleId === id);
    expect(found.map((finding) => finding.fieldPath)).toEqual(example.fieldPaths);
  });
});

test('every rule has an id of its own', () => {
  expect(new Set(ALL_RULES.map((rule) => rule.id)).size).toBe(ALL_RULES.length);
});
