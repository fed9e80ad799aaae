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

/** So many manifests are made in one part, the last has the rest. */
const PART = 2000;

/** The manifests that are not made: those of other projects where a folder has them, the examples, and what the rules show. */
export function givenBatches(fixtures?: string): Batch[] {
  return [
    { source: 'other projects', manifests: fixtures === undefined ? [] : folderManifests(fixtures) },
    { source: 'examples', manifests: exampleManifests() },
    { source: 'rules', manifests: ruleManifests() },
  ];
}

/** The manifests that are made, a quarter of each source, the same for the same seed. They come in parts, so that several processes can make them. */
export class MadeManifests {
  /** How many parts there are. */
  public readonly parts: number;
  private readonly mutants: fc.Arbitrary<JsonObject>;

  /** @param count how many are made for each version */
  public constructor(
    given: readonly Batch[],
    private readonly count: number,
    private readonly seed: number,
  ) {
    // Of the other kinds the library knows the schema alone.
    const known = (manifest: JsonObject) => Object.hasOwn(CONSTRAINED_KINDS, `${asString(manifest.apiVersion)}/${asString(manifest.kind)}`);
    this.mutants = mutantsOf([...workloadSkeletons(), ...given.flatMap(({ manifests }) => manifests).filter(known)]);
    this.parts = Math.ceil(count / PART);
  }

  /** Those of a part that are the same for every version. */
  public common(part: number): Batch[] {
    const seed = this.seed + part * PART;
    return [
      { source: 'aimed', manifests: aimedManifests(this.seed, Math.floor((part * PART) / 4), this.quarter(part, 0)) },
      { source: 'mutants', manifests: fc.sample(this.mutants, { seed, numRuns: this.quarter(part, 1) }) },
      { source: 'resources', manifests: fc.sample(resourcePods(), { seed, numRuns: this.quarter(part, 2) }) },
    ];
  }

  /** Those of a part that are drawn from the schema of a version. */
  public drawn(part: number, version: KubernetesVersion): Batch {
    const drawing = { seed: this.seed + part * PART, numRuns: this.quarter(part, 3) };
    return { source: 'drawn', manifests: fc.sample(workloadManifests({ minor: version.minor }), drawing) };
  }

  private quarter(part: number, index: number): number {
    return Math.floor((Math.min(PART, this.count - part * PART) + index) / 4);
  }
}
