import { appendFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { KubernetesVersion } from '../../src/cluster/kubernetes-version';
import { agreementShortfalls } from './agreement';
import { Batch, givenBatches, madeBatches } from './batches';
import { Comparison } from './comparison';
import { Groups } from './groups';
import { groupsText, tallyTable, unansweredText } from './print';

interface Options {
  readonly count: number;
  readonly seed: number;
  readonly versions: readonly KubernetesVersion[];
  readonly groups: number;
  /** A file for the figures and the disagreements. */
  readonly out?: string;
  /** A file that the manifests are written to instead of comparing them. */
  readonly print?: string;
  /** Whether disagreements pass that `accepted-agreement.json` accepts. */
  readonly accept: boolean;
}

const say = (text: string) => process.stdout.write(`${text}\n`);

async function main(): Promise<void> {
  const options = readOptions();
  const fixtures = process.env.FIXTURES === '' ? undefined : process.env.FIXTURES;
  if (fixtures === undefined) say('The manifests of other projects are not compared: FIXTURES names no folder that has them.');
  const given = givenBatches(fixtures);
  if (options.print !== undefined) print(given, options, options.print);
  else process.exitCode = await compare(given, options);
}

function print(given: readonly Batch[], { versions, count, seed }: Options, file: string): void {
  let manifests = 0;
  writeFileSync(file, '');
  for (const version of versions) {
    for (const batch of [...given, ...madeBatches(given, version, count, seed)]) {
      appendFileSync(file, batch.manifests.map((manifest) => `${JSON.stringify({ id: ++manifests, manifest })}\n`).join(''));
    }
  }
  say(`${manifests} manifests in ${file}`);
}

async function compare(given: readonly Batch[], options: Options): Promise<number> {
  const { count, seed, versions } = options;
  const groups = new Groups();
  const comparisons = new Map<string, Comparison>();
  say(`seed ${seed}, count ${count}: for each version half of them mutants, half drawn from the schema, beside what is given\n`);
  const start = Date.now();
  try {
    for (const version of versions) {
      const comparison = new Comparison(version, groups);
      comparisons.set(String(version), comparison);
      for (const { source, manifests } of given) await comparison.compare(source, manifests);
      for (const { source, manifests } of madeBatches(given, version, count, seed)) await comparison.compare(source, manifests);
    }
    say(tallyTable(comparisons));
    say(`\n${((Date.now() - start) / 1000).toFixed(0)} s; ${groups.sorted().length} forms of disagreement\n`);
    say(unansweredText(comparisons));
    say(await groupsText(groups, comparisons, options.groups));
    if (options.out !== undefined) {
      writeFileSync(
        options.out,
        `seed ${seed}, count ${count}\n\n${tallyTable(comparisons)}\n\n${await groupsText(groups, comparisons, 400)}\n`,
      );
    }
  } finally {
    for (const comparison of comparisons.values()) comparison.close();
  }
  if (!options.accept) return groups.sorted().length === 0 ? 0 : 1;
  const shortfalls = agreementShortfalls(comparisons);
  shortfalls.forEach(say);
  if (shortfalls.length === 0) say('Everything agrees as much as lab/compare/accepted-agreement.json asks.');
  return shortfalls.length === 0 ? 0 : 1;
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      count: { type: 'string', default: '2000' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      versions: { type: 'string' },
      groups: { type: 'string', default: '40' },
      out: { type: 'string' },
      print: { type: 'string' },
      accept: { type: 'boolean', default: false },
    },
  });
  return {
    count: whole('count', values.count),
    seed: whole('seed', values.seed),
    versions: values.versions === undefined ? KubernetesVersion.ALL : values.versions.split(',').map((text) => KubernetesVersion.of(text)),
    groups: whole('groups', values.groups),
    out: values.out,
    print: values.print,
    accept: values.accept,
  };
}

function whole(name: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`--${name} '${text}' is no whole number: write it like --${name} 20000`);
  return Number(text);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
});
