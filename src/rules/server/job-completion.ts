import { asNumber, isJsonObject } from '../../manifest/json';
import { PodModel } from '../../manifest/pod-model';
import { JOB_KINDS } from '../../manifest/workload-kind';
import { Severity } from '../finding';
import { PodRule, ReportViolation } from '../rule';
import { RuleContext } from '../rule-context';
import { JobSpec, jobSpecOf } from './job-spec';
import { BATCH_VALIDATION } from './sources';
import { invalid, notSupported, required } from './violations';

const MOST_INDEXED = 100_000;
/** With very many indexes fewer pods may run at once, or fail. */
const MOST_WITH_MANY = 10_000;

/** The fields by which a Job ends fit each other. */
export const jobCompletion: PodRule = {
  id: 'server/job-completion',
  severity: Severity.ERROR,
  title: 'The fields by which a Job ends fit each other',
  why: 'A Job whose indexes, completions, failure policy and restart policy contradict each other has no end that could be told. The API server refuses it.',
  fix: 'Set what the message names beside the other field, or remove the other field.',
  source: BATCH_VALIDATION,
  kinds: JOB_KINDS,
  compliant: [
    {
      title: 'an indexed Job with a failure policy',
      yaml: `
apiVersion: batch/v1
kind: Job
metadata: { name: import }
spec:
  completionMode: Indexed
  completions: 3
  podFailurePolicy:
    rules: [{ action: FailJob, onExitCodes: { containerName: import, operator: In, values: [1, 42] } }]
  template:
    spec: { restartPolicy: Never, containers: [{ name: import, image: 'busybox:1.37' }] }
`,
    },
  ],
  nonCompliant: [
    {
      title: 'indexes without completions, and a limit by index without indexes',
      yaml: `
apiVersion: batch/v1
kind: Job
metadata: { name: import }
spec:
  completionMode: Indexed
  parallelism: 2
  template:
    spec: { restartPolicy: Never, containers: [{ name: import, image: 'busybox:1.37' }] }
---
apiVersion: batch/v1
kind: Job
metadata: { name: export }
spec:
  backoffLimitPerIndex: 1
  template:
    spec: { restartPolicy: Never, containers: [{ name: export, image: 'busybox:1.37' }] }
`,
      fieldPaths: ['spec.completions', 'spec.backoffLimitPerIndex'],
    },
  ],
  judge(pod: PodModel, report: ReportViolation, { version }: RuleContext): void {
    const job = jobSpecOf(pod, version.minor);
    const mode = job.spec.completionMode ?? 'NonIndexed';
    if (job.has('maxFailedIndexes') && !job.has('backoffLimitPerIndex')) {
      report(required(`${job.path}.backoffLimitPerIndex`, 'is required when maxFailedIndexes is specified'));
    }
    if (mode === 'Indexed') judgeIndexed(job, report);
    else if (mode === 'NonIndexed') judgeNotIndexed(job, report);
    if (job.has('podReplacementPolicy')) judgeReplacement(job, report);
    if (job.isCronJob) judgeTemplate(job, report);
  },
};

function judgeIndexed({ spec, path, has, isCronJob }: JobSpec, report: ReportViolation): void {
  const number = (field: string) => (has(field) ? asNumber(spec[field]) : undefined);
  const completions = number('completions');
  const parallelism = number('parallelism');
  const failed = number('maxFailedIndexes');
  // Where parallelism is absent as well, the server makes both of them 1, but not in a CronJob.
  if (completions === undefined && (isCronJob || parallelism !== undefined)) {
    report(required(`${path}.completions`, 'is required when completion mode is Indexed'));
  }
  if (parallelism !== undefined && parallelism > MOST_INDEXED) {
    report(invalid(`${path}.parallelism`, `must be at most ${MOST_INDEXED} when completion mode is Indexed`, parallelism));
  }
  if (failed !== undefined && completions !== undefined && failed > completions) {
    report(invalid(`${path}.maxFailedIndexes`, 'must be less than or equal to completions', failed));
  }
  if (failed !== undefined && failed > MOST_INDEXED) {
    report(invalid(`${path}.maxFailedIndexes`, `must be at most ${MOST_INDEXED}`, failed));
  }
  if (completions === undefined || completions <= MOST_INDEXED || !has('backoffLimitPerIndex')) return;
  const where = `must be at most ${MOST_WITH_MANY} when completions are above ${MOST_INDEXED} and used with backoff limit per index`;
  if (failed === undefined) report(required(`${path}.maxFailedIndexes`, `is required when completions are above ${MOST_INDEXED}`));
  if (parallelism !== undefined && parallelism > MOST_WITH_MANY) report(invalid(`${path}.parallelism`, where, parallelism));
  if (failed !== undefined && failed > MOST_WITH_MANY) report(invalid(`${path}.maxFailedIndexes`, where, failed));
}

function judgeNotIndexed({ spec, path, has }: JobSpec, report: ReportViolation): void {
  for (const field of ['backoffLimitPerIndex', 'maxFailedIndexes']) {
    if (has(field)) report(invalid(`${path}.${field}`, 'requires indexed completion mode', spec[field]));
  }
}

function judgeReplacement({ spec, path }: JobSpec, report: ReportViolation): void {
  const policy = spec.podReplacementPolicy;
  const allowed = isJsonObject(spec.podFailurePolicy) ? ['Failed'] : ['Failed', 'TerminatingOrFailed'];
  if (typeof policy === 'string' && !allowed.includes(policy)) report(notSupported(`${path}.podReplacementPolicy`, policy, allowed));
}

/** The Jobs of a CronJob have the selectors that the server makes for them. */
function judgeTemplate({ spec, path }: JobSpec, report: ReportViolation): void {
  if (isJsonObject(spec.selector)) report(invalid(`${path}.selector`, '`selector` will be auto-generated', spec.selector));
  if (spec.manualSelector === true) report(notSupported(`${path}.manualSelector`, true, ['false']));
}
