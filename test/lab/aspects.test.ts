import { aspectDifferences } from '../../lab/compare/aspects';
import { LabVerdict } from '../../lab/compare/lab-verdict';
import { libraryVerdict } from '../../lab/compare/library-verdict';
import { KubernetesVersion } from '../../src/cluster/kubernetes-version';
import { JsonObject } from '../../src/manifest/json';

const ALLOWED = { allowed: true, violations: [] };
const REFUSED = { allowed: false, violations: [{ reason: 'seccompProfile', detail: '' }] };

function pod(spec: JsonObject): JsonObject {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, spec: { containers: [{ name: 'web', image: 'nginx' }], ...spec } };
}

function compared(manifest: JsonObject, said: Partial<LabVerdict>, version = KubernetesVersion.V1_36): Record<string, string[]> {
  const server: LabVerdict = { accepted: true, strict: [], errors: [], warnings: [], ...said };
  const found = aspectDifferences(manifest, version, libraryVerdict(manifest, version), server);
  return Object.fromEntries(
    [...found].map(([aspect, list]) => [aspect, list.map(({ side, type, field }) => `${side}: ${type} ${field}`.trim())]),
  );
}

test('nothing differs where both say the same', () => {
  const said = { podSecurity: { baseline: ALLOWED, restricted: REFUSED }, effective: { requests: {}, limits: {}, qosClass: 'BestEffort' } };
  expect(compared(pod({}), said)).toEqual({ 'dropped fields': [], 'pod security': [], 'effective resources': [] });
});

test('what becomes of a refused manifest is not compared', () => {
  expect(compared(pod({}), { accepted: false, dropped: ['spec.a'] })).toEqual({});
});

test('an object of which nothing is left counts as its last field', () => {
  const manifest = pod({ os: { name: 'linux' }, containers: [{ name: 'web', image: 'nginx', lifecycle: { stopSignal: 'SIGTERM' } }] });
  expect(compared(manifest, { dropped: ['spec.containers[0].lifecycle'] })['dropped fields']).toEqual([]);
});

test('a volume that is an image is dropped with what mounts it, and those behind it move up', () => {
  const manifest = pod({ volumes: [{ name: 'a', image: { reference: 'a' } }, { name: 'b' }] });
  const dropped = ['spec.containers[0].volumeMounts', 'spec.volumes[0].image', 'spec.volumes[0].name', 'spec.volumes[1]'];
  expect(compared(manifest, { dropped }, KubernetesVersion.V1_33)['dropped fields']).toEqual([]);
  expect(compared(pod({ volumes: [{ name: 'b' }] }), { dropped }, KubernetesVersion.V1_33)['dropped fields']).toHaveLength(4);
});

test('what is dropped of the metadata of a template is not compared', () => {
  expect(compared(pod({}), { dropped: ['spec.template.metadata.annotations.a'] })['dropped fields']).toEqual([]);
});

test('fails where one side alone drops a field', () => {
  expect(compared(pod({}), { dropped: ['spec.hostUsers'] })['dropped fields']).toEqual(['server: dropped spec.hostUsers']);
  expect(compared(pod({ schedulingGroup: { podGroupName: 'a' } }), {})['dropped fields']).toEqual([
    'library: dropped spec.schedulingGroup',
  ]);
});

test('fails where a level of the Pod Security Standards is met for one side alone', () => {
  expect(compared(pod({}), { podSecurity: { baseline: REFUSED, restricted: ALLOWED } })['pod security']).toEqual([
    'server: refuses by baseline',
    'library: refuses by restricted',
  ]);
});

test('procMount is refused by the standard also where an old server drops it', () => {
  const manifest = pod({ containers: [{ name: 'web', image: 'nginx', securityContext: { procMount: 'Unmasked' } }] });
  const said = { podSecurity: { baseline: ALLOWED, restricted: REFUSED }, dropped: ['spec.containers[0].securityContext.procMount'] };
  expect(compared(manifest, said, KubernetesVersion.V1_32)['pod security']).toEqual([]);
  expect(compared(manifest, said, KubernetesVersion.V1_36)['pod security']).toEqual(['library: refuses by baseline']);
});

test('fails where the server reckons otherwise', () => {
  const effective = { requests: { cpu: '1' }, limits: {}, qosClass: 'Burstable' };
  expect(compared(pod({}), { effective })['effective resources'].length).toBeGreaterThan(0);
});
