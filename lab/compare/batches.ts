import * as fc from 'fast-check';
import { KubernetesVersion } from '../../src/cluster/kubernetes-version';
import { JsonObject, asString } from '../../src/manifest/json';
import { CONSTRAINED_KINDS } from '../../src/rules/server/fields';
import { aimedManifests } from './aimed-manifests';
import { workloadManifests } from './arbitraries';
import { exampleManifests, folderManifests, ruleManifests } from './folder-manifests';
import { mutantsOf } from './mutants';
import { resourcePods } from './resource-pods';
import { workloadSkeletons } from './workload-skeletons';

/** Manifests that were made in one way. */
export interface Batch {
  /** Where they come from, in the words of `docs/lab.md`. */
  readonly source: string;
  readonly manifests: readonly JsonObject[];
}

/** So many manifests are drawn at once. */
const MOST_AT_ONCE = 2000;

/** The manifests that are not made: those of other projects where a folder has them, the examples, and what the rules show. */
export function givenBatches(fixtures?: string): Batch[] {
  return [
    { source: 'other projects', manifests: fixtures === undefined ? [] : folderManifests(fixtures) },
    { source: 'examples', manifests: exampleManifests() },
    { source: 'rules', manifests: ruleManifests() },
  ];
}

/** The manifests that are made for a version, the same for the same seed, a quarter of each source. */
export function* madeBatches(given: readonly Batch[], version: KubernetesVersion, count: number, seed: number): Generator<Batch> {
  // Of the other kinds the library knows the schema alone.
  const known = (manifest: JsonObject) => Object.hasOwn(CONSTRAINED_KINDS, `${asString(manifest.apiVersion)}/${asString(manifest.kind)}`);
  const bases = [...workloadSkeletons(), ...given.flatMap(({ manifests }) => manifests).filter(known)];
  for (let done = 0; done < count; done += MOST_AT_ONCE) {
    const now = Math.min(MOST_AT_ONCE, count - done);
    const kinds: [string, (count: number) => JsonObject[]][] = [
      ['aimed', (numRuns) => aimedManifests(seed, Math.floor(done / 4), numRuns)],
      ['mutants', (numRuns) => fc.sample(mutantsOf(bases), { seed: seed + done, numRuns })],
      ['resources', (numRuns) => fc.sample(resourcePods(), { seed: seed + done, numRuns })],
      ['drawn', (numRuns) => fc.sample(workloadManifests({ minor: version.minor }), { seed: seed + done, numRuns })],
    ];
    for (const [index, [source, make]] of kinds.entries()) {
      const part = Math.floor((now + index) / kinds.length);
      if (part > 0) yield { source, manifests: make(part) };
    }
  }
}
