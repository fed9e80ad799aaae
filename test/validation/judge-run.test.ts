import fc from 'fast-check';
import { workloadManifests } from '../../lab/compare/arbitraries';
import { KubernetesVersion } from '../../src/cluster/kubernetes-version';
import { JsonObject } from '../../src/manifest/json';
import { Severity } from '../../src/rules/finding';
import { Neighbours } from '../../src/rules/neighbours';
import { IRule } from '../../src/rules/own-rule';
import { JudgeRun } from '../../src/validation/judge-run';
import { ValidationPolicy } from '../../src/validation/validation-policy';

const run = (policy: ValidationPolicy = {}) => new JudgeRun({ version: KubernetesVersion.V1_36, policy }, Neighbours.NONE);

test('manifests that are judged together are told what each is told alone', () => {
  fc.assert(
    fc.property(fc.array(workloadManifests({ minor: 36, mistakes: 2 }), { maxLength: 40 }), (manifests) => {
      const together = run().judge(manifests.map((manifest) => ({ manifest })));
      expect(together).toEqual(manifests.flatMap((manifest) => run().judge([{ manifest }])));
    }),
    { numRuns: 30 },
  );
});

test('the objects of a long List are told what each is told alone, with their places', () => {
  const pod = (index: number): JsonObject => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `web-${index}` },
    spec: { contaners: [] },
  });
  const items = Array.from({ length: 50 }, (_, index) => pod(index));
  const [{ findings }] = run().judge([{ manifest: { apiVersion: 'v1', kind: 'List', items } }]);
  const unknown = findings.filter(({ ruleId }) => ruleId === 'schema/unknown-field');
  expect(unknown.map(({ subject }) => subject.listPath)).toEqual(items.map((_, index) => `items[${index}]`));
});

test('a rule of one’s own sees the objects in their order, whatever their forms', () => {
  const seen: string[] = [];
  const rule: IRule = {
    id: 'shop/seen',
    severity: Severity.WARNING,
    title: 'seen',
    why: 'seen',
    fix: 'none',
    judge: ({ name }) => {
      seen.push(name);
      return [];
    },
  };
  const names = Array.from({ length: 40 }, (_, index) => `object-${index}`);
  const kinds = ['Pod', 'ConfigMap', 'Service'];
  run({ rules: [rule] }).judge(
    names.map((name, index) => ({ manifest: { apiVersion: 'v1', kind: kinds[index % 3], metadata: { name } } })),
  );
  expect(seen).toEqual(names);
});
