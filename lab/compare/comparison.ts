import { KubernetesVersion } from '../../src/cluster/kubernetes-version';
import { JsonObject } from '../../src/manifest/json';
import { Aspect, aspectDifferences } from './aspects';
import { noFigures, noTally } from './figures';
import { Groups, groupKey } from './groups';
import { LabJudge } from './lab-verdict';
import { libraryVerdicts } from './library-verdict';
import { shrink } from './shrink';
import { compareDuplicates, compareLists } from './text-comparison';
import { Difference, comparesWarnings, verdictDifferences } from './verdict-differences';

interface Outcome {
  readonly differences: readonly Difference[];
  readonly withWarnings: boolean;
  readonly aspects: ReadonlyMap<Aspect, readonly Difference[]>;
}

/** So many are sent at once: enough to keep the program busy while the library judges. */
const CHUNK = 400;

/** Compares the library with one version's server. */
export class Comparison {
  /** What was found. */
  public readonly figures = noFigures();
  private readonly version: KubernetesVersion;

  /**
   * @param lab the version's program, asked with `ASPECT_OPTIONS`
   * @param groups where what differs is noted
   */
  public constructor(
    private readonly lab: LabJudge,
    private readonly groups: Groups = new Groups(),
  ) {
    this.version = lab.version;
  }

  /** Compares some manifests of one source, counts them and notes what differs. */
  public async compare(source: string, manifests: readonly JsonObject[]): Promise<void> {
    const tally = this.figures.tallies.get(source) ?? noTally();
    this.figures.tallies.set(source, tally);
    for (let from = 0; from < manifests.length; from += CHUNK) {
      const chunk = manifests.slice(from, from + CHUNK);
      (await this.outcomes(chunk)).forEach((outcome, index) => {
        if (typeof outcome === 'string') {
          tally[outcome] += 1;
          if (outcome === 'unanswered') this.figures.unanswered.push(chunk[index]);
          return;
        }
        const { differences, withWarnings, aspects } = outcome;
        this.countAspects(chunk[index], aspects);
        const differs = (about: Difference['about']) => differences.some((difference) => difference.about === about);
        tally.compared += 1;
        if (!differs('verdict')) tally.verdict += 1;
        if (!differs('errors')) tally.errors += 1;
        if (withWarnings) tally.withWarnings += 1;
        if (withWarnings && !differs('warnings')) tally.warnings += 1;
        if (differences.length === 0) tally.agreed += 1;
        else this.groups.add(chunk[index], String(this.version), differences);
      });
    }
  }

  /** Compares some manifests once more as texts: with a key written twice, and as items of Lists. */
  public async compareTexts(manifests: readonly JsonObject[]): Promise<void> {
    for (const [manifest, differences] of await compareDuplicates(manifests, this.version, this.lab)) {
      this.countAspects(manifest, new Map([['keys written twice', differences]]));
    }
    for (const [manifest, differences] of await compareLists(manifests, this.version, this.lab)) {
      this.countAspects(manifest, new Map([['items of Lists', differences]]));
    }
  }

  /** The smallest manifest that still shows a difference of the same form. */
  public shrinkTo(manifest: JsonObject, key: string): Promise<JsonObject> {
    return shrink(manifest, async (candidates) =>
      (await this.outcomes(candidates)).map(
        (outcome, index) =>
          typeof outcome === 'object' &&
          [...outcome.differences, ...[...outcome.aspects.values()].flat()].some((each) => groupKey(each, candidates[index]) === key),
      ),
    );
  }

  private countAspects(manifest: JsonObject, aspects: Outcome['aspects']): void {
    for (const [aspect, differences] of aspects) {
      const tally = this.figures.aspects.get(aspect) ?? { compared: 0, agreed: 0 };
      this.figures.aspects.set(aspect, tally);
      tally.compared += 1;
      if (differences.length === 0) tally.agreed += 1;
      else this.groups.add(manifest, String(this.version), differences);
    }
  }

  /** What differs at each manifest; where the server has no verdict, as what the manifest is counted. */
  private async outcomes(manifests: readonly JsonObject[]): Promise<(Outcome | 'skipped' | 'unanswered')[]> {
    const asked = this.lab.judge(manifests);
    const ours = libraryVerdicts(manifests, this.version);
    const theirs = await asked;
    return theirs.map((server, index) => {
      if (server.unanswered !== undefined) return 'unanswered';
      if (server.unsupported !== undefined || server.panic !== undefined || server.badLine !== undefined) return 'skipped';
      const library = ours[index];
      return {
        differences: verdictDifferences(library, server),
        withWarnings: comparesWarnings(library, server),
        aspects: aspectDifferences(manifests[index], this.version, library, server),
      };
    });
  }
}
