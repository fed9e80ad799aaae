import { KubernetesVersion } from '../../src/cluster/kubernetes-version';
import { ASPECT_OPTIONS } from './aspects';
import { Batch, MadeManifests, givenBatches } from './batches';
import { Comparison } from './comparison';
import { Figures, PartFigures } from './figures';
import { Groups } from './groups';
import { LabJudge } from './lab-verdict';
import type { Answer, RunOfParts } from './workers';

/** So many manifests of each batch are compared once more as texts. */
const AS_TEXTS = 20;

/** Compares the parts of a run that it is told to, one after the other: the program of a process that `workers.ts` starts. */
class Worker {
  private readonly given: readonly Batch[];
  private readonly made: MadeManifests;
  private readonly labs: readonly LabJudge[];

  public constructor({ count, seed, versions, fixtures }: RunOfParts) {
    this.given = givenBatches(fixtures);
    this.made = new MadeManifests(this.given, count, seed);
    this.labs = versions.map((version) => new LabJudge(KubernetesVersion.of(version), ASPECT_OPTIONS));
  }

  /** Compares one part with every version: the given manifests, or a part of those that are made. */
  public async compare(part: number | 'given'): Promise<PartFigures> {
    const groups = new Groups();
    const versions = new Map<string, Figures>();
    const common = part === 'given' ? [] : this.made.common(part);
    for (const lab of this.labs) {
      const comparison = new Comparison(lab, groups);
      versions.set(String(lab.version), comparison.figures);
      if (part === 'given') {
        for (const { source, manifests } of this.given) await comparison.compare(source, manifests);
        continue;
      }
      for (const { source, manifests } of [...common, this.made.drawn(part, lab.version)]) {
        await comparison.compare(source, manifests);
        await comparison.compareTexts(manifests.slice(0, AS_TEXTS));
      }
    }
    return { versions, groups: groups.sorted() };
  }
}

let worker: Worker | undefined;

async function answerTo(message: RunOfParts | number | 'given'): Promise<Answer> {
  if (typeof message === 'object') {
    worker = new Worker(message);
    return 'ready';
  }
  return worker!.compare(message);
}

process.on('message', (message: RunOfParts | number | 'given') => {
  void answerTo(message)
    .catch((error: unknown): Answer => ({ failure: error instanceof Error ? error.message : String(error) }))
    .then((answer) => process.send!(answer, () => undefined));
});
// Whoever started it is done or was killed; an answer that nobody waits for any more is no failure.
process.on('disconnect', () => process.exit());
