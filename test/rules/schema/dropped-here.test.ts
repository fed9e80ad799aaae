import { JsonObject } from '../../../src/manifest/json';
import { schemaIssues } from '../../support/schema-issues';

function droppedFrom(manifest: JsonObject, minor: number): string[] {
  return schemaIssues(manifest, minor)
    .filter(({ kind }) => kind === 'dropped-field')
    .map(({ fieldPath }) => fieldPath);
}

function podOf(spec: JsonObject): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web' },
    spec: { containers: [{ name: 'web', image: 'nginx:1.29' }], ...spec },
  };
}

const CLAIM: JsonObject = {
  accessModes: ['ReadWriteOnce'],
  resources: { requests: { storage: '1Gi' } },
  dataSourceRef: { apiGroup: 'example.com', kind: 'Any', name: 'a', namespace: 'other' },
};

test('the default way to mount /proc is not missed where every other is dropped', () => {
  const pod = (procMount: string) => podOf({ containers: [{ name: 'web', image: 'nginx:1.29', securityContext: { procMount } }] });
  expect(droppedFrom(pod('Default'), 28)).toEqual([]);
  expect(droppedFrom(pod('Unmasked'), 28)).toEqual(['spec.containers[0].securityContext.procMount']);
});

test('an empty list is not missed', () => {
  expect(droppedFrom(podOf({ resourceClaims: [] }), 31)).toEqual([]);
  expect(droppedFrom(podOf({ resourceClaims: [{ name: 'gpu' }] }), 31)).toEqual(['spec.resourceClaims']);
});

test('the namespace of a data source is dropped from a claim, and not from what a claim will be made of', () => {
  const pod = podOf({ volumes: [{ name: 'v', ephemeral: { volumeClaimTemplate: { spec: structuredClone(CLAIM) } } }] });
  expect(droppedFrom(pod, 36)).toEqual([]);
  const claim: JsonObject = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'a' }, spec: structuredClone(CLAIM) };
  expect(droppedFrom(claim, 36)).toEqual(['spec.dataSourceRef.namespace']);
});

test("a CronJob's Jobs keep the limits by index that a Job of 1.28 loses", () => {
  const spec: JsonObject = { backoffLimitPerIndex: 1, template: { spec: { restartPolicy: 'Never', containers: [] } } };
  const job: JsonObject = { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'a' }, spec };
  expect(droppedFrom(job, 28)).toEqual(['spec.backoffLimitPerIndex']);
  const cronJob: JsonObject = { ...job, kind: 'CronJob', spec: { schedule: '@daily', jobTemplate: { spec } } };
  expect(droppedFrom(cronJob, 28)).toEqual([]);
});

test('1.34 drops each restart policy of a container save the one of a native sidecar', () => {
  const container = (restartPolicy: string) => ({ name: restartPolicy.toLowerCase(), image: 'nginx:1.29', restartPolicy });
  const pod = podOf({ initContainers: [container('Always'), container('Never')], containers: [container('Always')] });
  expect(droppedFrom(pod, 34)).toEqual(['spec.containers[0].restartPolicy', 'spec.initContainers[1].restartPolicy']);
  expect(droppedFrom(pod, 33)).toEqual([]);
  expect(droppedFrom(pod, 35)).toEqual([]);
});

test('a resize policy is dropped with its gate from containers of every list', () => {
  const container = { name: 'web', image: 'nginx:1.29', resizePolicy: [{ resourceName: 'cpu', restartPolicy: 'NotRequired' }] };
  const pod = podOf({ initContainers: [container], containers: [container], ephemeralContainers: [container] });
  expect(droppedFrom(pod, 33)).toEqual([]);
  expect(droppedFrom(pod, 32).sort()).toEqual(
    ['containers', 'ephemeralContainers', 'initContainers'].map((list) => `spec.${list}[0].resizePolicy`),
  );
});

test('claims on devices are dropped of what a claim on storage requests, and left in the claims that a StatefulSet will make', () => {
  const spec: JsonObject = { ...CLAIM, resources: { requests: { storage: '1Gi' }, claims: [{ name: 'a' }] } };
  const claim: JsonObject = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'data' }, spec };
  const set: JsonObject = {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'db' },
    spec: { volumeClaimTemplates: [{ metadata: { name: 'data' }, spec }] },
  };
  expect(droppedFrom(claim, 28)).toContain('spec.resources.claims');
  expect(droppedFrom(set, 28)).toEqual([]);
});
