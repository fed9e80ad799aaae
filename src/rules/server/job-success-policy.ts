import { JsonObject, asObject, isJsonObject, objectsOf } from '../../manifest/json';
import { PodModel } from '../../manifest/pod-model';
import { JOB_KINDS } from '../../manifest/workload-kind';
import { Severity } from '../finding';
import { PodRule, ReportViolation } from '../rule';
import { RuleContext } from '../rule-context';
import { jobSpecOf } from './job-spec';
import { BATCH_VALIDATION } from './sources';
import { invalid } from './violations';

const MOST_RULES = 20;
const LONGEST_INDEXES = 64 * 1024;

/** An indexed Job's policy on success can be met. */
export const jobSuccessPolicy: PodRule = {
  id: 'server/job-success-policy',
  severity: Severity.ERROR,
  title: "A Job's policy on success can be met by its indexes",
  why: 'The policy ends a Job before all of its indexes have succeeded, once some of them or so many have. The API server refuses one that names no indexes, some that the Job does not have, or more than it has.',
  fix: 'Give each rule succeededIndexes, succeededCount or both, below the number of completions.',
  source: BATCH_VALIDATION,
  onlyWith: ['successPolicy'],
  kinds: JOB_KINDS,
  compliant: [
    {
      title: 'one of three leaders',
      yaml: `
apiVersion: batch/v1
kind: Job
metadata: { name: train }
spec:
  completionMode: Indexed
  completions: 10
  parallelism: 10
  successPolicy: { rules: [{ succeededIndexes: '0,2-3', succeededCount: 1 }] }
  template:
    spec: { restartPolicy: Never, containers: [{ name: train, image: 'busybox:1.37' }] }
`,
    },
  ],
  nonCompliant: [
    {
      title: 'an index that the Job does not have, more than are named, and nothing at all',
      yaml: `
apiVersion: batch/v1
kind: Job
metadata: { name: train }
spec:
  completionMode: Indexed
  completions: 3
  parallelism: 3
  successPolicy:
    rules: [{ succeededIndexes: '0,3' }, { succeededIndexes: '0-1', succeededCount: 3 }, {}]
  template:
    spec: { restartPolicy: Never, containers: [{ name: train, image: 'busybox:1.37' }] }
`,
      fieldPaths: [
        'spec.successPolicy.rules[0].succeededIndexes',
        'spec.successPolicy.rules[1].succeededCount',
        'spec.successPolicy.rules[2]',
      ],
    },
  ],
  judge(pod: PodModel, report: ReportViolation, { version }: RuleContext): void {
    const job = jobSpecOf(pod, version.minor);
    if (!job.has('successPolicy') || !isJsonObject(job.spec.successPolicy)) return;
    const { successPolicy, completionMode } = job.spec;
    const path = `${job.path}.successPolicy`;
    if (completionMode !== 'Indexed') {
      report(invalid(path, 'requires indexed completion mode'));
      return;
    }
    const rules = objectsOf(asObject(successPolicy).rules);
    if (rules.length === 0) {
      report({ fieldPath: `${path}.rules`, errorType: 'FieldValueRequired', message: 'a success policy has one rule at least' });
    }
    if (rules.length > MOST_RULES) {
      report({ fieldPath: `${path}.rules`, errorType: 'FieldValueTooMany', message: `must have at most ${MOST_RULES} items` });
    }
    const completions = job.spec.completions ?? job.spec.parallelism ?? 1;
    if (typeof completions !== 'number') return;
    for (const { index, object } of rules) judgeRule(object, `${path}.rules[${index}]`, completions, report);
  },
};

function judgeRule({ succeededIndexes, succeededCount }: JsonObject, path: string, completions: number, report: ReportViolation): void {
  if ((succeededIndexes ?? null) === null && (succeededCount ?? null) === null) {
    const message = 'at least one of succeededCount or succeededIndexes must be specified';
    report({ fieldPath: path, errorType: 'FieldValueRequired', message });
  }
  const named = typeof succeededIndexes === 'string' ? countIndexes(succeededIndexes, completions) : undefined;
  if (typeof succeededIndexes === 'string') {
    const fieldPath = `${path}.succeededIndexes`;
    if (Buffer.byteLength(succeededIndexes) > LONGEST_INDEXES) {
      report({ fieldPath, errorType: 'FieldValueTooLong', message: `may not be more than ${LONGEST_INDEXES} bytes` });
    }
    if (named === undefined) {
      const allowed = `rising indexes and ranges of them below ${completions}, such as "0,2-3"`;
      report({ ...invalid(fieldPath, 'is no list of indexes of the Job', succeededIndexes), allowed });
    }
  }
  if (typeof succeededCount !== 'number') return;
  const fieldPath = `${path}.succeededCount`;
  if (succeededCount < 0) report(invalid(fieldPath, 'must be greater than or equal to 0', succeededCount));
  if (succeededCount > completions) report(invalid(fieldPath, `must be at most ${completions}, the number of completions`, succeededCount));
  if (typeof succeededIndexes === 'string' && succeededCount > (named ?? 0)) {
    report(invalid(fieldPath, `must be at most ${named ?? 0}, the number of indexes in succeededIndexes`, succeededCount));
  }
}

/** How many indexes a text such as `0,2-3` names; undefined where it names none that a Job of so many completions has. */
function countIndexes(text: string, completions: number): number | undefined {
  if (text === '') return 0;
  let last = -1;
  let count = 0;
  for (const part of text.split(',')) {
    const limits = part.split('-');
    const [first, end = first] = limits.map((limit) => (/^\+?\d+$/.test(limit) ? Number(limit) : Number.NaN));
    if (limits.length > 2 || !(first < completions && end < completions) || (limits.length === 2 && first >= end)) return undefined;
    if (count > 0 && last >= first) return undefined;
    count += end - first + 1;
    last = end;
  }
  return count;
}
