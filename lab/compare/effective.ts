import { parseArgs } from 'node:util';
import * as fc from 'fast-check';
import { KubernetesVersion } from '../../src/cluster/kubernetes-version';
import { JsonObject, asObject } from '../../src/manifest/json';
import { podTemplateOf, workloadKindOf } from '../../src/manifest/workload-kind';
import { effectiveDifferences } from './effective-differences';
import { exampleManifests, folderManifests, ruleManifests } from './folder-manifests';
import { LabJudge } from './lab-verdict';
import { resourcePods } from './resource-pods';

/*
 * Compares what the library reckons that the scheduler reserves for a pod, its limits and its QoS class with what Kubernetes' own code
 * reckons: for the manifests that are given and for drawn ones.
 */

/** So many are sent at once. */
const CHUNK = 500;
/** So many differences are printed for each version. */
const MOST_PRINTED = 10;

const say = (text: string) => process.stdout.write(`${text}\n`);

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      count: { type: 'string', default: '2000' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      versions: { type: 'string' },
    },
  });
  const versions = values.versions?.split(',').map((text) => KubernetesVersion.of(text)) ?? KubernetesVersion.ALL;
  const fixtures = process.env.FIXTURES || undefined;
  const sources: [string, JsonObject[]][] = [
    ['other projects', fixtures === undefined ? [] : folderManifests(fixtures)],
    ['examples', exampleManifests()],
    ['rules', ruleManifests()],
    ['drawn', fc.sample(resourcePods(), { seed: Number(values.seed), numRuns: Number(values.count) })],
  ];
  say(`seed ${values.seed}\n`);
  say('| version | manifests | pods compared | agree | without a pod or a verdict |\n|---|---|---|---|---|');
  let different = 0;
  for (const version of versions) {
    const judge = new LabJudge(version, ['-effective']);
    const differences: string[] = [];
    try {
      for (const [source, manifests] of sources) {
        const { compared, found } = await compare(judge, version, manifests);
        say(`| ${version} | ${source} | ${compared} | ${compared - found.length} | ${manifests.length - compared} |`);
        differences.push(...found);
      }
    } finally {
      judge.close();
    }
    different += differences.length;
    differences.slice(0, MOST_PRINTED).forEach((difference) => say(`\n${difference}`));
  }
  process.exitCode = different === 0 ? 0 : 1;
}

async function compare(
  judge: LabJudge,
  version: KubernetesVersion,
  manifests: readonly JsonObject[],
): Promise<{ compared: number; found: string[] }> {
  const found: string[] = [];
  let compared = 0;
  for (let from = 0; from < manifests.length; from += CHUNK) {
    const chunk = manifests.slice(from, from + CHUNK);
    (await judge.judge(chunk.map(podOf))).forEach(({ effective, errors }, index) => {
      // Less than nothing is refused by the server, and each version reckons with it in its own way.
      if (effective === undefined || errors.some(({ message }) => message.includes('must be greater than or equal to 0'))) return;
      compared += 1;
      const differences = effectiveDifferences(chunk[index], version, effective);
      if (differences.length > 0) found.push(`${differences.join('\n')}\n    ${JSON.stringify(chunk[index])}`);
    });
  }
  return { compared, found };
}

/** The Pod that a controller makes of a workload's template: only Pods go through everything that the server fills in. */
function podOf(manifest: JsonObject): JsonObject {
  const workload = workloadKindOf(manifest);
  const template = workload && podTemplateOf(manifest, workload);
  if (workload === undefined || template === undefined || workload.kind === 'Pod') return manifest;
  const metadata = { ...asObject(template.metadata), name: 'made', namespace: 'default' };
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec: asObject(template.spec) };
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
});
