import { fieldNames, fieldStatus, fieldStatusAt, kindStatus, typeName } from '../../../src/rules/schema/schema';

describe('a kind', () => {
  test.each<[string, string, string, string]>([
    ['v1', 'Deployment', 'unknown', 'apps/v1'],
    ['apps/v1', 'Deploymint', 'unknown', ''],
    ['example.com/v1', 'Deployment', 'foreign', ''],
    ['v1', 'Pod', 'present', ''],
  ])('%s %s is %s', (apiVersion, kind, status, elsewhere) => {
    const found = kindStatus(apiVersion, kind, 36);
    expect(found.status).toBe(status);
    if (elsewhere && found.status === 'unknown') expect(found.elsewhere).toContain(elsewhere);
  });

  test('of another version is named with it', () => {
    expect(kindStatus('flowcontrol.apiserver.k8s.io/v1beta2', 'FlowSchema', 36)).toEqual({ status: 'removed', until: 28 });
    expect(kindStatus('flowcontrol.apiserver.k8s.io/v1', 'FlowSchema', 28)).toEqual({ status: 'newer', since: 29 });
  });
});

test('a type that changed is the one of the version', () => {
  const status = kindStatus('v1', 'PersistentVolumeClaim', 28);
  if (status.status !== 'present') throw new Error('a claim is a kind of 1.28');
  const spec = fieldStatus(status.type, 'spec', 28);
  if (spec.status !== 'present' || typeof spec.type.inner !== 'number') throw new Error('a claim has a spec');
  const typeOf = (minor: number) => {
    const resources = fieldStatus(spec.type.inner as number, 'resources', minor);
    return resources.status === 'present' && typeof resources.type.inner === 'number' ? typeName(resources.type.inner) : resources.status;
  };
  expect([typeOf(28), typeOf(29)]).toEqual(['ResourceRequirements', 'VolumeResourceRequirements']);
  expect(fieldNames(spec.type.inner, 28)).not.toContain('volumeAttributesClassName');
});

test.each<[string, string, number, string | undefined]>([
  ['spec', 'Pod', 36, 'present'],
  ['spec containers 0 image', 'Pod', 36, 'present'],
  ['spec containers - image', 'Pod', 36, 'present'],
  ['spec containers image', 'Pod', 36, 'unknown'],
  ['spec containers 0 imagee', 'Pod', 36, 'unknown'],
  ['spec containers 0 image x', 'Pod', 36, 'unknown'],
  ['metadata labels app', 'Pod', 36, 'present'],
  ['spec resources limits cpu', 'Pod', 31, 'newer'],
  ['spec resources limits cpu', 'Pod', 33, 'dropped'],
  ['spec resources limitss', 'Pod', 33, 'unknown'],
  ['spec resources limits cpu', 'Pod', 34, 'present'],
  ['spec workloadRef name', 'Pod', 36, 'removed'],
  ['spec', 'Widget', 36, undefined],
])('the status of %s of a %s in 1.%s is %s', (way, kind, minor, status) => {
  expect(fieldStatusAt('v1', kind, way.split(' '), minor)?.status).toBe(status);
});
