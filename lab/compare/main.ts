import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { KubernetesVersion } from '../../src/cluster/kubernetes-version';
import { agreementShortfalls } from './agreement';
import { Batch, MadeManifests, givenBatches } from './batches';
import { addFigures, noFigures } from './figures';
import { Groups } from './groups';
import { aspectTable, groupsText, sourceTable, tallyTable, unansweredText } from './print';
import { comparePartsWith } from './workers';

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
  /** Whether to say which error sites of the server the manifests for the newest of the versions reach. */
  readonly reach: boolean;
  /** How many processes compare at once. */
  readonly processes: number;
  /** A folder of manifests of other projects. */
  readonly fixtures?: string;
}

const say = (text: string) => process.stdout.write(`${text}\n`);

async function main(): Promise<void> {
  const options = readOptions();
  if (options.fixtures === undefined) say('The manifests of other projects are not compared: FIXTURES names no folder that has them.');
  if (options.print !== undefined) {
    say(`${print(options, options.print)} manifests in ${options.print}`);
    return;
  }
  process.exitCode = await compare(options);
  if (options.reach) reach(options);
}

/** Says which error sites of the server's pod validation were reached; it judges the manifests once more, by a program that counts. */
function reach(options: Options): void {
  const version = options.versions.reduce((newest, each) => (each.minor > newest.minor ? each : newest));
  const folder = mkdtempSync(join(tmpdir(), 'lab-reach-'));
  const file = join(folder, 'manifests.jsonl');
  try {
    print({ ...options, versions: [version] }, file);
    const { status } = spawnSync(join(__dirname, '..', 'reach', 'run'), ['-list', String(version)], {
      stdio: [openSync(file, 'r'), 'inherit', 'ignore'],
    });
    if (status !== 0) throw new Error(`lab/reach/run ${version} failed: it needs Go; run it alone to see why`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function print({ versions, count, seed, fixtures }: Options, file: string): number {
  const given = givenBatches(fixtures);
  const made = new MadeManifests(given, count, seed);
  let manifests = 0;
  const write = (batch: Batch) =>
    appendFileSync(file, batch.manifests.map((manifest) => `${JSON.stringify({ id: ++manifests, manifest })}\n`).join(''));
  writeFileSync(file, '');
  for (const version of versions) {
    given.forEach(write);
    for (let part = 0; part < made.parts; part += 1) [...made.common(part), made.drawn(part, version)].forEach(write);
  }
  return manifests;
}

async function compare(options: Options): Promise<number> {
  const { count, seed, fixtures } = options;
  const versions = options.versions.map(String);
  say(
    `seed ${seed}, count ${count}: of the made manifests a quarter each is aimed, mutants, pods that ask for resources, and drawn from the schema\n`,
  );
  const start = Date.now();
  const parts = new MadeManifests([], count, seed).parts;
  const found = new Map(versions.map((version) => [version, noFigures()]));
  const groups = new Groups();
  for (const part of await comparePartsWith(options.processes, { count, seed, versions, fixtures }, parts, showProgress)) {
    for (const [version, figures] of part.versions) addFigures(found.get(version)!, figures);
    for (const group of part.groups) groups.addGroup(group);
  }
  const tables = `${tallyTable(found)}\n\nOf these agreed in everything:\n\n${sourceTable(found)}\n\nBeside the verdict agreed:\n\n${aspectTable(found)}`;
  say(tables);
  say(
    `\n${((Date.now() - start) / 1000).toFixed(0)} s in ${options.processes} processes; ${groups.sorted().length} forms of disagreement\n`,
  );
  say(unansweredText(found));
  say(await groupsText(groups, options.groups));
  if (options.out !== undefined) {
    writeFileSync(options.out, `seed ${seed}, count ${count}\n\n${tables}\n\n${await groupsText(groups, 400)}\n`);
  }
  if (!options.accept) return groups.sorted().length === 0 ? 0 : 1;
  const shortfalls = agreementShortfalls(found);
  shortfalls.forEach(say);
  if (shortfalls.length === 0) say('Everything agrees as much as lab/compare/accepted-agreement.json asks.');
  return shortfalls.length === 0 ? 0 : 1;
}

/** One line that is written over, where someone looks at it. */
function showProgress(compared: number, all: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${compared} of ${all} parts${compared === all ? '\r\u001b[K' : ''}`);
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
      processes: { type: 'string', default: String(availableParallelism()) },
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
    processes: Math.max(1, whole('processes', values.processes)),
    fixtures: process.env.FIXTURES || undefined,
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
