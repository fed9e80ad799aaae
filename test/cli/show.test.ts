import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SHOP } from '../reports/pod-view/shop';
import { assertWellFormed } from '../reports/timeline/assert-well-formed';
import { runCommand } from './run-command';

const ROLLOUT = 'apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: { name: shop }\n';
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'show-'));
  writeFileSync(join(folder, 'shop.yaml'), SHOP);
  writeFileSync(join(folder, 'rollout.yaml'), `${ROLLOUT}---\n${ROLLOUT}`);
});

afterAll(() => rmSync(folder, { recursive: true }));

test('shows the pods of a file', () => {
  const { code, out, error } = runCommand(['show', join(folder, 'shop.yaml')]);
  expect(code).toBe(0);
  expect(error).toBe('');
  expect(out).toMatch(/^Deployment shop in namespace store, Kubernetes \d\.\d+\nContainers\n/);
});

test('shows the pods of standard input, each object of a List', () => {
  const pod = (name: string) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name }, spec: { containers: [{ name }] } });
  const { code, out } = runCommand(['show', '-'], {
    input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [pod('first'), pod('second')] }),
  });
  expect(code).toBe(0);
  expect(out).toMatch(/Pod first, [\s\S]*Pod second, /);
});

test('shows a folder, with the kinds that it does not know counted', () => {
  const { code, out } = runCommand(['show', folder]);
  expect(code).toBe(0);
  expect(out).toMatch(/2 ×\s+argoproj.io\/v1alpha1 Rollout/);
});

test('shows a pod as the version that is asked for runs it', () => {
  const { out } = runCommand(['show', '--kubernetes-version', '1.28', join(folder, 'shop.yaml')]);
  expect(out).toContain('Kubernetes 1.28');
  expect(out).toContain('never starts');
});

test.each([
  [undefined, 80],
  [40, 80],
  [120, 120],
  [400, 140],
])('has 80 columns, and more on a terminal that has more: %p', (columns, width) => {
  const { out } = runCommand(['show', join(folder, 'shop.yaml')], { columns });
  const longest = Math.max(...out.split('\n').map((line) => [...line].length));
  expect(longest).toBeLessThanOrEqual(width);
  expect(longest).toBeGreaterThan(width - 20);
});

test('writes JSON, SVG and Mermaid', () => {
  const file = join(folder, 'shop.yaml');
  const json = JSON.parse(runCommand(['show', '--format', 'json', file]).out) as { pods: { name: string }[]; objects: number };
  expect(json.pods.map(({ name }) => name)).toEqual(['shop']);
  expect(json.objects).toBe(5);
  const light = runCommand(['show', '--format', 'svg', file]).out;
  assertWellFormed(light);
  expect(runCommand(['show', '--format', 'svg', '--theme', 'dark', file]).out).not.toBe(light);
  expect(runCommand(['show', '--format', 'mermaid', file]).out).toMatch(/^flowchart LR\n/);
});

test('explains itself', () => {
  const { code, out } = runCommand(['show', '--help']);
  expect(code).toBe(0);
  for (const word of ['--kubernetes-version', '--format', 'text, json, svg, mermaid', '--theme', 'Exit codes: 0 ']) {
    expect(out).toContain(word);
  }
});

test('fails: what is no YAML is reported with its place, and the rest is shown', () => {
  const { code, out, error } = runCommand(['show', '-'], { input: `${SHOP}---\nkind: [\n` });
  expect(code).toBe(1);
  expect(error).toMatch(/^-:\d+:\d+: error: /);
  expect(out).toContain('Deployment shop');
});

test('fails: an input without a pod has no drawing', () => {
  const { code, out, error } = runCommand(['show', '--format', 'svg', join(folder, 'rollout.yaml')]);
  expect([code, out]).toEqual([1, '']);
  expect(error).toBe(`no pod in ${join(folder, 'rollout.yaml')}: 2 objects read\n`);
});

test('fails: an input without a pod names the kinds that it does not know', () => {
  const { code, out, error } = runCommand(['show', '-'], { input: ROLLOUT });
  expect(code).toBe(1);
  expect(out).toMatch(/1 ×\s+argoproj.io\/v1alpha1 Rollout/);
  expect(error).toBe('no pod in -: 1 object read\n');
});

test('fails: a file that does not exist cannot be read', () => {
  const { code, error } = runCommand(['show', join(folder, 'none.yaml'), join(folder, 'shop.yaml')]);
  expect(code).toBe(2);
  expect(error).toContain('none.yaml: error: this file cannot be read: it does not exist');
});

test.each([
  [[], "show takes files, folders, or '-' for standard input"],
  [['--format', 'png', '-'], "--format: 'png' is not allowed"],
  [['--theme', 'drak', '-'], "--theme: 'drak' is not allowed"],
  [['--kubernetes-version', '0.9', '-'], '--kubernetes-version: '],
  [['--frmat', 'svg', '-'], '--frmat'],
])('fails: %j is not understood', (args, message) => {
  const { code, error } = runCommand(['show', ...args]);
  expect(code).toBe(2);
  expect(error).toContain(message);
});

test('fails: a folder without manifests has nothing to show', () => {
  const empty = mkdtempSync(join(tmpdir(), 'show-empty-'));
  expect(runCommand(['show', empty])).toMatchObject({ code: 2, error: expect.stringContaining(`no *.yaml, *.yml or *.json in ${empty}`) });
  rmSync(empty, { recursive: true });
});
