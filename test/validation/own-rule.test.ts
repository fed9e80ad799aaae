import { KubernetesVersion } from '../../src/cluster/kubernetes-version';
import { JsonObject } from '../../src/manifest/json';
import { Finding, Severity } from '../../src/rules/finding';
import { IJudgedObject } from '../../src/rules/judged-object';
import { IRule } from '../../src/rules/own-rule';
import { judge } from '../../src/validation/judge';
import { ownRuleProblems } from '../../src/validation/own-rule';

const DEPLOYMENT: JsonObject = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'shop' },
  spec: {
    template: {
      metadata: { labels: { app: 'web' } },
      spec: {
        volumes: [{ name: 'cache', emptyDir: {} }],
        containers: [{ name: 'web', image: 'nginx:1.29', volumeMounts: [{ name: 'cache', mountPath: '/cache' }] }],
      },
    },
  },
};
const SERVICE: JsonObject = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { selector: { app: 'web' }, ports: [{ port: 80 }] },
};

function rule(judgeBy: (judged: IJudgedObject) => unknown, id = 'shop/rule'): IRule {
  const texts = { title: 'A title', why: 'A reason.', fix: 'A fix.' };
  return { id, severity: Severity.WARNING, ...texts, judge: judgeBy as IRule['judge'] };
}

function findingsOf(rules: IRule[]): Finding[] {
  const subjects = [DEPLOYMENT, SERVICE].map((manifest) => ({ manifest }));
  return judge(subjects, { version: KubernetesVersion.V1_36, rules: [], policy: { rules } });
}

test('a rule of ones own sees the object, its pod and its Services', () => {
  const seen: unknown[] = [];
  findingsOf([
    rule((judged) => {
      const { kind, apiVersion, name, namespace, pod, services, constructPath } = judged;
      const volumes = pod?.volumes.map((volume) => [volume.name, volume.source, volume.mounters.map((one) => one.name)]);
      const labels = pod?.labels;
      seen.push({ apiVersion, kind, name, namespace, constructPath, labels, volumes, services: services.length });
      seen.push(judged.valueAt('spec.template.spec.containers[0].image'));
      return [];
    }),
  ]);
  expect(seen).toEqual([
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      name: 'web',
      namespace: 'shop',
      constructPath: undefined,
      labels: { app: 'web' },
      volumes: [['cache', 'emptyDir', ['web']]],
      services: 1,
    },
    'nginx:1.29',
    { apiVersion: 'v1', kind: 'Service', name: 'web', namespace: 'shop', services: 0 },
    undefined,
  ]);
});

test('what it says becomes a finding with its severity and fix, or those of the violation', () => {
  const found = findingsOf([
    rule(({ kind }) =>
      kind === 'Service'
        ? []
        : [
            { fieldPath: 'spec', message: 'is wrong' },
            { fieldPath: 'spec.a', message: 'is wrong', value: 10n, allowed: 'b', fix: 'Other.', severity: Severity.ERROR },
          ],
    ),
  ]);
  expect(found).toMatchObject([
    { ruleId: 'shop/rule', severity: 'error', fieldPath: 'spec.a', value: '10', allowed: 'b', fix: 'Other.' },
    { ruleId: 'shop/rule', severity: 'warning', fieldPath: 'spec', fix: 'A fix.' },
  ]);
});

test.each<[string, unknown]>([
  ['no list', Promise.resolve([])],
  ['nothing', undefined],
  ['a violation without a field path', [{ message: 'x' }]],
  ['null', [null]],
])('fails on a rule that returns %s, under its own id', (_, returned) => {
  const found = findingsOf([rule(() => returned)]);
  expect(found.map(({ ruleId, severity }) => [ruleId, severity])).toEqual([
    ['shop/rule', 'warning'],
    ['shop/rule', 'warning'],
  ]);
  expect(found[0].message).toContain('it returned');
});

test('a value that no report can write is written as a text', () => {
  const round: JsonObject = {};
  round.self = round;
  const found = findingsOf([rule(() => [round, () => 1].map((value) => ({ fieldPath: 'spec', message: 'x', value })))]);
  expect(typeof found[0].value).toBe('string');
  expect(typeof found[1].value).toBe('string');
});

test('fails on rules that are none, with everything that is wrong with each', () => {
  const good = rule(() => []);
  expect(ownRuleProblems([good])).toEqual([]);
  const problems = ownRuleProblems([
    good,
    good,
    { ...good, id: 'practice/mine' },
    { ...good, id: 'Mine' },
    { ...good, id: 'shop/other', severity: 'fatal', judge: 1, why: '' },
    null,
  ]).join('\n');
  for (const part of [
    "'shop/rule' is there twice",
    "'practice/mine' cannot",
    "'Mine' cannot",
    "'fatal'",
    'no method judge',
    'no why',
    'at index 5 has no id: state it as a text, in Python as a property',
  ]) {
    expect(problems).toContain(part);
  }
});
