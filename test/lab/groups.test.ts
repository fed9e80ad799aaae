import { Groups, groupKey } from '../../lab/compare/groups';
import { shrink } from '../../lab/compare/shrink';
import { Difference } from '../../lab/compare/verdict-differences';
import { JsonObject } from '../../src/manifest/json';

const difference = (field: string): Difference => ({
  about: 'errors',
  side: 'server',
  type: 'FieldValueInvalid',
  field,
  text: 'Invalid value: 80: no',
});
const pod: JsonObject = {
  apiVersion: 'v1',
  kind: 'Pod',
  spec: { containers: [{ name: 'a' }, { name: 'b', ports: [{ containerPort: 0 }] }] },
};

test('differences of one form are one group, whatever the kind of workload, the list and the index', () => {
  const groups = new Groups();
  groups.add(pod, '1.36', [difference('spec.containers[1].image')]);
  groups.add({ kind: 'Deployment', spec: {} }, '1.37', [difference('spec.template.spec.initContainers[0].image')]);
  const [group, ...others] = groups.sorted();
  expect(others).toEqual([]);
  expect([...group.versions]).toEqual([
    ['1.36', 1],
    ['1.37', 1],
  ]);
  expect(group.manifest.kind).toBe('Deployment');
});

test('what was found elsewhere adds to a group, which keeps the smallest manifest', () => {
  const elsewhere = new Groups();
  elsewhere.add({ kind: 'Pod' }, '1.36', [difference('spec.containers[0].image')]);
  elsewhere.add({ kind: 'Pod' }, '1.35', [difference('spec.containers[0].image')]);
  const groups = new Groups();
  groups.add(pod, '1.36', [difference('spec.containers[1].image')]);
  elsewhere.sorted().forEach((group) => groups.addGroup(group));
  const [group] = groups.sorted();
  expect([...group.versions]).toEqual([
    ['1.36', 2],
    ['1.35', 1],
  ]);
  expect(group.manifest).toEqual({ kind: 'Pod' });
  expect([...elsewhere.sorted()[0].versions]).toEqual([
    ['1.36', 1],
    ['1.35', 1],
  ]);
});

test('fails to put different fields into one group', () => {
  expect(groupKey(difference('spec.containers[0].image'), pod)).not.toBe(groupKey(difference('spec.containers[0].name'), pod));
});

test('a manifest shrinks to what still shows the difference', async () => {
  const shows = (manifests: readonly JsonObject[]) =>
    Promise.resolve(manifests.map((manifest) => JSON.stringify(manifest).includes('containerPort')));
  await expect(shrink(pod, shows)).resolves.toEqual({
    apiVersion: 'v1',
    kind: 'Pod',
    spec: { containers: [{ ports: [{ containerPort: 0 }] }] },
  });
});
