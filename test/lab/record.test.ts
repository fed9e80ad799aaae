import { libraryVerdict } from '../../lab/compare/library-verdict';
import { Difference, verdictDifferences } from '../../lab/compare/verdict-differences';
import { KNOWN_DIFFERENCES } from '../../lab/record/known-differences';
import { readRecord, recordedRules, verdictFor } from '../../lab/record/record';
import { KubernetesVersion } from '../../src/cluster/kubernetes-version';
import { JsonObject } from '../../src/manifest/json';

/** What differs between the library and the record of a rule's inputs: one line for each input and difference, with its versions. */
function differencesOf(ruleId: string): string[] {
  return readRecord(ruleId).flatMap((input) => {
    const versions = new Map<string, string[]>();
    for (const version of KubernetesVersion.ALL) {
      const verdict = verdictFor(input, version);
      if (verdict === undefined) continue;
      for (const difference of verdictDifferences(libraryVerdict(input.manifest, version), verdict)) {
        const line = lineOf(difference);
        versions.set(line, [...(versions.get(line) ?? []), String(version)]);
      }
    }
    return [...versions].map(([line, seen]) => `${ruleId}, ${input.title}, ${seen.join(' ')}: ${line}`);
  });
}

function lineOf({ side, type, field, text, about }: Difference): string {
  return `only the ${side} says ${[type, field, about === 'warnings' ? text : ''].filter((part) => part !== '').join(' ')}`;
}

const known = KNOWN_DIFFERENCES.map(({ difference }) => difference);

test.each(recordedRules())('the library says of the examples of %s what the servers of all versions said', (ruleId) => {
  expect(differencesOf(ruleId)).toEqual(known.filter((difference) => difference.startsWith(`${ruleId}, `)));
});

test('the record has inputs that are accepted and such that are refused, in every version', () => {
  const inputs = recordedRules().flatMap(readRecord);
  for (const version of KubernetesVersion.ALL) {
    const accepted = inputs.map((input) => verdictFor(input, version)?.accepted);
    expect(accepted).toContain(true);
    expect(accepted).toContain(false);
  }
});

test('fails where the library accepts what the server refused', () => {
  const manifest: JsonObject = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web' },
    spec: { containers: [{ name: 'web', image: 'nginx' }] },
  };
  const server = {
    accepted: false,
    strict: [],
    warnings: [],
    errors: [{ type: 'FieldValueInvalid', field: 'spec.nodeName', message: '' }],
  };
  const found = verdictDifferences(libraryVerdict(manifest, KubernetesVersion.DEFAULT), server);
  expect(found.map(lineOf)).toEqual(['only the server says refuses', 'only the server says FieldValueInvalid spec.nodeName']);
});

test('every known difference belongs to an input of the record and has a reason', () => {
  const rules = recordedRules();
  for (const { difference, reason } of KNOWN_DIFFERENCES) {
    expect(rules).toContain(difference.slice(0, difference.indexOf(', ')));
    expect(reason).toMatch(/\.$/);
  }
});
