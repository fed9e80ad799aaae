import * as fc from 'fast-check';
import { KubernetesVersion } from '../../../src/cluster/kubernetes-version';
import { JsonObject } from '../../../src/manifest/json';
import { walkManifest } from '../../../src/rules/walk/walked-manifest';
import { schemaIssues } from '../../support/schema-issues';

function pod(spec: JsonObject): JsonObject {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, spec };
}

function container(fields: JsonObject): JsonObject {
  return pod({ containers: [{ name: 'web', image: 'nginx:1.29', ...fields }] });
}

function issuesOf(manifest: JsonObject, minor = 36) {
  return schemaIssues(manifest, minor).map(({ kind, fieldPath, fix }) => ({ kind, fieldPath, fix }));
}

describe('a manifest that fits its schema', () => {
  test('has no issues', () => {
    expect(issuesOf(container({ ports: [{ containerPort: 80 }], resources: { requests: { cpu: 0.5, memory: '128Mi' } } }))).toEqual([]);
  });

  test('may have null wherever the server takes it for an absent field', () => {
    expect(issuesOf(container({ ports: null, resources: { limits: null }, env: [null] }))).toEqual([]);
  });

  test('may be of a kind that is not one of Kubernetes own', () => {
    expect(issuesOf({ apiVersion: 'example.com/v1', kind: 'Widget', spec: { anything: [1] } })).toEqual([]);
  });

  test('may have anything in a mapping of texts', () => {
    expect(
      issuesOf({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c', labels: { 'a.b/c': 'd' } }, data: { 'x.y': '1' } }),
    ).toEqual([]);
  });
});

describe('an unknown field', () => {
  test.each<[string, JsonObject, string, string]>([
    [
      'with a capital letter',
      container({ ports: [{ ContainerPort: 80 }] }),
      'spec.containers[0].ports[0].ContainerPort',
      'Write containerPort.',
    ],
    ['with a letter too many', container({ imagee: 'x' }), 'spec.containers[0].imagee', 'Write image.'],
    ['that belongs to the pod', container({ hostNetwork: true }), 'spec.containers[0].hostNetwork', 'Move it to spec.hostNetwork.'],
    [
      'that belongs beside',
      { ...pod({}), metadata: { name: 'web', terminationGracePeriodSeconds: 5 } },
      'metadata.terminationGracePeriodSeconds',
      'Move it to spec.terminationGracePeriodSeconds.',
    ],
    [
      'that belongs to a container far below',
      { apiVersion: 'apps/v1', kind: 'Deployment', spec: { imagePullPolicy: 'Always' } },
      'spec.imagePullPolicy',
      'Move it to spec.template.spec.containers[…].imagePullPolicy.',
    ],
    ['that belongs below', { ...pod({ containers: [] }), containers: [] }, 'containers', 'Move it to spec.containers.'],
    ['like nothing else', container({ zzzzzzzz: 1 }), 'spec.containers[0].zzzzzzzz', 'Take it out: Container has no such field.'],
  ])('%s is told where and how to write it', (_, manifest, fieldPath, fix) => {
    expect(issuesOf(manifest)).toEqual([{ kind: 'unknown-field', fieldPath, fix }]);
  });

  test('fails a field that the kind does not have, though the constraints of workloads name it', () => {
    const manifest = { apiVersion: 'apps/v1', kind: 'DaemonSet', spec: { replicas: -1 } };
    expect(issuesOf(manifest)).toEqual([expect.objectContaining({ kind: 'unknown-field', fieldPath: 'spec.replicas' })]);
    const { violations } = walkManifest(manifest, KubernetesVersion.V1_36);
    expect(violations.map(({ fieldPath }) => fieldPath)).not.toContain('spec.replicas');
  });
});

describe('a value of the wrong type', () => {
  test.each<[string, JsonObject, string]>([
    ['a text for a port', container({ ports: [{ containerPort: '80' }] }), 'spec.containers[0].ports[0].containerPort'],
    ['a port that is no whole number', container({ ports: [{ containerPort: 80.5 }] }), 'spec.containers[0].ports[0].containerPort'],
    ['a mapping for a list', container({ ports: { containerPort: 80 } }), 'spec.containers[0].ports'],
    ['a text in the place of a container', pod({ containers: ['nginx'] }), 'spec.containers[0]'],
    ['a number for a label', { ...pod({ containers: [] }), metadata: { name: 'w', labels: { tier: 1 } } }, 'metadata.labels[tier]'],
    ['a list for a mapping', container({ resources: { limits: [] } }), 'spec.containers[0].resources.limits'],
    [
      'a quantity with a unit that there is not',
      container({ resources: { limits: { memory: '1GB' } } }),
      'spec.containers[0].resources.limits[memory]',
    ],
    ['a text for a truth value', container({ tty: 'yes' }), 'spec.containers[0].tty'],
    [
      'a truth value for a port or its name',
      container({ livenessProbe: { httpGet: { port: true } } }),
      'spec.containers[0].livenessProbe.httpGet.port',
    ],
    ['a date without a time', { ...pod({}), metadata: { creationTimestamp: '2026-01-01' } }, 'metadata.creationTimestamp'],
    ['a secret that is not base64', { apiVersion: 'v1', kind: 'Secret', data: { key: 'äö' } }, 'data[key]'],
  ])('%s', (_, manifest, fieldPath) => {
    expect(issuesOf(manifest).map(({ kind, fieldPath: at }) => [kind, at])).toEqual([['wrong-type', fieldPath]]);
  });
});

describe('a field of another version', () => {
  const resources = pod({ resources: { limits: { cpu: 1 } }, containers: [] });

  test('that only a newer one has is named with it', () => {
    expect(issuesOf(resources, 31)).toEqual([
      { kind: 'newer-field', fieldPath: 'spec.resources', fix: 'Target Kubernetes 1.34 or later, or take it out.' },
    ]);
  });

  test('whose gate is closed is said to be dropped', () => {
    expect(issuesOf(resources, 33)).toEqual([
      {
        kind: 'dropped-field',
        fieldPath: 'spec.resources',
        fix: 'Target Kubernetes 1.34 or later, or take it out. Or open the feature gate on the API server.',
      },
    ]);
    expect(issuesOf(resources, 34)).toEqual([]);
  });

  test('that no version has without its gate opened names none', () => {
    expect(issuesOf(pod({ workloadRef: { name: 'a' } }), 35)).toEqual([
      { kind: 'dropped-field', fieldPath: 'spec.workloadRef', fix: 'Open the feature gate on the API server, or take the field out.' },
    ]);
  });

  test('is dropped only where the server drops it', () => {
    const always = [{ name: 'web', image: 'nginx:1.29', restartPolicy: 'Always' }];
    expect(issuesOf(pod({ initContainers: always }), 28).map(({ fieldPath }) => fieldPath)).toEqual([
      'spec.initContainers[0].restartPolicy',
    ]);
    expect(issuesOf(pod({ containers: always }), 28)).toEqual([]);
  });

  test('is not dropped where it has no value', () => {
    expect(issuesOf(pod({ resources: null }), 33)).toEqual([]);
  });

  test('that is gone is said to be', () => {
    expect(issuesOf(pod({ workloadRef: { name: 'a' } }), 36)).toEqual([
      { kind: 'removed-field', fieldPath: 'spec.workloadRef', fix: undefined },
    ]);
  });
});

test('a kind of another version is one that this version does not know', () => {
  expect(issuesOf({ apiVersion: 'flowcontrol.apiserver.k8s.io/v1', kind: 'FlowSchema' }, 28)[0].kind).toBe('unknown-kind');
  expect(issuesOf({ apiVersion: 'flowcontrol.apiserver.k8s.io/v1beta2', kind: 'FlowSchema' }, 36)[0].kind).toBe('unknown-kind');
});

test('any JSON can be walked', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom('metadata', 'spec', 'status', 'x'), fc.jsonValue()), (rest) => {
      for (const kind of ['Pod', 'Service', 'ConfigMap']) schemaIssues({ ...(rest as JsonObject), apiVersion: 'v1', kind }, 36);
    }),
  );
});
