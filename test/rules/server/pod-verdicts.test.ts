import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KubernetesVersion } from '../../../src/cluster/kubernetes-version';
import { JsonObject } from '../../../src/manifest/json';
import { Severity } from '../../../src/rules/finding';
import { SERVER_RULES } from '../../../src/rules/server';
import { judge } from '../../../src/validation/judge';

/** A manifest in which things are wrong, and every error on it as `lab/bin/verdict-*` print type and field: by the first version that says so. */
interface PodVerdicts {
  readonly title: string;
  readonly manifest: JsonObject;
  readonly verdicts: Readonly<Record<string, readonly string[]>>;
}

const VERDICTS = JSON.parse(readFileSync(join(__dirname, '..', '..', 'fixtures', 'pod-verdicts.json'), 'utf8')) as PodVerdicts[];

function foundBy(version: KubernetesVersion, manifest: JsonObject): string[] {
  const findings = judge([{ manifest }], { version, rules: SERVER_RULES });
  const errors = findings.filter(({ severity }) => severity === Severity.ERROR);
  return [...new Set(errors.map(({ errorType, fieldPath }) => `${errorType} ${fieldPath}`))].sort();
}

/** What each version says of a manifest, in lines that name the version, so that a difference shows where it is. */
function byVersion(said: (version: KubernetesVersion) => readonly string[]): string[] {
  return KubernetesVersion.ALL.flatMap((version) => [`${version}:`, ...said(version)]);
}

test.each(VERDICTS.map((verdicts): [string, PodVerdicts] => [verdicts.title, verdicts]))(
  '%s: every version has the errors that the API server of that version has',
  (_, { manifest, verdicts }) => {
    let current: readonly string[] = [];
    const expected = byVersion((version) => (current = verdicts[String(version)] ?? current));
    expect(byVersion((version) => foundBy(version, manifest))).toEqual(expected);
  },
);
