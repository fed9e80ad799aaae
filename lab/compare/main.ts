import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import * as fc from 'fast-check';
import { KubernetesVersion } from '../../src/cluster/kubernetes-version';
import { JsonObject } from '../../src/manifest/json';
import { workloadManifests } from './arbitraries';
import { Comparison } from './comparison';
import { exampleManifests, folderManifests, ruleManifests } from './folder-manifests';
import { Groups } from './groups';
import { mutantsOf } from './mutants';
import { groupsText, tallyTable } from './print';
import { workloadSkeletons } from './workload-skeletons';

/** So many manifests are drawn at once. */
const BATCH = 2000;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      count: { type: 'string', default: '2000' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      versions: { type: 'string' },
      groups: { type: 'string', default: '40' },
      out: { type: 'string' },
    },
  });
  const count = whole('count', values.count);
  const seed = whole('seed', values.seed);
  const most = whole('groups', values.groups);
  const versions =
    values.versions === undefined ? KubernetesVersion.ALL : values.versions.split(',').map((text) => KubernetesVersion.of(text));
  const given = new Map([
    ['other projects', givenManifests()],
    ['examples', exampleManifests()],
    ['rules', ruleManifests()],
  ]);
  const bases = [...workloadSkeletons(), ...[...given.values()].flat()];
  const groups = new Groups();
  const comparisons = new Map<string, Comparison>();
  const say = (text: string) => process.stdout.write(`${text}\n`);
  say(`seed ${seed}, count ${count}: for each version half of them mutants, half drawn from the schema, beside what is given\n`);
  const start = Date.now();
  try {
    for (const version of versions) {
      const comparison = new Comparison(version, groups);
      comparisons.set(String(version), comparison);
      for (const [source, manifests] of given) await comparison.compare(source, manifests);
      for (let done = 0; done < count; done += BATCH) {
        const now = Math.min(BATCH, count - done);
        await comparison.compare('mutants', fc.sample(mutantsOf(bases), { seed: seed + done, numRuns: Math.ceil(now / 2) }));
        if (now > 1) {
          await comparison.compare(
            'drawn',
            fc.sample(workloadManifests({ minor: version.minor }), { seed: seed + done, numRuns: Math.floor(now / 2) }),
          );
        }
      }
    }
    say(tallyTable(comparisons));
    say(`\n${((Date.now() - start) / 1000).toFixed(0)} s; ${groups.sorted().length} forms of disagreement\n`);
    say(await groupsText(groups, comparisons, most));
    if (values.out !== undefined) {
      writeFileSync(
        values.out,
        `seed ${seed}, count ${count}\n\n${tallyTable(comparisons)}\n\n${await groupsText(groups, comparisons, 400)}\n`,
      );
    }
  } finally {
    for (const comparison of comparisons.values()) comparison.close();
  }
  process.exitCode = groups.sorted().length === 0 ? 0 : 1;
}

/** The manifests of other projects, in the folder that FIXTURES names. */
function givenManifests(): JsonObject[] {
  const folder = process.env.FIXTURES;
  if (folder === undefined || folder === '') {
    process.stdout.write('The manifests of other projects are not compared: FIXTURES names no folder that has them.\n');
    return [];
  }
  return folderManifests(folder);
}

function whole(name: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`--${name} '${text}' is no whole number: write it like --${name} 20000`);
  return Number(text);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
});
