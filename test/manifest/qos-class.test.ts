import { KubernetesVersion } from '../../src/cluster/kubernetes-version';
import { JsonObject } from '../../src/manifest/json';
import { PodModel } from '../../src/manifest/pod-model';
import { qosOf } from '../../src/manifest/qos-class';

const ALL = { limits: { cpu: '1', memory: '1Gi' } };
const MORE = { requests: { cpu: '100m', memory: '1Gi' }, limits: { cpu: '1', memory: '1Gi' } };

function qos(containers: (JsonObject | undefined)[], resources?: JsonObject, version = KubernetesVersion.V1_36): string {
  const spec: JsonObject = {
    containers: containers.map((each, index) => ({ name: `c${index}`, ...(each ? { resources: each } : {}) })),
    ...(resources ? { resources } : {}),
  };
  const pod = PodModel.read({ apiVersion: 'v1', kind: 'Pod', spec })!;
  const { qosClass, reason } = qosOf(pod.spec, pod.containers, version);
  return `${qosClass}: ${reason}`;
}

test.each<[string, string]>([
  [qos([undefined]), 'BestEffort: no container requests or limits cpu or memory'],
  [qos([{ requests: { 'example.com/gpu': '1' } }]), 'BestEffort: no container requests or limits cpu or memory'],
  [qos([ALL, ALL]), 'Guaranteed: every container requests all the cpu and memory that its limits allow'],
  [qos([ALL, undefined]), "Burstable: container 'c1' has no limit of cpu and memory"],
  [qos([{ limits: { cpu: '1' } }, undefined]), "Burstable: container 'c0' has no limit of memory, and so it is with 1 more"],
  [qos([ALL, MORE]), "Burstable: container 'c1' requests less cpu than its limit"],
  [qos([undefined], ALL), 'Guaranteed: the pod itself requests all the cpu and memory that its limits allow'],
  [qos([ALL], { requests: { cpu: '1' } }), 'Burstable: the pod itself has no limit of cpu and memory'],
])('a class has its reason: %s', (found, expected) => {
  expect(found).toBe(expected);
});

test("a pod's own resources count from 1.34, and empty ones hide those of the containers until 1.36", () => {
  expect(qos([undefined], ALL, KubernetesVersion.V1_33)).toMatch(/^BestEffort/);
  expect(qos([ALL], {}, KubernetesVersion.V1_36)).toBe('BestEffort: the pod itself requests and limits no cpu or memory');
  expect(qos([ALL], {}, KubernetesVersion.V1_37)).toMatch(/^Guaranteed: every container/);
});
