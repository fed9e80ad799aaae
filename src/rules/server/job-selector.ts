import { JsonObject, asNumber, asObject, isJsonObject } from '../../manifest/json';
import { isDnsLabel, isLabelValue } from '../../manifest/names';
import { PodModel } from '../../manifest/pod-model';
import { Severity, Violation } from '../finding';
import { PodRule, ReportViolation } from '../rule';
import { isLabelSelector } from './fields/selector-fields';
import { completedName } from './object-name';
import { selects } from './selector-matches-template';
import { BATCH_VALIDATION } from './sources';
import { invalid } from './violations';

/** The labels that a server puts on the pods of a Job: its unique id and its name, each under two keys. */
const ID_LABELS = ['controller-uid', 'batch.kubernetes.io/controller-uid'];
const NAME_LABELS = ['job-name', 'batch.kubernetes.io/job-name'];
/** Stands for the unique id that the server gives a Job when it makes it: no manifest can know it. */
const GIVEN_ID = '00000000-0000-0000-0000-000000000000';

/** A Job recognises its own pods. */
export const jobSelector: PodRule = {
  id: 'server/job-selector',
  severity: Severity.ERROR,
  title: 'A Job leaves its selector and the labels of its name to the server, or says that it does not',
  why: 'The API server makes a selector of the unique id that it gives a Job, and puts the id and the name of the Job on its pods as labels. It refuses a Job whose own selector or labels contradict those.',
  fix: 'Remove selector, and the labels controller-uid and job-name of the template. Where a Job has to take over pods that there are, set manualSelector: true and a selector that the template has the labels of.',
  source: BATCH_VALIDATION,
  kinds: ['Job'],
  compliant: [
    {
      title: 'no selector, and one of its own',
      yaml: `
apiVersion: batch/v1
kind: Job
metadata: { name: import }
spec:
  template:
    spec: { restartPolicy: Never, containers: [{ name: import, image: 'busybox:1.37' }] }
---
apiVersion: batch/v1
kind: Job
metadata: { name: export }
spec:
  manualSelector: true
  selector: { matchLabels: { app: export } }
  template:
    metadata: { labels: { app: export } }
    spec: { restartPolicy: Never, containers: [{ name: export, image: 'busybox:1.37' }] }
`,
    },
  ],
  nonCompliant: [
    {
      title: "a selector as a Deployment has it, and another Job's name",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata: { name: import }
spec:
  selector: { matchLabels: { app: import } }
  template:
    metadata: { labels: { app: import, job-name: export } }
    spec: { restartPolicy: Never, containers: [{ name: import, image: 'busybox:1.37' }] }
`,
      fieldPaths: ['spec.selector', 'spec.template.metadata.labels[job-name]'],
    },
    {
      title: 'a manual selector that there is not, and a name that is too long for the host names of the pods',
      yaml: `
apiVersion: batch/v1
kind: Job
metadata: { name: ${'a'.repeat(62)} }
spec:
  manualSelector: true
  completionMode: Indexed
  template:
    spec: { restartPolicy: Never, containers: [{ name: import, image: 'busybox:1.37' }] }
`,
      fieldPaths: ['metadata.name', 'spec.selector', 'spec.template.metadata.labels'],
    },
  ],
  judge(pod: PodModel, report: ReportViolation): void {
    const spec = asObject(pod.manifest.spec);
    const name = completedName(asObject(pod.manifest.metadata));
    if (spec.manualSelector === true) judgeManual(spec, pod, report);
    else judgeGenerated(spec, pod, name, report);
    judgeHostNames(spec, name, report);
  },
};

function judgeManual({ selector }: JsonObject, { labels }: PodModel, report: ReportViolation): void {
  if (!isJsonObject(selector)) {
    report({ fieldPath: 'spec.selector', errorType: 'FieldValueRequired', message: 'is required with manualSelector' });
    report(mismatch(labels));
  } else if (isLabelSelector(selector) && !selects(selector, labels)) {
    report(mismatch(labels));
  }
}

function judgeGenerated(spec: JsonObject, { labels, manifest }: PodModel, name: string, report: ReportViolation): void {
  const expected: Record<string, string> = {};
  for (const key of ID_LABELS) expected[key] = GIVEN_ID;
  for (const key of NAME_LABELS) expected[key] = name;
  for (const key of Object.keys(expected)) {
    const given = labels[key];
    if (given === undefined || given === expected[key]) continue;
    report(invalid(`spec.template.metadata.labels[${key}]`, "is not the Job's own", given));
  }
  if (NAME_LABELS.some((key) => labels[key] === undefined) && !isLabelValue(name)) {
    report(invalid('spec.template.labels', "the Job's name becomes a label of its pods, and is none", name));
    if (sharesLabels(manifest)) report(invalid('metadata.labels', "the Job's name becomes a label of its own, and is none", name));
  }
  const given = asObject(spec.selector);
  const own = asObject(given.matchLabels);
  const selector = { ...given, matchLabels: { [ID_LABELS[1]]: GIVEN_ID, ...own } };
  if (!isLabelSelector(selector)) return;
  if (!selects(selector, expected)) report(invalid('spec.selector', '`selector` not auto-generated', given));
  if (!selects(selector, { ...expected, ...labels })) report(mismatch(labels));
}

/** A Job without labels gets those of its template, even where there are none of them: they are one map to the server. */
function sharesLabels({ metadata, spec }: JsonObject): boolean {
  const ofPods = asObject(asObject(asObject(spec).template).metadata).labels;
  return isJsonObject(ofPods) && Object.keys(asObject(asObject(metadata).labels)).length === 0;
}

/** Each pod of an indexed Job is a host with the name of the Job and its index. */
function judgeHostNames({ completionMode, completions, parallelism }: JsonObject, name: string, report: ReportViolation): void {
  const count = asNumber(completions) ?? ((parallelism ?? null) === null && (completions ?? null) === null ? 1 : 0);
  if (completionMode !== 'Indexed' || count <= 0 || isDnsLabel(`${name}-${count - 1}`)) return;
  const message = `its pods cannot be hosts: '${name}-${count - 1}' is no DNS label`;
  report({ ...invalid('metadata.name', message, name), allowed: 'a DNS label that has room for "-" and the highest index' });
}

function mismatch(labels: Readonly<Record<string, string>>): Violation {
  return invalid('spec.template.metadata.labels', '`selector` does not match template `labels`', { ...labels });
}
