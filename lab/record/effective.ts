import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { KubernetesVersion } from '../../src/cluster/kubernetes-version';
import { LabEffective, LabJudge } from '../compare/lab-verdict';
import { resourcePods } from '../compare/resource-pods';
import { RecordedEffective } from './effective-record';

/*
 * Writes what Kubernetes' own code reckons for some drawn pods into lab/record/effective.json, so that the tests know it without the lab:
 * `ts-node lab/record/effective.ts`.
 */

const DRAWN = 3000;
const SEED = 753;
/** One of each way of reckoning: without and with native sidecars, with resources of the pod itself, and as they are filled in since. */
const VERSIONS = ['1.28', '1.29', '1.34', '1.37'];
/** So many are kept of any, and of those that one version reckons otherwise than the one before, and of each class. */
const KEPT = 16;
const KEPT_OF_EACH_CHANGE = 8;

async function main(): Promise<void> {
  const manifests = fc.sample(resourcePods(), { seed: SEED, numRuns: DRAWN }).filter(({ kind }) => kind === 'Pod');
  const drawn = manifests.map((manifest) => ({ manifest, effective: {} as Record<string, LabEffective> }));
  for (const version of VERSIONS) {
    const judge = new LabJudge(KubernetesVersion.of(version), ['-effective']);
    const verdicts = await judge.judge(manifests);
    judge.close();
    verdicts.forEach(({ effective }, index) => {
      if (effective !== undefined) drawn[index].effective[version] = effective;
    });
  }
  const changes = VERSIONS.slice(1).flatMap((version, before) =>
    drawn.filter(({ effective }) => changed(effective[VERSIONS[before]], effective[version])).slice(0, KEPT_OF_EACH_CHANGE),
  );
  const classes = ['Guaranteed', 'Burstable', 'BestEffort'].flatMap((name) =>
    drawn.filter(({ effective }) => Object.values(effective).some(({ qosClass }) => qosClass === name)).slice(0, KEPT_OF_EACH_CHANGE),
  );
  const record: RecordedEffective[] = [...new Set([...drawn.slice(0, KEPT), ...changes, ...classes])];
  writeFileSync(join(__dirname, 'effective.json'), `[\n${record.map((entry) => JSON.stringify(entry)).join(',\n')}\n]\n`);
}

function changed(one: LabEffective | undefined, other: LabEffective | undefined): boolean {
  return JSON.stringify(one) !== JSON.stringify(other);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
});
