import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describedRules } from '../../src/cli/known-rules';
import { ruleCatalogue } from '../../src/reports/rule-catalogue';
import { CONTRACTS } from '../../src/rules/contract';
import { ruleAnchor } from '../../src/validation/format-finding';

const ROOT = join(__dirname, '..', '..');
const CATALOGUE = describedRules();

function sourcesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? sourcesBelow(path) : [readFileSync(path, 'utf8')];
  });
}

test('docs/rules.md is what the rules say of themselves (else run: npm run docs:rules)', () => {
  expect(readFileSync(join(ROOT, 'docs', 'rules.md'), 'utf8')).toBe(ruleCatalogue(CATALOGUE));
});

test('the anchor that a finding points to is in the catalogue', () => {
  const page = ruleCatalogue(CATALOGUE);
  for (const { id } of CATALOGUE) expect(page).toContain(`](#${ruleAnchor(id)})`);
});

test('no two rules have one id', () => {
  const ids = CATALOGUE.map(({ id }) => id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

test('every contract that the code reports is described', () => {
  const reported = ['assembly', 'synth', 'pods', 'roles', 'lifecycle']
    .flatMap((room) => sourcesBelow(join(ROOT, 'src', room)))
    .flatMap((source) => [...source.matchAll(/'(contract\/[a-z-]+)'/g)].map(([, id]) => id));
  const kinds = [...readFileSync(join(ROOT, 'src', 'lifecycle', 'order-problem.ts'), 'utf8').matchAll(/\| '([a-z-]+)'/g)];
  const described = new Set(CONTRACTS.map(({ id }) => id));
  expect(reported.length).toBeGreaterThan(5);
  expect(kinds.length).toBeGreaterThan(5);
  expect([...reported, ...kinds.map(([, kind]) => `contract/${kind}`)].filter((id) => !described.has(id))).toEqual([]);
});

test('an example says where the rule reports it', () => {
  const page = ruleCatalogue([
    {
      ...CONTRACTS[0],
      since: '1.30',
      nonCompliant: [{ title: 'an example', yaml: 'kind: Pod\n', fieldPaths: ['spec.containers[0].image'] }],
    },
  ]);
  expect(page).toContain('(error, from Kubernetes 1.30)');
  expect(page).toContain('Does not comply: an example, reported at `spec.containers[0].image`\n\n```yaml\nkind: Pod\n```');
});
