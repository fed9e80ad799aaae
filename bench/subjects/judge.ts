import { createRequire } from 'node:module';
import { join } from 'node:path';
import { median } from '../median';
import { deploymentYaml } from './deployments';

/*
 * `judge.ts 5000`: reads 5,000 Deployments, judges them by all rules again and again, and prints the microseconds that each took as JSON: the
 * median of passes, after as many to warm up as V8 needs until it compiles nothing any more. The compiled engine is measured, not the sources
 * through ts-node, on what its own reader made of the YAML.
 */
const WARMING = 3;
const PASSES = 7;

const compiled = (file: string): unknown => createRequire(__filename)(join(__dirname, '..', '..', 'lib', file));
const { KubernetesVersion } = compiled('cluster/kubernetes-version') as typeof import('../../src/cluster/kubernetes-version');
const { readManifests } = compiled('manifest/yaml-source') as typeof import('../../src/manifest/yaml-source');
const { judge } = compiled('validation/judge') as typeof import('../../src/validation/judge');

const count = Number(process.argv[2]);
const subjects = Array.from({ length: count }, (_, index) => ({ manifest: readManifests(deploymentYaml(index)).manifests[0].manifest }));

function microsecondsEach(): number {
  const start = performance.now();
  judge(subjects, { version: KubernetesVersion.DEFAULT });
  return ((performance.now() - start) * 1000) / count;
}

const times = Array.from({ length: WARMING + PASSES }, microsecondsEach);
process.stdout.write(JSON.stringify({ microsecondsEach: median(times.slice(WARMING)), times }));
