import { JsonObject, JsonValue, asList, asNumber, isJsonObject, objectsOf } from '../../manifest/json';
import { isQualifiedName } from '../../manifest/names';
import { PodModel } from '../../manifest/pod-model';
import { JOB_KINDS } from '../../manifest/workload-kind';
import { Severity } from '../finding';
import { PodRule, ReportViolation } from '../rule';
import { RuleContext } from '../rule-context';
import { JobSpec, jobSpecOf, keepsJobField } from './job-spec';
import { BATCH_VALIDATION } from './sources';
import { invalid, notSupported, required, tooMany } from './violations';

const MOST_RULES = 20;
const MOST_CODES = 255;
const ACTIONS = ['Count', 'FailIndex', 'FailJob', 'Ignore'];
const OPERATORS = ['In', 'NotIn'];
const STATUSES = ['False', 'True', 'Unknown'];
/** From this minor on the status of a condition may be left out in a CronJob too. */
const STATUS_DEFAULTED_SINCE = 34;

/** A Job as each rule of its policy needs to know it. */
interface JobOfRule extends JobSpec {
  readonly needsStatus: boolean;
}

/** A Job's policy on failed pods can be followed. */
export const jobFailurePolicy: PodRule = {
  id: 'server/job-failure-policy',
  severity: Severity.ERROR,
  title: "A Job's policy on failed pods can be followed",
  why: 'Each rule of the policy says what to do on some exit codes or on some conditions of a pod, and a pod that is restarted in place never counts as failed. The API server refuses a policy that says less, more or something else.',
  fix: 'Give each rule an action and either onExitCodes or onPodConditions, and the pod restartPolicy: Never.',
  source: BATCH_VALIDATION,
  onlyWith: ['podFailurePolicy'],
  kinds: JOB_KINDS,
  compliant: [
    {
      title: 'exit codes and conditions, a rule for each',
      yaml: `
apiVersion: batch/v1
kind: Job
metadata: { name: import }
spec:
  podFailurePolicy:
    rules:
      - { action: FailJob, onExitCodes: { containerName: import, operator: In, values: [1, 42] } }
      - { action: Ignore, onPodConditions: [{ type: DisruptionTarget }] }
  template:
    spec: { restartPolicy: Never, containers: [{ name: import, image: 'busybox:1.37' }] }
`,
    },
  ],
  nonCompliant: [
    {
      title: 'a failure policy on pods that are restarted, and on a container that there is not',
      yaml: `
apiVersion: batch/v1
kind: Job
metadata: { name: import }
spec:
  podFailurePolicy:
    rules: [{ action: FailJob, onExitCodes: { containerName: main, operator: In, values: [0] } }]
  template:
    spec: { restartPolicy: OnFailure, containers: [{ name: import, image: 'busybox:1.37' }] }
`,
      fieldPaths: [
        'spec.podFailurePolicy.rules[0].onExitCodes.containerName',
        'spec.podFailurePolicy.rules[0].onExitCodes.values[0]',
        'spec.template.spec.restartPolicy',
      ],
    },
    {
      title: 'rules without an action, on nothing, and on a condition that is none',
      yaml: `
apiVersion: batch/v1
kind: Job
metadata: { name: import }
spec:
  podFailurePolicy:
    rules: [{}, { action: Ignore, onPodConditions: [{ type: 'no such', status: Maybe }] }]
  template:
    spec: { restartPolicy: Never, containers: [{ name: import, image: 'busybox:1.37' }] }
`,
      fieldPaths: [
        'spec.podFailurePolicy.rules[0]',
        'spec.podFailurePolicy.rules[0].action',
        'spec.podFailurePolicy.rules[1].onPodConditions[0].status',
        'spec.podFailurePolicy.rules[1].onPodConditions[0].type',
      ],
    },
  ],
  judge(pod: PodModel, report: ReportViolation, { version }: RuleContext): void {
    const job = jobSpecOf(pod, version.minor);
    if (!isJsonObject(job.spec.podFailurePolicy)) return;
    const path = `${job.path}.podFailurePolicy.rules`;
    if (pod.restartPolicy === 'OnFailure') {
      const message = 'only "Never" is supported when podFailurePolicy is specified';
      report({ ...invalid(`${pod.specPath}.restartPolicy`, message, pod.restartPolicy), allowed: 'Never' });
    }
    // A rule on indexes is dropped with the indexes.
    const keepsIndexes = keepsJobField('backoffLimitPerIndex', job.isCronJob, version.minor);
    const rules = objectsOf(job.spec.podFailurePolicy.rules).filter(({ object }) => keepsIndexes || object.action !== 'FailIndex');
    if (rules.length > MOST_RULES) report(tooMany(path, MOST_RULES));
    // The server defaults the status to True, but in a CronJob only lately.
    const needsStatus = job.isCronJob && version.minor < STATUS_DEFAULTED_SINCE;
    for (const [index, { object }] of rules.entries()) judgeRule(object, `${path}[${index}]`, { ...job, needsStatus }, pod, report);
  },
};

function judgeRule(rule: JsonObject, path: string, job: JobOfRule, pod: PodModel, report: ReportViolation): void {
  const action = rule.action ?? '';
  if (action === '') {
    report(required(`${path}.action`, 'says not what to do', ACTIONS));
  } else if (typeof action === 'string' && !ACTIONS.includes(action)) {
    report(notSupported(`${path}.action`, action, ACTIONS));
  } else if (action === 'FailIndex' && !job.has('backoffLimitPerIndex')) {
    report(invalid(`${path}.action`, 'requires the backoffLimitPerIndex to be set', action));
  }
  const conditions = objectsOf(rule.onPodConditions);
  if (isJsonObject(rule.onExitCodes)) judgeExitCodes(rule.onExitCodes, `${path}.onExitCodes`, pod, report);
  if (conditions.length > MOST_RULES) report(tooMany(`${path}.onPodConditions`, MOST_RULES));
  for (const { index, object } of conditions) judgeCondition(object, `${path}.onPodConditions[${index}]`, job.needsStatus, report);
  if (isJsonObject(rule.onExitCodes) === conditions.length > 0) {
    report(invalid(path, 'exactly one of onExitCodes and onPodConditions is required'));
  }
}

function judgeCondition({ type, status }: JsonObject, path: string, needsStatus: boolean, report: ReportViolation): void {
  const name = type ?? '';
  if (typeof name === 'string' && !isQualifiedName(name)) report(invalid(`${path}.type`, 'is no type of a condition', name));
  if (needsStatus && !status) report(required(`${path}.status`, 'is required in a CronJob', STATUSES));
  if (typeof status === 'string' && status !== '' && !STATUSES.includes(status)) report(notSupported(`${path}.status`, status, STATUSES));
}

function judgeExitCodes(codes: JsonObject, path: string, pod: PodModel, report: ReportViolation): void {
  const operator = codes.operator ?? '';
  if (operator === '') report(required(`${path}.operator`, 'says not how to compare', OPERATORS));
  else if (typeof operator === 'string' && !OPERATORS.includes(operator)) report(notSupported(`${path}.operator`, operator, OPERATORS));
  const names = pod.containers.filter(({ list }) => list !== 'ephemeralContainers').map(({ name }) => name);
  if (typeof codes.containerName === 'string' && !names.includes(codes.containerName)) {
    const message = 'must be one of the container or initContainer names in the pod template';
    report({ ...invalid(`${path}.containerName`, message, codes.containerName), allowed: names.join(', ') });
  }
  judgeValues(
    asList(codes.values).map((value) => value ?? 0),
    `${path}.values`,
    operator,
    report,
  );
}

function judgeValues(values: readonly JsonValue[], path: string, operator: JsonValue, report: ReportViolation): void {
  if (values.length === 0) report(invalid(path, 'at least one value is required'));
  if (values.length > MOST_CODES) report(tooMany(path, MOST_CODES));
  const seen = new Set<JsonValue>();
  for (const [index, value] of values.entries()) {
    const fieldPath = `${path}[${index}]`;
    if (operator === 'In' && value === 0) report(invalid(fieldPath, 'must not be 0 for the In operator', value));
    if (seen.has(value)) report({ fieldPath, errorType: 'FieldValueDuplicate', message: 'is listed twice', value });
    seen.add(value);
  }
  // The server takes null for 0; what is no number at all is for the schema to report.
  const codes = values.map((value) => (value === null ? 0 : (asNumber(value) ?? NaN)));
  if (codes.some((code, index) => index > 0 && codes[index - 1] > code)) {
    report(invalid(path, 'must be ordered', [...values]));
  }
}
