import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KubernetesVersion } from '../../../src/cluster/kubernetes-version';
import { JsonObject } from '../../../src/manifest/json';
import { WARNING_RULES } from '../../../src/rules/warnings';
import { judge } from '../../../src/validation/judge';

/** A manifest that every version accepts, and its warnings as `lab/bin/verdict-*` print them: by the first version that prints them so. */
interface PodWarnings {
  readonly title: string;
  readonly manifest: JsonObject;
  readonly verdicts: Readonly<Record<string, readonly string[]>>;
}

const WARNINGS = JSON.parse(readFileSync(join(__dirname, '..', '..', 'fixtures', 'pod-warnings.json'), 'utf8')) as PodWarnings[];

function warningsBy(version: KubernetesVersion, manifest: JsonObject): string[] {
  return [...new Set(judge([{ manifest }], { version, rules: WARNING_RULES }).map(({ message }) => message))].sort();
}

test.each(WARNINGS.map((warnings): [string, PodWarnings] => [warnings.title, warnings]))(
  '%s: every version warns in the words of its API server',
  (_, { manifest, verdicts }) => {
    let current: readonly string[] = [];
    const expected = KubernetesVersion.ALL.flatMap((version) => [`${version}:`, ...(current = verdicts[String(version)] ?? current)]);
    expect(KubernetesVersion.ALL.flatMap((version) => [`${version}:`, ...warningsBy(version, manifest)])).toEqual(expected);
  },
);
