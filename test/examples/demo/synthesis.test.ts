import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { synthesize } from '../../../examples/demo/synthesis';

const BINARIES = join(__dirname, '..', '..', '..', 'node_modules', '.bin');

let folder: string;

/** An app that needs neither TypeScript nor cdk8s: the CLI only wants it to write manifests. */
function app(program: string): void {
  writeFileSync(join(folder, 'cdk8s.yaml'), 'language: typescript\napp: node main.js\n');
  writeFileSync(join(folder, 'main.js'), program);
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'app-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

test('the manifests are those that the CLI has the app write, beside what it says on standard error', async () => {
  app(`const { mkdirSync, writeFileSync } = require('fs');
    console.error('advice: one');
    mkdirSync(process.env.CDK8S_OUTDIR, { recursive: true });
    writeFileSync(process.env.CDK8S_OUTDIR + '/web.k8s.yaml', 'kind: Pod\\nmetadata:\\n  name: a\\n---\\nkind: Service\\nmetadata:\\n  name: b\\n');`);
  const { succeeded, manifests, messages } = await synthesize(folder, BINARIES);
  expect(messages).toBe('advice: one');
  expect(succeeded).toBe(true);
  expect(manifests.map(({ objects }) => objects.map(({ kind }) => kind))).toEqual([['Pod', 'Service']]);
}, 60_000);

test('fails with what the app said', async () => {
  app("throw new Error('no image');");
  const { succeeded, manifests, messages } = await synthesize(folder, BINARIES);
  expect(succeeded).toBe(false);
  expect(manifests).toEqual([]);
  expect(messages).toContain('Error: no image');
}, 60_000);
