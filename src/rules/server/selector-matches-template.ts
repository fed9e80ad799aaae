import { JsonObject, asList, asObject, asString, isJsonObject, objectsOf, textsIn } from '../../manifest/json';
import { PodModel } from '../../manifest/pod-model';
import { Severity, Violation } from '../finding';
import { PodRule, ReportViolation } from '../rule';
import { isLabelSelector } from './fields/selector-fields';
import { APPS_VALIDATION } from './sources';

const KINDS = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet']);

/** A workload has to recognise its own pods. */
export const selectorMatchesTemplate: PodRule = {
  id: 'server/selector-matches-template',
  severity: Severity.ERROR,
  title: "A workload's selector selects the pods of its template",
  why: 'A workload counts the pods that its selector selects. One that did not select its own pods would make new ones for ever, so the API server refuses it.',
  fix: "Give the template the labels of the selector's matchLabels.",
  source: APPS_VALIDATION,
  compliant: [
    {
      title: 'the labels of the selector and more',
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web }, matchExpressions: [{ key: tier, operator: In, values: [front] }] }
  template:
    metadata: { labels: { app: web, tier: front, track: stable } }
    spec: { containers: [{ name: web, image: 'nginx:1.29' }] }
`,
    },
  ],
  nonCompliant: [
    {
      title: 'another label in the template',
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: wep } }
    spec: { containers: [{ name: web, image: 'nginx:1.29' }] }
`,
      fieldPaths: ['spec.template.metadata.labels'],
    },
    {
      title: 'an empty selector',
      yaml: `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db }
spec:
  serviceName: db
  selector: {}
  template:
    spec: { containers: [{ name: db, image: 'postgres:18' }] }
`,
      fieldPaths: ['spec.selector'],
    },
  ],
  judge(pod: PodModel, report: ReportViolation): void {
    const spec = asObject(pod.manifest.spec);
    if (pod.workloadKind === 'ReplicationController') judgeReplicationController(pod, spec, report);
    if (!KINDS.has(pod.workloadKind)) return;
    const { selector } = spec;
    const labelsPath = `${pod.templatePath}.metadata.labels`;
    const { labels } = pod;
    if (!isJsonObject(selector)) {
      // An absent selector selects nothing, so it is missed as a field and does not match either.
      report(mismatch(labelsPath, labels));
      return;
    }
    const expressions = asList(selector.matchExpressions);
    if (Object.keys(asObject(selector.matchLabels)).length + expressions.length === 0) {
      report({
        fieldPath: 'spec.selector',
        errorType: 'FieldValueInvalid',
        message: `an empty selector is invalid for a ${pod.workloadKind}`,
        value: selector,
        allowed: 'at least one label, such as { matchLabels: { app: web } }',
      });
    } else if (!isLabelSelector(selector)) {
      // Each kind but the DaemonSet is told so beside what is wrong in the selector.
      if (pod.workloadKind !== 'DaemonSet') {
        report({ fieldPath: 'spec.selector', errorType: 'FieldValueInvalid', message: 'is no label selector', value: selector });
      }
    } else if (!selects(selector, labels)) {
      report(mismatch(labelsPath, labels));
    }
  },
};

function mismatch(fieldPath: string, labels: Readonly<Record<string, string>>): Violation {
  return { fieldPath, errorType: 'FieldValueInvalid', message: '`selector` does not match template `labels`', value: { ...labels } };
}

/** Whether a label selector selects labels; a selector that is wrong in itself is no reason to complain of the labels. */
export function selects(selector: JsonObject, labels: Readonly<Record<string, string>>): boolean {
  const matchLabels = asObject(selector.matchLabels);
  // A value that is null is an empty text, in the selector as in the labels.
  for (const key of Object.keys(matchLabels)) if (labels[key] !== (matchLabels[key] ?? '')) return false;
  for (const { object: expression } of objectsOf(selector.matchExpressions)) {
    const value: string | undefined = labels[asString(expression.key) ?? ''];
    const values: readonly string[] = textsIn(expression.values).map(({ text }) => text);
    switch (expression.operator) {
      case 'In':
        if (values.length > 0 && (value === undefined || !values.includes(value))) return false;
        break;
      case 'NotIn':
        if (value !== undefined && values.includes(value)) return false;
        break;
      case 'Exists':
        if (value === undefined) return false;
        break;
      case 'DoesNotExist':
        if (value !== undefined) return false;
        break;
      default:
    }
  }
  return true;
}

/** The oldest kind takes its selector from the template where it has none. */
function judgeReplicationController(pod: PodModel, spec: JsonObject, report: ReportViolation): void {
  const selector = asObject(spec.selector);
  if (Object.keys(selector).length === 0) {
    if (Object.keys(pod.labels).length === 0) {
      report({ fieldPath: 'spec.selector', errorType: 'FieldValueRequired', message: 'is required where the template has no labels' });
    }
    return;
  }
  if (isJsonObject(spec.template) && !selects({ matchLabels: selector }, pod.labels)) {
    report(mismatch(`${pod.templatePath}.metadata.labels`, pod.labels));
  }
}
