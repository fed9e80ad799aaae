import { parseArgs } from 'node:util';
import { KubernetesVersion } from '../../src/cluster/kubernetes-version';
import { JsonObject } from '../../src/manifest/json';
import { ALL_RULES } from '../../src/rules';
import { Rule } from '../../src/rules/rule';
import { manifestsIn } from '../compare/folder-manifests';
import { LabJudge, LabVerdict } from '../compare/lab-verdict';
import { recordDifferences } from './check';
import { RecordedInput, RecordedVerdict, recorded, recordedRules, writeRecord } from './record';

interface Input {
  readonly title: string;
  readonly manifest: JsonObject;
}

/** The objects that a rule shows itself with, each on its own; those of one example are told apart by a number. */
function inputsOf(rule: Rule): Input[] {
  const shown = [
    ...rule.compliant.map((example) => ['complies', example] as const),
    ...rule.nonCompliant.map((example) => ['fails', example] as const),
  ];
  return shown.flatMap(([how, { title, yaml }]) =>
    manifestsIn(yaml).map((manifest, index, all) => ({ title: `${how}: ${title}${all.length > 1 ? ` (${index + 1})` : ''}`, manifest })),
  );
}

/** Neighbouring versions that say the same are one entry. */
function verdictsByVersion(verdicts: ReadonlyMap<KubernetesVersion, LabVerdict>): RecordedVerdict[] {
  const spans: { first: string; last: string; text: string; verdict: Omit<RecordedVerdict, 'versions'> }[] = [];
  for (const [version, answer] of verdicts) {
    if (answer.panic !== undefined) continue;
    const verdict = recorded(answer);
    const text = JSON.stringify(verdict);
    const span = spans[spans.length - 1];
    if (span?.text === text) span.last = String(version);
    else spans.push({ first: String(version), last: String(version), text, verdict });
  }
  return spans.map(({ first, last, verdict }) => ({ versions: first === last ? first : `${first} to ${last}`, ...verdict }));
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
  await (values.check ? check() : write());
}

/** Says where the lab says today something else than the record. */
async function check(): Promise<void> {
  const found = await recordDifferences(KubernetesVersion.ALL);
  found.forEach((line) => process.stdout.write(`${line}\n`));
  const verdict = found.length === 0 ? 'The lab says what the record says' : `${found.length} verdicts are not those of the record`;
  process.stdout.write(`${verdict}: ${recordedRules().length} rules, ${KubernetesVersion.ALL.length} versions.\n`);
  process.exitCode = found.length === 0 ? 0 : 1;
}

async function write(): Promise<void> {
  const judges = KubernetesVersion.ALL.map((version) => new LabJudge(version));
  const record = new Map<string, readonly RecordedInput[]>();
  let count = 0;
  try {
    for (const rule of ALL_RULES) {
      const inputs = inputsOf(rule);
      const answers = await Promise.all(judges.map((judge) => judge.judge(inputs.map(({ manifest }) => manifest))));
      const entries = inputs.flatMap(({ title, manifest }, index) => {
        const verdicts = new Map(judges.map(({ version }, at) => [version, answers[at][index]] as const));
        if ([...verdicts.values()].some(({ unsupported }) => unsupported !== undefined)) return [];
        return [{ title, manifest, verdicts: verdictsByVersion(verdicts) }];
      });
      if (entries.length > 0) record.set(rule.id, entries);
      count += entries.length;
    }
  } finally {
    for (const judge of judges) judge.close();
  }
  writeRecord(record);
  process.stdout.write(`${count} manifests of ${record.size} rules, each judged by ${judges.length} versions\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
});
