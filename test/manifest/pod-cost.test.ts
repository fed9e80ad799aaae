import * as fc from 'fast-check';
import { resourcePods } from '../../lab/compare/resource-pods';
import { KubernetesVersion } from '../../src/cluster/kubernetes-version';
import { costReason } from '../../src/manifest/cost-reason';
import { effectiveLimits } from '../../src/manifest/effective-resources';
import { DependencyIntent } from '../../src/manifest/intent';
import { JsonObject } from '../../src/manifest/json';
import { PodCost, podCost } from '../../src/manifest/pod-cost';
import { PodModel } from '../../src/manifest/pod-model';
import { StartCondition } from '../../src/manifest/start-condition';

const requesting = (name: string, cpu?: string, more: JsonObject = {}): JsonObject => ({
  name,
  image: 'busybox:1.37',
  ...(cpu === undefined ? {} : { resources: { requests: { cpu } } }),
  ...more,
});
const sidecar = (name: string, cpu?: string): JsonObject => requesting(name, cpu, { restartPolicy: 'Always' });

function read(initContainers: JsonObject[], spec: JsonObject = {}, dependsOn: Record<string, DependencyIntent[]> = {}): PodModel {
  const containers = Object.fromEntries(
    Object.entries(dependsOn).map(([name, conditions]) => [name, { role: 'init-task', endpoints: [], shares: [], dependsOn: conditions }]),
  );
  const manifest = { apiVersion: 'v1', kind: 'Pod', spec: { containers: [requesting('web', '100m')], initContainers, ...spec } };
  return PodModel.read(manifest, Object.keys(dependsOn).length > 0 ? { containers, volumes: {} } : undefined)!;
}

const cpuOf = ({ resources }: PodCost) => resources.find(({ resource }) => resource === 'cpu')!;

describe('what is reserved', () => {
  test('is what runs in the end where that is more than any init task needs', () => {
    const cost = cpuOf(podCost(read([requesting('prepare', '150m'), sidecar('proxy', '100m')])));
    expect(cost).toMatchObject({ decidedBy: 'running', decidingInitTask: undefined });
    expect([cost.reserved, cost.running, cost.savedByOrder].map(String)).toEqual(['200m', '200m', '0']);
    expect(costReason(cost)).toBe('what runs: proxy 100m + web 100m');
  });

  test('is what an init task needs beside the sidecars before it where that is more', () => {
    const cost = cpuOf(podCost(read([sidecar('proxy', '100m'), requesting('prepare', '200m'), requesting('small', '50m')])));
    expect(cost).toMatchObject({ decidedBy: 'init-task', decidingInitTask: 'prepare' });
    expect([cost.reserved, cost.running].map(String)).toEqual(['300m', '200m']);
    expect(cost.initTasks.map(({ name, together }) => `${name} ${together}`)).toEqual(['prepare 300m', 'small 150m']);
    expect(costReason(cost)).toBe('the init task prepare 200m beside proxy 100m');
  });

  test('is what the pod itself requests, in the versions that have that', () => {
    const pod = read([sidecar('proxy', '100m')], { resources: { requests: { cpu: '1' } } });
    const cost = cpuOf(podCost(pod, KubernetesVersion.V1_34));
    expect(cost.decidedBy).toBe('pod');
    expect(`${cost.reserved}: ${costReason(cost)}`).toBe('1: the pod itself requests 1');
    expect(String(cpuOf(podCost(pod, KubernetesVersion.V1_33)).reserved)).toBe('200m');
  });

  test('has the overhead of the runtime class on top', () => {
    const cost = cpuOf(podCost(read([], { overhead: { cpu: '50m' } })));
    expect(`${cost.reserved}: ${costReason(cost)}`).toBe('150m: what runs: web 100m, and 50m of overhead');
  });

  test('counts a native sidecar as an init task in a version without native sidecars', () => {
    const cost = cpuOf(podCost(read([sidecar('proxy', '150m')]), KubernetesVersion.V1_28));
    expect(cost).toMatchObject({ decidedBy: 'init-task', decidingInitTask: 'proxy' });
    expect(String(cost.reserved)).toBe('150m');
  });

  test('is named cpu and memory first, then by name', () => {
    const resources = { requests: { 'example.com/gpu': '1', memory: '1Mi', cpu: '1', 'ephemeral-storage': '1Mi' } };
    expect(podCost(read([requesting('prepare', undefined, { resources })])).resources.map(({ resource }) => resource)).toEqual([
      'cpu',
      'memory',
      'ephemeral-storage',
      'example.com/gpu',
    ]);
  });

  test('counts an amount of null as nothing of the resource, which no limit fills in', () => {
    const resources = { requests: { memory: null }, limits: { memory: '64Mi' } };
    const { resources: costs } = podCost(read([], { containers: [{ name: 'web', resources }], overhead: { 'example.com/gpu': null } }));
    expect(costs.map(({ resource, reserved }) => `${resource} ${reserved}`)).toEqual(['memory 0', 'example.com/gpu 0']);
  });

  test('is nothing where nobody requests anything', () => {
    expect(podCost(read([], { containers: [requesting('web')] }))).toEqual({ resources: [], cheaperOrder: undefined, movedInitTasks: [] });
  });
});

describe('another order', () => {
  const costly = [sidecar('proxy', '100m'), sidecar('logs', '20m'), requesting('prepare', '200m')];

  test('saves what the sidecars request that an init task does not need', () => {
    const cost = podCost(read(costly));
    expect(String(cpuOf(cost).savedByOrder)).toBe('100m');
    expect(cost).toMatchObject({ cheaperOrder: ['prepare', 'proxy', 'logs'], movedInitTasks: ['prepare'] });
  });

  test('keeps the sidecars that an init task is known to need, by itself or through another one', () => {
    const needs = (container: string, condition: StartCondition): DependencyIntent[] => [{ container, condition }];
    const direct = podCost(read(costly, {}, { prepare: needs('proxy', StartCondition.STARTED) }));
    expect(String(cpuOf(direct).savedByOrder)).toBe('20m');
    expect(direct.cheaperOrder).toEqual(['proxy', 'prepare', 'logs']);
    const tasks = [sidecar('proxy', '100m'), requesting('keys', '1m'), requesting('prepare', '200m')];
    const through = podCost(
      read(tasks, {}, { prepare: needs('keys', StartCondition.COMPLETE), keys: needs('proxy', StartCondition.HEALTHY) }),
    );
    expect(through).toMatchObject({ cheaperOrder: undefined, movedInitTasks: [] });
  });

  test('saves nothing where the pod itself says what is reserved', () => {
    expect(podCost(read(costly, { resources: { requests: { cpu: '1' } } })).cheaperOrder).toBeUndefined();
  });
});

test('the amounts that explain a cost add up to it, and no order of the tool costs more than the one that there is', () => {
  fc.assert(
    fc.property(resourcePods(), (manifest) => {
      const pod = PodModel.read(manifest)!;
      for (const cost of podCost(pod, KubernetesVersion.V1_36).resources) {
        const peaks = cost.initTasks.map(({ together }) => together);
        const greatest = peaks.reduce((most, next) => most.max(next), cost.running);
        const expected = cost.ownRequest ?? greatest;
        expect(String(cost.overhead ? expected.plus(cost.overhead).toNumber() : expected.toNumber())).toBe(
          String(cost.reserved.toNumber()),
        );
        expect(cost.savedByOrder.isNegative).toBe(false);
        if (cost.decidedBy === 'init-task') expect(cost.initTasks.some(({ name }) => name === cost.decidingInitTask)).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
});

test('limits have the overhead on top where there is a limit', () => {
  const limited = { resources: { limits: { cpu: '1' } } };
  const pod = read([], { containers: [requesting('web', undefined, limited)], overhead: { cpu: '50m', memory: '1Mi' } });
  expect(Object.entries(effectiveLimits(pod.spec, pod.containers)).map(([name, amount]) => `${name} ${amount}`)).toEqual(['cpu 1050m']);
});
