import { KubernetesVersion } from '../../../src/cluster/kubernetes-version';
import { SHOP, reportOf } from './shop';

const [shop] = reportOf(SHOP).pods;

test('containers stand in the order of their weight, with their roles', () => {
  expect(shop.containers).toEqual([
    { name: 'web', role: 'main', roleIsStated: true, kind: 'container', image: 'web:2' },
    { name: 'db-proxy', role: 'ambassador', roleIsStated: true, kind: 'native-sidecar', image: 'proxy:3' },
    { name: 'migrate', role: 'init task', roleIsStated: true, kind: 'init', image: 'migrate:1' },
  ]);
});

test('roles that nobody stated are those that the manifest shows', () => {
  const [pod] = reportOf(`apiVersion: v1
kind: Pod
metadata: { name: web, annotations: {} }
spec:
  initContainers: [{ name: a }, { name: b, restartPolicy: Always }]
  containers: [{ name: c }, { name: d }]
  ephemeralContainers: [{ name: e }]
`).pods;
  expect(pod.containers.map(({ name, role, roleIsStated }) => [name, role, roleIsStated])).toEqual([
    ['c', 'main', false],
    ['b', 'native sidecar', false],
    ['d', 'container', false],
    ['a', 'init task', false],
    ['e', 'ephemeral container', false],
  ]);
  expect(pod.timeline.containers.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd']);
});

test('volumes know their source and who does what with them', () => {
  expect(shop.volumes).toEqual([
    { name: 'cache', source: 'emptyDir, in memory, at most 64Mi', uses: [{ container: 'web', mountPath: '/cache', use: 'mounts' }] },
    {
      name: 'schema',
      source: 'ConfigMap schema-1',
      uses: [
        { container: 'migrate', mountPath: '/schema', use: 'reads' },
        { container: 'web', mountPath: '/sql (current)', use: 'reads' },
      ],
    },
    { name: 'spare', source: 'Secret keys', uses: [] },
  ]);
});

test('writers stand before readers, and the claims of a StatefulSet are volumes too', () => {
  const [pod] = reportOf(`apiVersion: apps/v1
kind: StatefulSet
metadata: { name: web }
spec:
  volumeClaimTemplates: [{ metadata: { name: data } }]
  template:
    spec:
      containers:
        - { name: reader, volumeMounts: [{ name: data, mountPath: /in, readOnly: true }] }
        - { name: writer, command: [sh, -c, 'date > /out/now'], volumeMounts: [{ name: data, mountPath: /out }] }
      volumes: [{ name: node, hostPath: { path: /var/log } }, { name: tokens, projected: { sources: [] } }]
`).pods;
  expect(pod.volumes).toEqual([
    { name: 'node', source: 'hostPath /var/log', uses: [] },
    { name: 'tokens', source: 'projected', uses: [] },
    {
      name: 'data',
      source: 'a claim for each pod',
      uses: [
        { container: 'writer', mountPath: '/out', use: 'writes' },
        { container: 'reader', mountPath: '/in', use: 'reads' },
      ],
    },
  ]);
});

test('ports know who reaches them: the Services of the same namespace that select the pod', () => {
  expect(shop.ports).toEqual([
    {
      port: 5432,
      protocol: 'TCP',
      container: 'db-proxy',
      reach: 'loopback',
      services: [{ name: 'shop-headless', port: 5432, type: 'headless' }],
    },
    {
      port: 8080,
      protocol: 'TCP',
      name: 'http',
      container: 'web',
      reach: 'pod',
      hostPort: 80,
      services: [
        { name: 'shop', port: 80, type: 'ClusterIP' },
        { name: 'shop-headless', port: 8080, type: 'headless' },
      ],
    },
    { port: 9000, protocol: 'TCP', reach: 'pod', services: [{ name: 'shop', port: 9000, type: 'ClusterIP' }] },
    { port: 8080, protocol: 'UDP', reach: 'pod', services: [{ name: 'shop-headless', port: 8080, type: 'headless' }] },
  ]);
});

test('an object without a namespace is in the one called default', () => {
  const [pod] = reportOf(`apiVersion: v1
kind: Pod
metadata: { name: web, namespace: default, labels: { app: web } }
spec: { containers: [{ name: web, ports: [{ containerPort: 80 }] }] }
---
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { selector: { app: web }, ports: [{ port: 80 }] }
`).pods;
  expect(pod.ports.map(({ services }) => services.map(({ name }) => name))).toEqual([['web']]);
});

describe('the cost', () => {
  test('names the entry that decides, and what another order would save', () => {
    expect(shop.cost).toMatchObject({
      resources: [{ resource: 'cpu', reserved: '400m', reason: 'the init task migrate 300m beside db-proxy 100m', saved: '100m' }],
      cheaperOrder: ['migrate', 'db-proxy'],
      qosClass: 'Burstable',
    });
  });

  const costOf = (spec: string) =>
    reportOf(`apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec: ${spec}`, KubernetesVersion.V1_36).pods[0].cost;

  test('is what runs where no init task needs more', () => {
    const { resources } = costOf(
      '{ containers: [{ name: a, resources: { requests: { cpu: 1 } } }, { name: b, resources: { requests: { cpu: 500m } } }] }',
    );
    expect(resources).toEqual([{ resource: 'cpu', reserved: '1500m', reason: 'what runs: a 1 + b 500m' }]);
  });

  test('is what the pod itself requests, with the overhead of its runtime', () => {
    const { resources } = costOf('{ overhead: { cpu: 10m }, resources: { requests: { cpu: 2 } }, containers: [{ name: a }] }');
    expect(resources).toEqual([{ resource: 'cpu', reserved: '2010m', reason: 'the pod itself requests 2, and 10m of overhead' }]);
  });

  test('is that of an init task that runs alone', () => {
    const { resources } = costOf('{ initContainers: [{ name: i, resources: { requests: { cpu: 1 } } }], containers: [{ name: a }] }');
    expect(resources).toEqual([{ resource: 'cpu', reserved: '1', reason: 'the init task i 1' }]);
  });

  test('is nothing where nothing is requested', () => {
    expect(costOf('{ containers: [{ name: a }] }')).toMatchObject({ resources: [], qosClass: 'BestEffort' });
  });
});
