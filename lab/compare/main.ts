import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { KubernetesVersion } from '../../src/cluster/kubernetes-version';
import { agreementShortfalls } from './agreement';
import { Batch, givenBatches, madeBatches } from './batches';
import { Comparison } from './comparison';
import { Groups } from './groups';
import { aspectTable, groupsText, tallyTable, unansweredText } from './print';

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
  /** Whether to say which error sites of the server the manifests for 1.36 reach. */
  readonly reach: boolean;
}

/** The version whose error sites are counted. */
const REACH_VERSION = KubernetesVersion.V1_36;

/** So many manifests of each batch are compared once more as texts. */
const AS_TEXTS = 40;

const say = (text: string) => process.stdout.write(`${text}\n`);

async function main(): Promise<void> {
  const options = readOptions();
  const fixtures = process.env.FIXTURES === '' ? undefined : process.env.FIXTURES;
  if (fixtures === undefined) say('The manifests of other projects are not compared: FIXTURES names no folder that has them.');
  const given = givenBatches(fixtures);
  if (options.print !== undefined) {
    say(`${print(given, options, options.print)} manifests in ${options.print}`);
    return;
  }
  process.exitCode = await compare(given, options);
  if (options.reach) reach(given, options);
}

/** Says which error sites of the server's pod validation were reached; it judges the manifests once more, by a program that counts. */
function reach(given: readonly Batch[], options: Options): void {
  const folder = mkdtempSync(join(tmpdir(), 'lab-reach-'));
  const file = join(folder, 'manifests.jsonl');
  try {
    print(given, { ...options, versions: [REACH_VERSION] }, file);
    const { status } = spawnSync(join(__dirname, '..', 'reach', 'run'), ['-list', String(REACH_VERSION)], {
      stdio: [openSync(file, 'r'), 'inherit', 'ignore'],
    });
    if (status !== 0) throw new Error(`lab/reach/run ${REACH_VERSION} failed: it needs Go; run it alone to see why`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function print(given: readonly Batch[], { versions, count, seed }: Options, file: string): number {
  let manifests = 0;
  writeFileSync(file, '');
  for (const version of versions) {
    for (const batch of [...given, ...madeBatches(given, version, count, seed)]) {
      appendFileSync(file, batch.manifests.map((manifest) => `${JSON.stringify({ id: ++manifests, manifest })}\n`).join(''));
    }
  }
  return manifests;
}

async function compare(given: readonly Batch[], options: Options): Promise<number> {
  const { count, seed, versions } = options;
  const groups = new Groups();
  const comparisons = new Map<string, Comparison>();
  say(
    `seed ${seed}, count ${count}: of the made manifests a quarter each is aimed, mutants, pods that ask for resources, and drawn from the schema\n`,
  );
  const start = Date.now();
  try {
    for (const version of versions) {
      const comparison = new Comparison(version, groups);
      comparisons.set(String(version), comparison);
      for (const { source, manifests } of given) await comparison.compare(source, manifests);
      for (const { source, manifests } of madeBatches(given, version, count, seed)) {
        await comparison.compare(source, manifests);
        await comparison.compareTexts(manifests.slice(0, AS_TEXTS));
      }
    }
    say(`${tallyTable(comparisons)}\n\n${aspectTable(comparisons)}`);
    say(`\n${((Date.now() - start) / 1000).toFixed(0)} s; ${groups.sorted().length} forms of disagreement\n`);
    say(unansweredText(comparisons));
    say(await groupsText(groups, comparisons, options.groups));
    if (options.out !== undefined) {
      writeFileSync(
        options.out,
        `seed ${seed}, count ${count}\n\n${tallyTable(comparisons)}\n\n${aspectTable(comparisons)}\n\n${await groupsText(groups, comparisons, 400)}\n`,
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
      reach: { type: 'boolean', default: false },
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
    reach: values.reach,
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
