import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { ModuleKind, transpile } from 'typescript';
import * as library from '../../src';
import { runCommand } from '../cli/run-command';

const PAGE = readFileSync(join(__dirname, '..', '..', 'docs', 'check.md'), 'utf8');

/** The samples of the page in a language. */
function samples(language: string): string[] {
  return [...PAGE.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'gm'))].map(([, text]) => text);
}

/** Runs a sample of TypeScript with what it imports, and what it leaves to the reader, and returns the app that it declares. */
function run(sample: string, given: object): unknown {
  const text = transpile(`${sample}\nexports.app = app;`, { module: ModuleKind.CommonJS, target: 99 });
  const modules: Record<string, unknown> = { 'cdk8s-pod-patterns': library, cdk8s: { App } };
  const exported: { app?: unknown } = {};
  new Function('require', 'exports', ...Object.keys(given), text)((name: string) => modules[name], exported, ...Object.values(given));
  return exported.app;
}

function synth(app: App): string {
  const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    app.synthYaml();
    return write.mock.calls.map(([text]) => String(text)).join('');
  } finally {
    write.mockRestore();
  }
}

let folder: string;
const write = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pod-patterns-page-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const POD = 'apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec: { containers: [{ name: web, image: nginx:1.29 }] }\n';

test('the rule of the page finds an image from elsewhere', () => {
  const [rule] = samples('js');
  const { out, code } = runCommand(['check', '--rules', write('rules.js', rule), write('pod.yaml', POD)]);
  expect(out).toContain('rule: shop/registry');
  expect(code).toBe(1);
});

test('the policy of the page is one', () => {
  const policy = samples('yaml').find((sample) => sample.startsWith('podSecurity'));
  const { error, code } = runCommand(['check', '--policy', write('policy.yaml', policy ?? '-'), write('pod.yaml', POD)]);
  expect({ error, code }).toEqual({ error: '', code: 0 });
});

test('the rule of the page finds a Deployment that nobody owns, in an app', () => {
  const app = run(samples('ts')[1], {}) as App;
  new kplus.Deployment(new Chart(app, 'shop'), 'web', { containers: [{ image: 'nginx:1.29' }] });
  expect(synth(app)).toContain('[shop/web] warning: metadata.labels: no team is named');
});

test('the policy of an app on the page is one', () => {
  const app = new App();
  run(samples('ts')[0], { app, ...library });
  expect(synth(app)).toContain('suppression/unused');
});
