import { KubernetesVersion } from '../../src/cluster/kubernetes-version';
import { LabJudge, LabVerdict } from '../compare/lab-verdict';
import { readRecord, recorded, recordedRules, verdictFor } from './record';

/** Where the lab says today something else than the record: a line for each input and version. */
export async function recordDifferences(versions: readonly KubernetesVersion[]): Promise<string[]> {
  const inputs = recordedRules().flatMap((ruleId) => readRecord(ruleId).map((input) => ({ ruleId, input })));
  const found: string[] = [];
  for (const version of versions) {
    const judge = new LabJudge(version);
    try {
      const answers = await judge.judge(inputs.map(({ input }) => input.manifest));
      inputs.forEach(({ ruleId, input }, index) => {
        const before = verdictFor(input, version);
        const now = answers[index];
        if (now.panic !== undefined && before === undefined) return;
        if (before === undefined || textOf(before) !== textOf(now)) {
          found.push(`${version}, ${ruleId}, ${input.title}: recorded ${before ? textOf(before) : 'nothing'}, today ${textOf(now)}`);
        }
      });
    } finally {
      judge.close();
    }
  }
  return found;
}

/** A verdict in a form that does not depend on the order in which the server walks through mappings. */
function textOf(verdict: LabVerdict): string {
  const { errors, warnings, strict, ...rest } = recorded(verdict);
  return JSON.stringify({ ...rest, ...sorted({ errors, warnings, strict }) });
}

function sorted(lists: Readonly<Record<string, readonly string[] | undefined>>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(lists).flatMap(([name, list]) => (list === undefined ? [] : [[name, [...list].sort()]])));
}
