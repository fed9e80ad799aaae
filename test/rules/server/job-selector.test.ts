import { KubernetesVersion } from '../../../src/cluster/kubernetes-version';
import { JsonObject } from '../../../src/manifest/json';
import { jobSelector } from '../../../src/rules/server/job-selector';
import { judge } from '../../../src/validation/judge';

function problems(ofJob: JsonObject, ofPods: JsonObject): string[] {
  const manifest: JsonObject = {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'a b', ...ofJob },
    spec: { template: { metadata: ofPods, spec: { restartPolicy: 'Never', containers: [{ name: 'import', image: 'busybox:1.37' }] } } },
  };
  return judge([{ manifest }], { version: KubernetesVersion.DEFAULT, rules: [jobSelector] }).map(({ fieldPath }) => fieldPath);
}

test.each([{}, { app: 'import' }])(
  'fails at the labels of a Job that has none of its own: those of its pods are its too (%j)',
  (labels) => {
    expect(problems({}, { labels })).toEqual(['metadata.labels', 'spec.template.labels']);
    expect(problems({ labels: {} }, { labels })).toEqual(['metadata.labels', 'spec.template.labels']);
  },
);

test('the labels of a Job that has its own, or whose pods have none, do not get its name', () => {
  expect(problems({ labels: { app: 'import' } }, { labels: { app: 'import' } })).toEqual(['spec.template.labels']);
  expect(problems({}, {})).toEqual(['spec.template.labels']);
});
