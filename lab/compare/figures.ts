import { JsonObject } from '../../src/manifest/json';
import { Aspect } from './aspects';
import { Group } from './groups';

/** What was found for one version and one source of manifests. */
export interface Tally {
  compared: number;
  /** Kinds that the lab does not judge, and manifests at which Kubernetes' own code panics. */
  skipped: number;
  /** Those to which the lab gave no answer in time. */
  unanswered: number;
  verdict: number;
  errors: number;
  /** Those that neither side refuses for its values, so that their warnings can be compared. */
  withWarnings: number;
  warnings: number;
  /** Those in which nothing differs. */
  agreed: number;
}

/** What was found of one aspect. */
export interface AspectTally {
  compared: number;
  agreed: number;
}

/** What was found for one version. */
export interface Figures {
  /** By where the manifests come from. */
  readonly tallies: Map<string, Tally>;
  /** What was found beside the verdicts. */
  readonly aspects: Map<Aspect, AspectTally>;
  /** The manifests to which the lab gave no answer in time. */
  readonly unanswered: JsonObject[];
}

/** What one part of a run found: figures by version, and what differs. */
export interface PartFigures {
  readonly versions: ReadonlyMap<string, Figures>;
  readonly groups: readonly Group[];
}

/** Figures of nothing yet. */
export function noFigures(): Figures {
  return { tallies: new Map(), aspects: new Map(), unanswered: [] };
}

/** A tally of nothing yet. */
export function noTally(): Tally {
  return { compared: 0, skipped: 0, unanswered: 0, verdict: 0, errors: 0, withWarnings: 0, warnings: 0, agreed: 0 };
}

/** Adds what one part found for a version to what others found. */
export function addFigures(sum: Figures, part: Figures): void {
  for (const [source, tally] of part.tallies) sum.tallies.set(source, addCounts(sum.tallies.get(source) ?? noTally(), tally));
  for (const [aspect, tally] of part.aspects) {
    sum.aspects.set(aspect, addCounts(sum.aspects.get(aspect) ?? { compared: 0, agreed: 0 }, tally));
  }
  sum.unanswered.push(...part.unanswered);
}

/** The sum of some tallies. */
export function totalOf(tallies: Iterable<Tally>): Tally {
  return [...tallies].reduce(addCounts, noTally());
}

function addCounts<T extends Tally | AspectTally>(left: T, right: T): T {
  const counts = Object.keys(left) as (keyof T)[];
  return Object.fromEntries(counts.map((name) => [name, Number(left[name]) + Number(right[name])])) as unknown as T;
}
