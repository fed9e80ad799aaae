import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { exampleFolders } from '../../../examples/demo/example-folders';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'examples-'));
  for (const folder of ['patterns/sidecar', 'patterns/guard', 'patterns/guard/dist', 'demo']) {
    mkdirSync(join(root, folder), { recursive: true });
  }
  for (const folder of ['patterns/sidecar', 'patterns/guard', 'patterns/guard/dist']) writeFileSync(join(root, folder, 'cdk8s.yaml'), '');
});

afterEach(() => rmSync(root, { recursive: true }));

test('an example is a folder with a cdk8s.yaml, and nothing that it writes is one', () => {
  expect(exampleFolders(root)).toEqual(['patterns/guard', 'patterns/sidecar']);
});

test('a filter keeps the examples with it in their path', () => {
  expect(exampleFolders(root, 'side')).toEqual(['patterns/sidecar']);
  expect(exampleFolders(root, 'nothing')).toEqual([]);
});
