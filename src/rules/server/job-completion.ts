import { JsonObject, asList, asObject, isJsonObject, objectsOf } from '../../manifest/json';
import { PodModel } from '../../manifest/pod-model';
import { Severity, Violation } from '../finding';
import { PodRule, RuleContext } from '../rule';
import { BATCH_VALIDATION } from './sources';

const MOST_INDEXED = 100_000;
const BY_INDEX = ['backoffLimitPerIndex', 'maxFailedIndexes'];

/** The fields by which a Job ends fit each other. */
export const jobCompletion: PodRule = {
  id: 'server/job-completion',
  severity: Severity.ERROR,
  title: 'The fields by which a Job ends fit each other',
  why: 'A Job whose indexes, completions, failure policy and restart policy contradict each other has no end that could be told. The API server refuses it.',
  fix: 'Set what the message names beside the other field, or remove the other field.',
  source: BATCH_VALIDATION,
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
  ],
  *judge(pod: PodModel, { version }: RuleContext): Iterable<Violation> {
    if (pod.workloadKind !== 'Job' && pod.workloadKind !== 'CronJob') return;
    const path = pod.templatePath.slice(0, -'.template'.length);
    const spec = asObject(
      pod.workloadKind === 'Job' ? pod.manifest.spec : asObject(asObject(asObject(pod.manifest.spec).jobTemplate).spec),
    );
    yield* judgeIndexes(spec, path, version.minor);
    if (isJsonObject(spec.podFailurePolicy)) yield* judgeFailurePolicy(spec.podFailurePolicy, spec, path, pod);
    if (version.minor >= 29) yield* judgeReplacement(spec, path);
    if (pod.workloadKind === 'CronJob') {
      if (isJsonObject(spec.selector)) {
        yield {
          fieldPath: `${path}.selector`,
          errorType: 'FieldValueInvalid',
          message: '`selector` will be auto-generated',
          value: spec.selector,
        };
      }
      if (spec.manualSelector === true) {
        yield {
          fieldPath: `${path}.manualSelector`,
          errorType: 'FieldValueNotSupported',
          message: 'is not supported here',
          value: true,
          allowed: 'false',
        };
      }
    }
  },
};

function* judgeIndexes(spec: JsonObject, path: string, minor: number): Iterable<Violation> {
  // A limit by index is known from 1.29 on, a success policy from 1.31 on; older versions drop them.
  const isSet = (field: string) => typeof spec[field] === 'number' && (minor >= 29 || !BY_INDEX.includes(field));
  if (isSet('maxFailedIndexes') && !isSet('backoffLimitPerIndex')) {
    yield {
      fieldPath: `${path}.backoffLimitPerIndex`,
      errorType: 'FieldValueRequired',
      message: 'is required when maxFailedIndexes is specified',
    };
  }
  if (spec.completionMode === 'Indexed') {
    // Where parallelism is absent as well, the server makes both of them 1.
    if (!isSet('completions') && isSet('parallelism')) {
      yield { fieldPath: `${path}.completions`, errorType: 'FieldValueRequired', message: 'is required when completion mode is Indexed' };
    }
    if (isSet('parallelism') && (spec.parallelism as number) > MOST_INDEXED) {
      yield {
        fieldPath: `${path}.parallelism`,
        errorType: 'FieldValueInvalid',
        message: 'must be less than or equal to 100000 when completion mode is Indexed',
        value: spec.parallelism,
      };
    }
    if (isSet('completions') && isSet('maxFailedIndexes') && (spec.maxFailedIndexes as number) > (spec.completions as number)) {
      yield {
        fieldPath: `${path}.maxFailedIndexes`,
        errorType: 'FieldValueInvalid',
        message: 'must be less than or equal to completions',
        value: spec.maxFailedIndexes,
      };
    }
  } else if (spec.completionMode === undefined || spec.completionMode === null || spec.completionMode === 'NonIndexed') {
    for (const field of BY_INDEX) {
      if (isSet(field)) {
        yield {
          fieldPath: `${path}.${field}`,
          errorType: 'FieldValueInvalid',
          message: 'requires indexed completion mode',
          value: spec[field],
        };
      }
    }
  }
  if (isJsonObject(spec.successPolicy) && minor >= 31) {
    if (spec.completionMode !== 'Indexed') {
      yield { fieldPath: `${path}.successPolicy`, errorType: 'FieldValueInvalid', message: 'requires indexed completion mode' };
    } else if (asList(spec.successPolicy.rules).length === 0) {
      yield {
        fieldPath: `${path}.successPolicy.rules`,
        errorType: 'FieldValueRequired',
        message: 'at least one rules must be specified when the successPolicy is specified',
      };
    }
  }
}

const ACTIONS = ['Count', 'FailIndex', 'FailJob', 'Ignore'];

function* judgeFailurePolicy(policy: JsonObject, spec: JsonObject, path: string, pod: PodModel): Iterable<Violation> {
  const rulesPath = `${path}.podFailurePolicy.rules`;
  if (asList(policy.rules).length > 20) {
    yield { fieldPath: rulesPath, errorType: 'FieldValueTooMany', message: 'must have at most 20 items', allowed: 'at most 20' };
  }
  if (pod.restartPolicy === 'OnFailure') {
    yield {
      fieldPath: `${pod.specPath}.restartPolicy`,
      errorType: 'FieldValueInvalid',
      message: 'only "Never" is supported when podFailurePolicy is specified',
      value: pod.restartPolicy,
      allowed: 'Never',
    };
  }
  for (const { index, object } of objectsOf(policy.rules)) {
    const at = `${rulesPath}[${index}]`;
    const action = object.action ?? '';
    if (action === '') {
      yield { fieldPath: `${at}.action`, errorType: 'FieldValueRequired', message: 'says not what to do', allowed: ACTIONS.join(', ') };
    } else if (typeof action === 'string' && !ACTIONS.includes(action)) {
      yield {
        fieldPath: `${at}.action`,
        errorType: 'FieldValueNotSupported',
        message: 'is not supported here',
        value: action,
        allowed: ACTIONS.join(', '),
      };
    } else if (action === 'FailIndex' && typeof spec.backoffLimitPerIndex !== 'number') {
      yield {
        fieldPath: `${at}.action`,
        errorType: 'FieldValueInvalid',
        message: 'requires the backoffLimitPerIndex to be set',
        value: action,
      };
    }
    const conditions = objectsOf(object.onPodConditions);
    if (isJsonObject(object.onExitCodes)) yield* judgeExitCodes(object.onExitCodes, `${at}.onExitCodes`, pod);
    for (const condition of conditions) {
      const status = condition.object.status;
      const statusPath = `${at}.onPodConditions[${condition.index}].status`;
      // The server defaults the status to True.
      if (typeof status !== 'string' || status === '' || ['False', 'True', 'Unknown'].includes(status)) continue;
      yield {
        fieldPath: statusPath,
        errorType: 'FieldValueNotSupported',
        message: 'is not supported here',
        value: status,
        allowed: 'False, True, Unknown',
      };
    }
    if (isJsonObject(object.onExitCodes) === conditions.length > 0) {
      yield { fieldPath: at, errorType: 'FieldValueInvalid', message: 'exactly one of onExitCodes and onPodConditions is required' };
    }
  }
}

function* judgeExitCodes(codes: JsonObject, path: string, pod: PodModel): Iterable<Violation> {
  const operator = codes.operator ?? '';
  if (operator === '') {
    yield { fieldPath: `${path}.operator`, errorType: 'FieldValueRequired', message: 'says not how to compare', allowed: 'In, NotIn' };
  } else if (operator !== 'In' && operator !== 'NotIn') {
    yield {
      fieldPath: `${path}.operator`,
      errorType: 'FieldValueNotSupported',
      message: 'is not supported here',
      value: operator,
      allowed: 'In, NotIn',
    };
  }
  const names = pod.containers.filter(({ list }) => list !== 'ephemeralContainers').map(({ name }) => name);
  if (typeof codes.containerName === 'string' && !names.includes(codes.containerName)) {
    yield {
      fieldPath: `${path}.containerName`,
      errorType: 'FieldValueInvalid',
      message: 'must be one of the container or initContainer names in the pod template',
      value: codes.containerName,
      allowed: names.join(', '),
    };
  }
  const values = asList(codes.values);
  const valuesPath = `${path}.values`;
  if (values.length === 0) yield { fieldPath: valuesPath, errorType: 'FieldValueInvalid', message: 'at least one value is required' };
  if (values.length > 255) yield { fieldPath: valuesPath, errorType: 'FieldValueTooMany', message: 'must have at most 255 items' };
  const seen = new Set<unknown>();
  let ordered = true;
  for (const [index, value] of values.entries()) {
    if (operator === 'In' && value === 0) {
      yield { fieldPath: `${valuesPath}[${index}]`, errorType: 'FieldValueInvalid', message: 'must not be 0 for the In operator', value };
    }
    if (seen.has(value)) {
      yield { fieldPath: `${valuesPath}[${index}]`, errorType: 'FieldValueDuplicate', message: 'is listed twice', value };
    }
    seen.add(value);
    if (index > 0 && Number(values[index - 1]) > Number(value)) ordered = false;
  }
  if (!ordered) yield { fieldPath: valuesPath, errorType: 'FieldValueInvalid', message: 'must be ordered', value: values };
}

function* judgeReplacement(spec: JsonObject, path: string): Iterable<Violation> {
  const policy = spec.podReplacementPolicy;
  if (typeof policy !== 'string') return;
  const allowed = isJsonObject(spec.podFailurePolicy) ? ['Failed'] : ['Failed', 'TerminatingOrFailed'];
  if (allowed.includes(policy)) return;
  yield {
    fieldPath: `${path}.podReplacementPolicy`,
    errorType: 'FieldValueNotSupported',
    message: 'is not supported here',
    value: policy,
    allowed: allowed.join(', '),
  };
}
