import { looksForDuplicates, textWithDuplicate } from '../../lab/compare/texts';
import { readManifests } from '../../src/manifest/yaml-source';

const MANIFEST = { apiVersion: 'v1', kind: 'Pod', spec: { containers: [{ name: 'web' }] } };

test('a text has one key twice, and says the same', () => {
  for (let choice = 0; choice < 20; choice += 1) {
    const { problems, manifests } = readManifests(textWithDuplicate(MANIFEST, choice)!);
    expect(problems.map(({ ruleId }) => ruleId)).toEqual(['schema/duplicate-field']);
    expect(manifests[0].manifest).toEqual(MANIFEST);
  }
});

test('every key has its turn', () => {
  const fields = new Set([0, 1, 2, 3, 4].map((choice) => readManifests(textWithDuplicate(MANIFEST, choice)!).problems[0].fieldPath));
  expect([...fields]).toEqual(['apiVersion', 'kind', 'spec', 'spec.containers', 'spec.containers[0].name']);
});

test('fails to write a key twice where there is none', () => {
  expect(textWithDuplicate({}, 1)).toBeUndefined();
});

test('a server looks for keys that are written twice in the fields that it reads', () => {
  const unknown = ['spec.contaners', 'spec.x[0].y'];
  const looksAt = (path: string) => looksForDuplicates(path, unknown);
  expect(['spec.containers[0].name', 'spec.contanersToo', 'metadata.managedFields[0].fieldsV1'].map(looksAt)).toEqual([true, true, true]);
  expect(['spec.contaners', 'spec.contaners[0].name', 'spec.x[0].y.z'].map(looksAt)).toEqual([false, false, false]);
  expect(['metadata.managedFields[0].fieldsV1.a', 'metadata.managedFields[1].fieldsV1[k/v]'].map(looksAt)).toEqual([false, false]);
});
