import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KubernetesVersion } from '../../../src/cluster/kubernetes-version';
import { JsonObject } from '../../../src/manifest/json';
import { Severity } from '../../../src/rules/finding';
import { SERVER_RULES } from '../../../src/rules/server';
import { judge } from '../../../src/validation/judge';

/** A manifest in which many things are wrong, and every error of Kubernetes 1.36 on it, as `lab/bin/verdict-1.36` prints type and field. */
interface ServerVerdict {
  readonly title: string;
  readonly manifest: JsonObject;
  readonly errors: readonly string[];
}

const VERDICTS = JSON.parse(readFileSync(join(__dirname, '..', '..', 'fixtures', 'server-verdicts.json'), 'utf8')) as ServerVerdict[];

test.each(VERDICTS.map((verdict): [string, ServerVerdict] => [verdict.title, verdict]))(
  '%s: every error has the type and the field that the API server gives it',
  (_, { manifest, errors }) => {
    const findings = judge([{ manifest }], { version: KubernetesVersion.V1_36, rules: SERVER_RULES });
    const found = findings
      .filter(({ severity }) => severity === Severity.ERROR)
      .map(({ errorType, fieldPath }) => `${errorType} ${fieldPath}`);
    expect([...new Set(found)].sort()).toEqual([...errors].sort());
    for (const { message, fix } of findings) expect(`${message}${fix}`).not.toContain('undefined');
  },
);
