import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KubernetesVersion } from '../../../src/cluster/kubernetes-version';
import { JsonObject } from '../../../src/manifest/json';
import { Finding, Severity } from '../../../src/rules/finding';
import { SERVER_RULES } from '../../../src/rules/server';
import { WARNING_RULES } from '../../../src/rules/warnings';
import { judge } from '../../../src/validation/judge';

/**
 * A manifest, and what `lab/bin/verdict-*` print of it: the type and field of each error, or each warning where there is no error; by the
 * first version that says so.
 */
interface WorkloadVerdicts {
  readonly title: string;
  readonly manifest: JsonObject;
  readonly verdicts: Readonly<Record<string, readonly string[]>>;
}

const FILE = join(__dirname, '..', '..', 'fixtures', 'workload-verdicts.json');
const VERDICTS = JSON.parse(readFileSync(FILE, 'utf8')) as WorkloadVerdicts[];

function foundBy(version: KubernetesVersion, manifest: JsonObject): Finding[] {
  return judge([{ manifest }], { version, rules: [...SERVER_RULES, ...WARNING_RULES] });
}

function saidBy(version: KubernetesVersion, manifest: JsonObject): string[] {
  const findings = foundBy(version, manifest);
  const errors = findings.filter(({ severity }) => severity === Severity.ERROR);
  const warnings = findings.filter(({ ruleId }) => ruleId.startsWith('warnings/'));
  const lines = errors.map(({ errorType, fieldPath }) => `${errorType} ${fieldPath}`);
  return [...new Set(lines.length > 0 ? lines : warnings.map(({ message }) => `warning: ${message}`))].sort();
}

/** What each version says of a manifest, in lines that name the version, so that a difference shows where it is. */
function byVersion(said: (version: KubernetesVersion) => readonly string[]): string[] {
  return KubernetesVersion.ALL.flatMap((version) => [`${version}:`, ...said(version)]);
}

test.each(VERDICTS.map((verdicts): [string, WorkloadVerdicts] => [verdicts.title, verdicts]))(
  '%s: every version says what the API server of that version says',
  (_, { manifest, verdicts }) => {
    let current: readonly string[] = [];
    const expected = byVersion((version) => (current = verdicts[String(version)] ?? current));
    expect(byVersion((version) => saidBy(version, manifest))).toEqual(expected);
  },
);

const UNREADABLE_SELECTOR: JsonObject = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: {
    selector: { matchLabels: { app: 'web' }, matchExpressions: [{ key: 'app', operator: 'Is' }] },
    template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web' }] } },
  },
};

test('what the server does not come to is said as a warning with its reason', () => {
  const [image] = foundBy(KubernetesVersion.V1_36, UNREADABLE_SELECTOR).filter(({ fieldPath }) => fieldPath.endsWith('.image'));
  expect(image.severity).toBe(Severity.WARNING);
  expect(image.message).toContain('once spec.selector can be read');
});

test('a StatefulSet that 1.33 takes is told what its pods will be refused for', () => {
  const manifest: JsonObject = {
    ...UNREADABLE_SELECTOR,
    kind: 'StatefulSet',
    spec: { ...(UNREADABLE_SELECTOR.spec as JsonObject), serviceName: 'web', selector: { matchLabels: { app: 'web' } } },
  };
  const said = (version: KubernetesVersion) => foundBy(version, manifest).map(({ severity, fieldPath }) => `${severity} ${fieldPath}`);
  expect(said(KubernetesVersion.V1_33)).toEqual(['warning spec.template.spec.containers[0].image']);
  expect(said(KubernetesVersion.V1_34)).toEqual(['error spec.template.spec.containers[0].image']);
});
