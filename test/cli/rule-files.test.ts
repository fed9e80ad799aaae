import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRuleFiles } from '../../src/cli/rule-files';
import { PodPatternsValidation } from '../../src/cli/validation-plugin';
import { runCommand } from './run-command';

const RULE = (id: string) => `({
  id: '${id}', severity: 'error', title: 'Images are from our registry', why: 'Nodes reach no other.', fix: 'Push it there.',
  judge: ({ pod }) => (pod ? pod.containers : [])
    .filter(({ image }) => !image.startsWith('registry.shop.example/'))
    .map(({ fieldPath, image }) => ({ fieldPath: fieldPath + '.image', message: 'the image is from elsewhere', value: image })),
})`;
const POD = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: nginx:1.29\n';

let folder: string;
const write = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pod-patterns-rules-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('rules of ones own judge files, and a policy may name them', () => {
  const pod = write('pod.yaml', POD);
  const rules = write('rules.js', `module.exports = ${RULE('shop/registry')};`);
  const { code, out } = runCommand(['check', '--rules', rules, pod]);
  expect(out).toContain(`${pod}:8:7: error: spec.containers[0].image: the image is from elsewhere`);
  expect(out).toContain('rule: shop/registry');
  expect(code).toBe(1);
  const policy = write('policy.yaml', 'suppressions:\n  - rule: shop/registry\n    reason: mirrored\n');
  expect(runCommand(['check', '--rules', rules, '--policy', policy, pod]).code).toBe(0);
  expect(runCommand(['check', '--policy', policy, pod]).error).toContain("there is no rule 'shop/registry'");
});

test.each([
  ['itself', `module.exports = ${RULE('shop/a')};`, ['shop/a']],
  ['a list', `module.exports = [${RULE('shop/a')}, ${RULE('shop/b')}];`, ['shop/a', 'shop/b']],
  ['a default', `exports.default = ${RULE('shop/a')};`, ['shop/a']],
  ['names', `exports.a = ${RULE('shop/a')}; exports.all = [exports.a, ${RULE('shop/b')}]; exports.other = 1;`, ['shop/a', 'shop/b']],
])('a module exports %s', (_, text, ids) => {
  expect(readRuleFiles([write('rules.js', text)]).map(({ id }) => id)).toEqual(ids);
});

test('fails on modules and rules that are wrong, with every problem', () => {
  const files = [
    write('empty.js', 'module.exports = 1;'),
    write('broken.js', 'throw new Error("a slip");'),
    write('bad.js', `module.exports = ${RULE('server/mine')};`),
  ];
  const { code, error } = runCommand(['check', ...files.flatMap((file) => ['--rules', file]), write('pod.yaml', POD)]);
  for (const part of ['exports no rule', 'a slip', "'server/mine' cannot have this id"]) expect(error).toContain(part);
  expect(code).toBe(2);
});

test('the plugin of the cdk8s CLI takes rules as well', () => {
  const rules = [write('rules.js', `module.exports = ${RULE('shop/registry')};`)];
  const suppressions = [{ rule: 'shop/registry', reason: 'mirrored' }];
  expect(() => new PodPatternsValidation({ rules, policy: { suppressions } })).not.toThrow();
  expect(() => new PodPatternsValidation({ rules: 'a.js' } as object)).toThrow('rules: must be a list of files');
});
