import { isJsonObject } from '../manifest/json';
import { objectsIn } from '../manifest/manifest-list';
import { Finding } from '../rules/finding';
import { Neighbours } from '../rules/neighbours';
import { JudgeRun } from './judge-run';
import { JudgeOptions, Judgement, Subject } from './judgement';

/** Judges manifests by rules and returns the findings that stand. */
export function judge(subjects: readonly Subject[], options: JudgeOptions): Finding[] {
  return [...judgeAll(subjects, options).findings];
}

/**
 * Judges manifests by rules.
 *
 * All manifests are judged, and every problem of each is reported. A rule that throws is reported under its own id and hides no other
 * finding.
 */
export function judgeAll(subjects: readonly Subject[], options: JudgeOptions): Judgement {
  const manifests = subjects.map(({ manifest }) => manifest).filter(isJsonObject);
  const neighbours = new Neighbours(manifests.flatMap((manifest) => objectsIn(manifest).map(({ object }) => object)));
  const run = new JudgeRun(options, neighbours);
  const judgements = run.judge(subjects.filter(({ judged }) => judged !== false));
  return {
    findings: [...judgements.flatMap(({ findings }) => findings), ...run.idleSuppressions()],
    suppressed: judgements.flatMap(({ suppressed }) => suppressed),
  };
}
