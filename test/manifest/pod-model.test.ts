import * as fc from 'fast-check';
import { BindAddress } from '../../src/manifest/bind-address';
import { ContainerKind } from '../../src/manifest/container-kind';
import { PodIntent } from '../../src/manifest/intent';
import { JsonObject } from '../../src/manifest/json';
import { PodModel } from '../../src/manifest/pod-model';
import { WORKLOAD_KINDS } from '../../src/manifest/workload-kind';
import { readEverything } from '../support/read-everything';

function inWorkload(kind: string, pod: JsonObject): JsonObject {
  const { apiVersion, templatePath } = WORKLOAD_KINDS[kind];
  const nested = [...templatePath].reverse().reduce<JsonObject>((inner, key) => ({ [key]: inner }), pod);
  return { apiVersion, kind, ...nested };
}

const POD: JsonObject = {
  metadata: { labels: { app: 'web' } },
  spec: {
    initContainers: [
      { name: 'prepare', image: 'busybox:1.37', resources: { requests: { cpu: '200m' } } },
      { name: 'proxy', image: 'envoy:1.30', restartPolicy: 'Always', resources: { requests: { cpu: '100m' } } },
    ],
    containers: [
      { name: 'web', image: 'nginx:1.29', ports: [{ containerPort: 80, name: 'http' }], resources: { limits: { cpu: '100m' } } },
      { name: 'logs', image: 'busybox:1.37', command: ['tail', '-F', '/logs/a.log'], volumeMounts: [{ name: 'logs', mountPath: '/logs' }] },
    ],
    volumes: [{ name: 'logs' }, { name: 'settings', configMap: { name: 'settings' } }],
  },
};

describe('PodModel', () => {
  test.each(Object.keys(WORKLOAD_KINDS))('reads the pod of a %s', (kind) => {
    const model = PodModel.read(inWorkload(kind, POD))!;
    expect(model.containers.map((container) => [container.name, container.kind])).toEqual([
      ['prepare', ContainerKind.INIT],
      ['proxy', ContainerKind.NATIVE_SIDECAR],
      ['web', ContainerKind.CONTAINER],
      ['logs', ContainerKind.CONTAINER],
    ]);
    expect(model.containers[2].fieldPath).toBe([...WORKLOAD_KINDS[kind].templatePath, 'spec.containers[0]'].join('.'));
    expect(model.labels).toEqual({ app: 'web' });
  });

  test('reads each pod of a List, and nothing of other kinds', () => {
    const list = {
      apiVersion: 'v1',
      kind: 'List',
      items: [inWorkload('Pod', POD), { kind: 'Service', apiVersion: 'v1' }, inWorkload('Job', POD)],
    };
    expect(PodModel.readAll(list).map((pod) => pod.workloadKind)).toEqual(['Pod', 'Job']);
    expect(PodModel.read({ apiVersion: 'argoproj.io/v1', kind: 'Deployment' })).toBeUndefined();
  });

  test('takes a port that is null for one of which nothing is said, as the API server does', () => {
    const pod: JsonObject = { spec: { containers: [{ name: 'web', ports: [null, 'http', { containerPort: 80 }] }] } };
    const { ports } = PodModel.read(inWorkload('Pod', pod))!.containers[0];
    expect(ports.map(({ containerPort, fieldPath }) => [fieldPath, containerPort])).toEqual([
      ['spec.containers[0].ports[0]', undefined],
      ['spec.containers[0].ports[2]', 80],
    ]);
  });

  test('works out roles where nobody said them: main is the first ordinary container, or the default container of kubectl', () => {
    const model = PodModel.read(inWorkload('Pod', POD))!;
    expect(model.main!.name).toBe('web');
    expect(model.main!.roleIsInferred).toBe(true);
    expect(model.container('prepare')!.role).toBe('init-task');
    const annotated = { ...POD, metadata: { annotations: { 'kubectl.kubernetes.io/default-container': 'logs' } } };
    expect(PodModel.read(inWorkload('Pod', annotated))!.main!.name).toBe('logs');
  });

  test('takes roles, endpoints and uses of volumes from the intent', () => {
    const intent: PodIntent = {
      containers: {
        web: { role: 'main', endpoints: [{ port: 80, protocol: 'TCP', bind: BindAddress.LOOPBACK }], shares: [], dependsOn: [] },
        logs: { role: 'adapter', endpoints: [], shares: [{ volume: 'logs', mountPath: '/logs', access: 'write' }], dependsOn: [] },
      },
      volumes: { logs: { hasContent: false } },
    };
    const model = PodModel.read(inWorkload('Pod', POD), intent)!;
    expect(model.container('logs')!.role).toBe('adapter');
    expect(model.container('web')!.endpoints[0].isLoopback).toBe(true);
    expect(model.volume('logs')!.writers.map((container) => container.name)).toEqual(['logs']);
  });

  test('takes a container that only tails a file for a reader of its volume', () => {
    const logs = PodModel.read(inWorkload('Pod', POD))!.volume('logs')!;
    expect(logs.readers.map((container) => container.name)).toEqual(['logs']);
    expect(logs.writers).toEqual([]);
    expect(logs.hasContent).toBe(false);
  });

  test('reckons what the scheduler reserves: order decides', () => {
    const requests = (initContainers: JsonObject[]) => {
      const model = PodModel.read(inWorkload('Pod', { spec: { ...(POD.spec as JsonObject), initContainers } }))!;
      return model.effectiveRequests.cpu.toString();
    };
    const [init, sidecar] = (POD.spec as JsonObject).initContainers as JsonObject[];
    expect(requests([init, sidecar])).toBe('200m');
    expect(requests([sidecar, init])).toBe('300m');
  });

  test('knows the class of service', () => {
    const resources = { limits: { cpu: '1', memory: '1Gi' } };
    const pod = (container: JsonObject, more: JsonObject = {}) =>
      PodModel.read(inWorkload('Pod', { spec: { containers: [container], ...more } }))!;
    expect(pod({ name: 'a' }).qosClass).toBe('BestEffort');
    expect(pod({ name: 'a', resources }).qosClass).toBe('Guaranteed');
    expect(pod({ name: 'a', resources }, { initContainers: [{ name: 'b' }] }).qosClass).toBe('Burstable');
    expect(pod({ name: 'a' }, { resources }).qosClass).toBe('Guaranteed');
    expect(pod({ name: 'a', resources: { requests: { cpu: '10m' } } }, { resources }).qosClass).toBe('Burstable');
  });

  test("fills in a pod's own requests from its containers before its limits", () => {
    const model = PodModel.read(
      inWorkload('Pod', {
        spec: {
          resources: { limits: { cpu: '1', memory: '1Gi' } },
          containers: [{ name: 'a', resources: { requests: { cpu: '10m' } } }, { name: 'b' }],
        },
      }),
    )!;
    expect(model.effectiveRequests.cpu.toString()).toBe('10m');
    expect(model.effectiveRequests.memory.toString()).toBe('1Gi');
  });

  test('survives arbitrary JSON at every place of a manifest', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(WORKLOAD_KINDS)), fc.jsonValue(), fc.jsonValue(), (kind, spec, intent) => {
        readEverything(PodModel.read(inWorkload(kind, { spec: spec as JsonObject }), intent));
      }),
    );
  });

  test('survives near-valid pods', () => {
    fc.assert(
      fc.property(nearValidSpec(), (spec) => readEverything(PodModel.read(inWorkload('Deployment', { spec: spec as JsonObject })))),
    );
  });
});

function nearValidSpec(): fc.Arbitrary<unknown> {
  const odd = fc.jsonValue({ maxDepth: 2 });
  const container = fc.record(
    {
      name: odd,
      image: odd,
      ports: fc.array(odd),
      volumeMounts: fc.array(odd),
      livenessProbe: odd,
      resources: odd,
      command: fc.array(odd),
    },
    { requiredKeys: [] },
  );
  const list = fc.array(fc.oneof(container, odd), { maxLength: 3 });
  return fc.record({ containers: list, initContainers: list, volumes: fc.array(odd), resources: odd, overhead: odd }, { requiredKeys: [] });
}
