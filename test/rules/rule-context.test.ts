import { KubernetesVersion } from '../../src/cluster/kubernetes-version';
import { JsonObject } from '../../src/manifest/json';
import { RuleContext } from '../../src/rules/rule-context';

const POD: JsonObject = { apiVersion: 'v1', kind: 'Pod', spec: { containers: [], contaners: [] } };

test('the rules on an object share one walk over it', () => {
  const context = new RuleContext(POD, KubernetesVersion.V1_36);
  expect(context.walked.issues.map(({ fieldPath }) => fieldPath)).toEqual(['spec.contaners']);
  expect(context.walked).toBe(context.walked);
});

test('an object that was changed is walked again', () => {
  const walked = () => new RuleContext(POD, KubernetesVersion.V1_36).walked.issues.length;
  expect(walked()).toBe(1);
  delete (POD.spec as JsonObject).contaners;
  expect(walked()).toBe(0);
});
