import fc from 'fast-check';
import { workloadManifests } from '../../lab/compare/arbitraries';
import { KubernetesVersion } from '../../src/cluster/kubernetes-version';
import { JsonObject } from '../../src/manifest/json';
import { PodModel } from '../../src/manifest/pod-model';
import { ALL_RULES } from '../../src/rules';
import { Severity } from '../../src/rules/finding';
import { ManifestRule, PodRule, Rule } from '../../src/rules/rule';
import { RuleContext } from '../../src/rules/rule-context';
import { judge } from '../../src/validation/judge';
import { RuleSet } from '../../src/validation/rule-set';

const TEXTS = { severity: Severity.WARNING, title: '', why: '', fix: '', source: '', compliant: [], nonCompliant: [] };

function podRule(id: string, more: Partial<PodRule> = {}): PodRule {
  return { ...TEXTS, id, judge: () => undefined, ...more };
}

function manifestRule(id: string, more: Partial<ManifestRule> = {}): ManifestRule {
  return { ...TEXTS, id, judgeManifest: () => undefined, ...more };
}

function applicable(rules: Rule[], manifest: JsonObject, intent?: unknown, version = KubernetesVersion.V1_36): string[] {
  const set = new RuleSet(rules, version);
  const { met } = new RuleContext(manifest, version, undefined, set.telling).walked;
  const { podRules, manifestRules } = set.for(manifest, PodModel.read(manifest, intent), met);
  return [...podRules, ...manifestRules].map(({ id }) => id);
}

const POD: JsonObject = { apiVersion: 'v1', kind: 'Pod', spec: { containers: [{ name: 'web', image: 'nginx' }] } };
const JOB: JsonObject = { apiVersion: 'batch/v1', kind: 'Job', spec: { template: { spec: POD.spec } } };
const SERVICE: JsonObject = { apiVersion: 'v1', kind: 'Service', spec: { ports: [{ port: 80 }] } };

test('rules on pods are run where there is a pod, rules on manifests everywhere', () => {
  const rules = [podRule('pod'), manifestRule('manifest')];
  expect(applicable(rules, POD)).toEqual(['pod', 'manifest']);
  expect(applicable(rules, SERVICE)).toEqual(['manifest']);
});

test('a rule that names kinds is run on them only', () => {
  const rules = [podRule('jobs', { kinds: ['Job'] }), manifestRule('services', { kinds: ['Service'] })];
  expect([POD, JOB, SERVICE].map((manifest) => applicable(rules, manifest))).toEqual([[], ['jobs'], ['services']]);
});

test('a rule that names fields is run where one of them stands at any depth', () => {
  const rules = [podRule('images', { onlyWith: ['image'] }), podRule('ports', { onlyWith: ['ports', 'hostPort'] })];
  expect(applicable(rules, JOB)).toEqual(['images']);
  expect(applicable(rules, { ...JOB, nowhere: [{ hostPort: 80 }] })).toEqual(['images', 'ports']);
});

test('a rule that needs to know what is meant is run where that is known', () => {
  const rules = [podRule('meant', { onlyWithIntent: true })];
  expect(applicable(rules, POD)).toEqual([]);
  expect(applicable(rules, POD, { volumes: {}, containers: {} })).toEqual(['meant']);
});

test('a rule of some versions is run in them only', () => {
  const rules = [
    podRule('later', { since: '1.37' }),
    podRule('earlier', { until: '1.35' }),
    podRule('now', { since: '1.36', until: '1.36' }),
  ];
  expect(applicable(rules, POD)).toEqual(['now']);
  expect(applicable(rules, POD, undefined, KubernetesVersion.V1_37)).toEqual(['later']);
});

test('a drawn manifest is told everything by the rules that are run on it that all rules would tell', () => {
  const always = ALL_RULES.map((rule) => ({ ...rule, onlyWith: undefined, onlyWithIntent: undefined }));
  fc.assert(
    fc.property(workloadManifests({ minor: 37, mistakes: 4 }), fc.constantFrom(...KubernetesVersion.ALL), (manifest, version) => {
      expect(judge([{ manifest }], { version })).toEqual(judge([{ manifest }], { version, rules: always }));
    }),
    { numRuns: 300 },
  );
});
