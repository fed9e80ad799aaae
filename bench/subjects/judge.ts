import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parse } from 'yaml';
import { deploymentYaml } from './deployments';

/*
 * `judge.ts 5000`: judges 5,000 parsed Deployments by all rules, after as many to warm up, and prints the microseconds that each took as JSON.
 * The compiled engine is measured, not the sources through ts-node.
 */
const compiled = (file: string): unknown => createRequire(__filename)(join(__dirname, '..', '..', 'lib', file));
const { KubernetesVersion } = compiled('cluster/kubernetes-version') as typeof import('../../src/cluster/kubernetes-version');
const { judge } = compiled('validation/judge') as typeof import('../../src/validation/judge');

const count = Number(process.argv[2]);
const manifests = () => Array.from({ length: count }, (_, index) => ({ manifest: parse(deploymentYaml(index)) as object as never }));
judge(manifests(), { version: KubernetesVersion.DEFAULT });
const subjects = manifests();
const start = performance.now();
judge(subjects, { version: KubernetesVersion.DEFAULT });
process.stdout.write(JSON.stringify({ microsecondsEach: ((performance.now() - start) * 1000) / count }));
