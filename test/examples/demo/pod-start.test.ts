import { ManifestObject, startOf } from '../../../examples/demo/pod-start';

function manifest<Fields extends ManifestObject>(fields: Fields): ManifestObject {
  return fields;
}

function deployment(spec: object, annotations: Record<string, string> = {}): ManifestObject {
  return manifest({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: { template: { metadata: { annotations }, spec } },
  });
}

test('an object without a pod starts nothing', () => {
  expect(startOf(manifest({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: {} }))).toEqual([]);
});

test('init containers start one by one, main and ordinary containers together', () => {
  const object = deployment({
    initContainers: [{ name: 'a' }, { name: 'b', restartPolicy: 'Always' }],
    containers: [{ name: 'c' }, { name: 'd' }],
  });
  expect(startOf(object)).toEqual([
    [{ name: 'a', role: 'init task' }],
    [{ name: 'b', role: 'native sidecar' }],
    [
      { name: 'c', role: 'main' },
      { name: 'd', role: 'container' },
    ],
  ]);
});

test('main is the container that the annotation names', () => {
  const annotations = { 'kubectl.kubernetes.io/default-container': 'd' };
  const object = deployment({ containers: [{ name: 'c' }, { name: 'd' }] }, annotations);
  expect(startOf(object)[0].map(({ role }) => role)).toEqual(['container', 'main']);
});

test('the pod of a CronJob is that of its Jobs', () => {
  const template = { spec: { containers: [{ name: 'check' }] } };
  const metadata = { name: 'nightly' };
  const object = manifest({ apiVersion: 'batch/v1', kind: 'CronJob', metadata, spec: { jobTemplate: { spec: { template } } } });
  expect(startOf(object)).toEqual([[{ name: 'check', role: 'main' }]]);
});

test('a container has the role that the manifest keeps for it', () => {
  const containers = { db: { role: 'ambassador' }, web: { role: 'main' } };
  const object = manifest({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web', annotations: { 'pod-patterns.cdk8s.io/intent': JSON.stringify({ containers }) } },
    spec: { containers: [{ name: 'web' }], initContainers: [{ name: 'db', restartPolicy: 'Always' }] },
  });
  expect(startOf(object)).toEqual([[{ name: 'db', role: 'ambassador' }], [{ name: 'web', role: 'main' }]]);
});
