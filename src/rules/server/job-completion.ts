import { asNumber, isJsonObject } from '../../manifest/json';
import { PodModel } from '../../manifest/pod-model';
import { JOB_KINDS } from '../../manifest/workload-kind';
import { Severity, Violation } from '../finding';
import { PodRule } from '../rule';
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
  *judge(pod: PodModel, { version }: RuleContext): Iterable<Violation> {
    const job = jobSpecOf(pod, version.minor);
    const mode = job.spec.completionMode ?? 'NonIndexed';
    if (job.has('maxFailedIndexes') && !job.has('backoffLimitPerIndex')) {
      yield required(`${job.path}.backoffLimitPerIndex`, 'is required when maxFailedIndexes is specified');
    }
    if (mode === 'Indexed') yield* judgeIndexed(job);
    else if (mode === 'NonIndexed') yield* judgeNotIndexed(job);
    if (job.has('podReplacementPolicy')) yield* judgeReplacement(job);
    if (job.isCronJob) yield* judgeTemplate(job);
  },
};

function* judgeIndexed({ spec, path, has, isCronJob }: JobSpec): Iterable<Violation> {
  const number = (field: string) => (has(field) ? asNumber(spec[field]) : undefined);
  const completions = number('completions');
  const parallelism = number('parallelism');
  const failed = number('maxFailedIndexes');
  // Where parallelism is absent as well, the server makes both of them 1, but not in a CronJob.
  if (completions === undefined && (isCronJob || parallelism !== undefined)) {
    yield required(`${path}.completions`, 'is required when completion mode is Indexed');
  }
  if (parallelism !== undefined && parallelism > MOST_INDEXED) {
    yield invalid(`${path}.parallelism`, `must be at most ${MOST_INDEXED} when completion mode is Indexed`, parallelism);
  }
  if (failed !== undefined && completions !== undefined && failed > completions) {
    yield invalid(`${path}.maxFailedIndexes`, 'must be less than or equal to completions', failed);
  }
  if (failed !== undefined && failed > MOST_INDEXED) {
    yield invalid(`${path}.maxFailedIndexes`, `must be at most ${MOST_INDEXED}`, failed);
  }
  if (completions === undefined || completions <= MOST_INDEXED || !has('backoffLimitPerIndex')) return;
  const where = `must be at most ${MOST_WITH_MANY} when completions are above ${MOST_INDEXED} and used with backoff limit per index`;
  if (failed === undefined) yield required(`${path}.maxFailedIndexes`, `is required when completions are above ${MOST_INDEXED}`);
  if (parallelism !== undefined && parallelism > MOST_WITH_MANY) yield invalid(`${path}.parallelism`, where, parallelism);
  if (failed !== undefined && failed > MOST_WITH_MANY) yield invalid(`${path}.maxFailedIndexes`, where, failed);
}

function* judgeNotIndexed({ spec, path, has }: JobSpec): Iterable<Violation> {
  for (const field of ['backoffLimitPerIndex', 'maxFailedIndexes']) {
    if (has(field)) yield invalid(`${path}.${field}`, 'requires indexed completion mode', spec[field]);
  }
}

function* judgeReplacement({ spec, path }: JobSpec): Iterable<Violation> {
  const policy = spec.podReplacementPolicy;
  const allowed = isJsonObject(spec.podFailurePolicy) ? ['Failed'] : ['Failed', 'TerminatingOrFailed'];
  if (typeof policy === 'string' && !allowed.includes(policy)) yield notSupported(`${path}.podReplacementPolicy`, policy, allowed);
}

/** The Jobs of a CronJob have the selectors that the server makes for them. */
function* judgeTemplate({ spec, path }: JobSpec): Iterable<Violation> {
  if (isJsonObject(spec.selector)) yield invalid(`${path}.selector`, '`selector` will be auto-generated', spec.selector);
  if (spec.manualSelector === true) yield notSupported(`${path}.manualSelector`, true, ['false']);
}
