import { KubernetesVersion } from '../../../src/cluster/kubernetes-version';
import { objectName } from '../../../src/rules/server/object-name';
import { judge } from '../../../src/validation/judge';

function problems(metadata: { name?: string; generateName: string }, version: KubernetesVersion): string[] {
  const manifest = {
    apiVersion: 'v1',
    kind: 'ReplicationController',
    metadata: { ...metadata },
    spec: { template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'nginx:1.29' }] } } },
  };
  return judge([{ manifest }], { version, rules: [objectName] }).map(({ fieldPath }) => fieldPath);
}

test.each(['a/b', 'a%b'])('fails for the prefix %s beside a name in every version: it can be no part of a path', (generateName) => {
  expect(problems({ name: 'web', generateName }, KubernetesVersion.V1_34)).toEqual(['metadata.generateName']);
  expect(problems({ name: 'web', generateName }, KubernetesVersion.V1_35)).toEqual(['metadata.generateName']);
});

test('any other prefix beside the name of a ReplicationController is looked at by versions before 1.35 only', () => {
  expect(problems({ name: 'web', generateName: 'A_b' }, KubernetesVersion.V1_34)).toEqual(['metadata.generateName']);
  expect(problems({ name: 'web', generateName: 'A_b' }, KubernetesVersion.V1_35)).toEqual([]);
});

test('fails for the name that a prefix becomes', () => {
  expect(problems({ generateName: 'a/b' }, KubernetesVersion.V1_35)).toEqual(['metadata.name']);
});
