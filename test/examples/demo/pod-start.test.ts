import { ManifestObject, startOf } from '../../../examples/demo/pod-start';

function deployment(spec: object, annotations: Record<string, string> = {}): ManifestObject {
  return { kind: 'Deployment', metadata: { name: 'web' }, spec: { template: { metadata: { annotations }, spec } } };
}

test('an object without a pod starts nothing', () => {
  expect(startOf({ kind: 'Service', metadata: { name: 'web' }, spec: {} })).toEqual([]);
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
  const object: ManifestObject = { kind: 'CronJob', metadata: { name: 'nightly' }, spec: { jobTemplate: { spec: { template } } } };
  expect(startOf(object)).toEqual([[{ name: 'check', role: 'main' }]]);
});
