import { KubernetesVersion } from '../../../src/cluster/kubernetes-version';
import { JsonObject } from '../../../src/manifest/json';
import { podAnnotations } from '../../../src/rules/server/pod-annotations';
import { judge } from '../../../src/validation/judge';

function problems(tolerations: string): string[] {
  const manifest: JsonObject = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web', annotations: { 'scheduler.alpha.kubernetes.io/tolerations': tolerations } },
    spec: { containers: [{ name: 'web', image: 'nginx:1.29' }] },
  };
  return judge([{ manifest }], { version: KubernetesVersion.DEFAULT, rules: [podAnnotations] }).map(
    ({ errorType, fieldPath }) => `${errorType} ${fieldPath.replace(/^.*tolerations/, '')}`,
  );
}

test.each([
  ['capitals do not matter', '[{"KEY":"a","Operator":"Exists"}]', []],
  ['what stands in a field with other capitals is judged', '[{"KEY":"a","OPERATOR":"EXISTS"}]', ['FieldValueNotSupported [0].operator']],
  ['null leaves what was there', '[{"key":"a","operator":"Exists","KEY":null}]', []],
  ['a field that there is not is passed over', '[{"key":"a","operator":"Exists","until":"tomorrow"}]', []],
  ['null is no toleration', 'null', []],
  ['an entry that is null is judged as an empty one', '[null]', ['FieldValueInvalid [0].operator']],
])('tolerations of an annotation: %s', (_, tolerations, expected) => {
  expect(problems(tolerations)).toEqual(expected);
});

test.each(['[{"key":1,"operator":"Exists"}]', '[{"tolerationSeconds":"5"}]', '[{"tolerationSeconds":1.5}]', '{}', '[1]', 'a'])(
  'fails for tolerations of another type: %s',
  (tolerations) => {
    expect(problems(tolerations)).toEqual(['FieldValueInvalid metadata.annotations']);
  },
);
