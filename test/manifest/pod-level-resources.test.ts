import { KubernetesVersion } from '../../src/cluster/kubernetes-version';
import { JsonObject } from '../../src/manifest/json';
import { podLevelRequests, podLevelResources } from '../../src/manifest/pod-level-resources';
import { PodModel } from '../../src/manifest/pod-model';
import { ResourceAmounts } from '../../src/manifest/resource-amounts';

const { V1_36, V1_37 } = KubernetesVersion;

function filledIn(resources: JsonObject | undefined, own: JsonObject, version: KubernetesVersion): Record<string, string[]> | undefined {
  const spec: JsonObject = { containers: [{ name: 'web', resources: own }], ...(resources ? { resources } : {}) };
  const pod = PodModel.read({ apiVersion: 'v1', kind: 'Pod', spec })!;
  const found = podLevelResources(pod.spec, pod.containers, version);
  return found && { requests: texts(found.requests), limits: texts(found.limits) };
}

const texts = (amounts: ResourceAmounts) => Object.entries(amounts).map(([name, amount]) => `${name} ${amount}`);

test('a pod without resources of its own has none', () => {
  expect(filledIn(undefined, { requests: { cpu: '1' } }, V1_36)).toBeUndefined();
  expect(filledIn({}, { requests: { cpu: '1' } }, V1_37)).toEqual({ requests: [], limits: [] });
});

test('what a limited pod does not request is what its containers request, else its limit', () => {
  const limits = { cpu: '2', memory: '1Gi' };
  expect(filledIn({ limits }, { requests: { cpu: '100m' } }, V1_36)).toEqual({
    requests: ['cpu 100m', 'memory 1Gi'],
    limits: ['cpu 2', 'memory 1Gi'],
  });
});

test('a pod that only requests is filled in from 1.37', () => {
  const own = { requests: { memory: '1Mi' }, limits: { cpu: '1' } };
  expect(filledIn({ requests: { cpu: '2' } }, own, V1_36)).toEqual({ requests: ['cpu 2'], limits: [] });
  expect(filledIn({ requests: { cpu: '2' } }, own, V1_37)).toEqual({ requests: ['cpu 2', 'memory 1Mi'], limits: ['cpu 2'] });
});

test('a pod without containers has what it states', () => {
  for (const version of [V1_36, V1_37]) {
    const pod = PodModel.read({ apiVersion: 'v1', kind: 'Pod', spec: { resources: { requests: { cpu: '2' } } } })!;
    expect(texts(podLevelResources(pod.spec, pod.containers, version)!.requests)).toEqual(['cpu 2']);
  }
});

test('limits of huge pages are those of the containers, and other resources than the three are none of the pod', () => {
  const own = { limits: { 'hugepages-2Mi': '4Mi', 'example.com/gpu': '1' } };
  expect(filledIn({ limits: { cpu: '1', 'example.com/gpu': '1' } }, own, V1_36)).toEqual({
    requests: ['cpu 1', 'hugepages-2Mi 4Mi'],
    limits: ['cpu 1', 'hugepages-2Mi 4Mi'],
  });
});

test('requests of a pod without limits are those that it states', () => {
  const pod = PodModel.read({
    apiVersion: 'v1',
    kind: 'Pod',
    spec: { containers: [{ name: 'a', resources: { requests: { cpu: '1' } } }] },
  })!;
  expect(texts(podLevelRequests({ requests: { memory: '1Mi' } }, pod.containers[0].requests))).toEqual(['memory 1Mi']);
  expect(texts(podLevelRequests({ limits: { cpu: '2' } }, pod.containers[0].requests))).toEqual(['cpu 1']);
});
