import { fieldsAmong } from '../../src/manifest/fields-among';

const NAMES = new Set(['hostPort', 'initContainers', 'annotations']);

test('names are found at any depth, each once, in the order in which they stand', () => {
  const manifest = { spec: { initContainers: [{ ports: [{ hostPort: 1 }] }], containers: [{ ports: [{ hostPort: 2 }] }] } };
  expect(fieldsAmong(manifest, NAMES)).toEqual(['initContainers', 'hostPort']);
});

test('a name is found where it has no value, and not where it is one', () => {
  expect(fieldsAmong({ metadata: { annotations: null } }, NAMES)).toEqual(['annotations']);
  expect(fieldsAmong({ metadata: { name: 'hostPort' } }, NAMES)).toEqual([]);
});

test('what is no mapping has no names', () => {
  for (const value of [undefined, null, 'hostPort', 1, ['hostPort']]) expect(fieldsAmong(value, NAMES)).toEqual([]);
});
