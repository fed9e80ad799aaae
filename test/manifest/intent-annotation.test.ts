import fc from 'fast-check';
import { BindAddress } from '../../src/manifest/bind-address';
import { PodIntent } from '../../src/manifest/intent';
import { INTENT_ANNOTATION, annotatedIntent, intentText, readIntent } from '../../src/manifest/intent-annotation';
import { PodModel } from '../../src/manifest/pod-model';
import { StartCondition } from '../../src/manifest/start-condition';

const INTENT: PodIntent = {
  isWhole: true,
  containers: {
    web: {
      role: 'main',
      endpoints: [{ port: 8080, protocol: 'TCP', bind: BindAddress.LOOPBACK, name: 'http', scheme: 'http' }],
      shares: [{ volume: 'logs', mountPath: '/logs', access: 'write' }],
      dependsOn: [{ container: 'db', condition: StartCondition.HEALTHY }],
      drainSeconds: 5,
      writesTo: ['/tmp'],
    },
    db: { role: 'ambassador', endpoints: [], shares: [], dependsOn: [], upstream: 'db:5432', addressVariables: ['DB_HOST'] },
    guard: { role: 'guard', endpoints: [], shares: [], dependsOn: [], guardedPort: 8080 },
    helper: { role: 'config-helper', endpoints: [], shares: [], dependsOn: [], reloads: false },
  },
  volumes: { logs: { hasContent: false } },
};

function podWith(annotation: string) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web', annotations: { [INTENT_ANNOTATION]: annotation } },
    spec: {
      containers: [{ name: 'web', volumeMounts: [{ name: 'logs', mountPath: '/logs' }] }],
      volumes: [{ name: 'logs', emptyDir: {} }],
    },
  };
}

test('what is written is what is read', () => {
  expect(readIntent(intentText(INTENT))).toEqual(INTENT);
});

test('the text has no empty lists', () => {
  expect(intentText(INTENT)).not.toContain('[]');
});

test('a manifest that keeps its intent is read with it', () => {
  const pod = PodModel.read(podWith(intentText(INTENT)))!;
  expect(pod.hasIntent).toBe(true);
  expect(pod.main?.roleIsInferred).toBe(false);
  expect(pod.main?.endpoints.map(({ bind }) => bind)).toEqual([BindAddress.LOOPBACK]);
  expect(pod.volume('logs')?.hasContentIsInferred).toBe(false);
});

test('what is given beside the manifest goes before what the manifest keeps', () => {
  const given = { containers: { web: { role: 'guard' } }, volumes: {} };
  expect(PodModel.read(podWith(intentText(INTENT)), given)!.container('web')?.role).toBe('guard');
});

test.each(['', 'main', '[]', 'null', '{"containers":[]}', '"containers"', '{"volumes":{}}'])(
  'fails to read %j, and the pod is read without it',
  (text) => {
    expect(readIntent(text)).toBeUndefined();
    expect(PodModel.read(podWith(text))!.hasIntent).toBe(false);
  },
);

test('an entry that is not of the form is as if it were absent', () => {
  const text = JSON.stringify({
    containers: {
      a: { role: 'king' },
      b: { role: 'sidecar', endpoints: [null, { port: '80' }, { port: 80, protocol: 'TCP', bind: 'pod' }], shares: 3, dependsOn: [{}] },
      c: 'sidecar',
    },
    volumes: { logs: { hasContent: 'no' } },
  });
  const read = readIntent(text)!;
  expect(Object.keys(read.containers)).toEqual(['b']);
  expect(read.containers.b.endpoints).toEqual([{ port: 80, protocol: 'TCP', bind: 'pod' }]);
  expect(read.containers.b.shares).toEqual([]);
  expect(read.volumes).toEqual({});
});

test('no text makes the reading throw', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void annotatedIntent(podWith(text))));
});
