import { isDnsSubdomain } from '../../../manifest/names';
import { Place } from '../../walk/place';
import { keepsJobField } from '../job-spec';
import { NON_NEGATIVE, TypeLines, check, oneOf, oneOfGiven, required, type, typeTable } from './constraints';
import { LABEL_SELECTOR, TEMPLATE, always, kind, labelledKind, line } from './kind-lines';

const HTTP_PATH = /^[A-Za-z0-9/\-._~%!$&'()*+,;=:]+$/;
const LONGEST_MANAGER = 63;
const batch = (name: string) => `io.k8s.api.batch.v1.${name}`;

/** Fields that the server may drop are looked at where it does not. */
const JOB_COUNT = check((value, place, field, walk) => {
  if (keepsJobField(field, place.top.object.kind === 'CronJob', walk.version.minor)) NON_NEGATIVE.checks![0](value, place, field, walk);
});

/** Who takes care of a Job that the Job controller leaves alone. */
const MANAGER = check((value, place, field, walk) => {
  if (typeof value !== 'string' || !keepsJobField(field, place.top.object.kind === 'CronJob', walk.version.minor)) return;
  const path = place.path(field);
  const slash = value.indexOf('/');
  if (value === '') {
    walk.report('FieldValueRequired', path, 'names nobody', { fix: 'Remove managedBy.' });
  } else if (slash < 0 || !isDnsSubdomain(value.slice(0, slash)) || !HTTP_PATH.test(value.slice(slash + 1))) {
    walk.report('FieldValueInvalid', path, 'must be a path with a domain in front', { value, allowed: 'such as "example.com/queue"' });
  }
  if (Buffer.byteLength(value) > LONGEST_MANAGER) {
    walk.report('FieldValueTooLong', path, `may not be more than ${LONGEST_MANAGER} bytes`, { value });
  }
});

/** The Jobs of a CronJob have no selectors of their own. */
const hasOwnSelector = (place: Place) => place.top.object.kind === 'Job';

const JOB_COUNTS: TypeLines = Object.fromEntries(
  [
    'parallelism',
    'completions',
    'activeDeadlineSeconds',
    'backoffLimit',
    'ttlSecondsAfterFinished',
    'backoffLimitPerIndex',
    'maxFailedIndexes',
  ].map((field) => [field, [JOB_COUNT]]),
);

/** What the server holds against the fields of Jobs and CronJobs. */
export const JOB_FIELDS = typeTable('io.k8s.api.batch.v1', {
  Job: labelledKind(batch('JobSpec')),
  JobSpec: {
    ...JOB_COUNTS,
    $self: [always('template', TEMPLATE)],
    completionMode: [oneOfGiven('NonIndexed', 'Indexed')],
    managedBy: [MANAGER],
    selector: [type(LABEL_SELECTOR, { when: hasOwnSelector })],
    template: [type(TEMPLATE)],
  },
  CronJob: kind(batch('CronJobSpec')),
  CronJobSpec: {
    ...line('jobTemplate', batch('JobTemplateSpec')),
    schedule: [required()],
    startingDeadlineSeconds: [NON_NEGATIVE],
    concurrencyPolicy: [oneOf('Allow', 'Forbid', 'Replace')],
    successfulJobsHistoryLimit: [NON_NEGATIVE],
    failedJobsHistoryLimit: [NON_NEGATIVE],
  },
  JobTemplateSpec: line('spec', batch('JobSpec')),
});
