import { asObject, objectsOf, textsIn } from '../../manifest/json';
import { LONGEST_LABEL, hasLabelCharacters } from '../../manifest/names';
import { PodModel } from '../../manifest/pod-model';
import { ReportViolation } from '../rule';
import { podOf, serverWarning } from './server-warning';

const TOO_LONG = `must be no more than ${LONGEST_LABEL} characters`;
const MALFORMED =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric " +
  "character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

/** A pod prefers nodes by values that a label can have. */
export const nodeLabelValues = serverWarning({
  id: 'warnings/node-label-values',
  title: 'A pod prefers nodes by values that a label can have',
  why: 'No node has a label with such a value: the preference counts for none, or for every node where the value is excluded.',
  fix: 'Write the value that the label of the nodes has.',
  since: '1.33',
  onlyWith: ['nodeAffinity'],
  compliant: [{ title: 'a value of a label', yaml: preferring('eu-west_1') }],
  nonCompliant: [
    {
      title: 'a value that no label can have',
      yaml: preferring('eu west'),
      fieldPaths: [
        'spec.affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].preference.matchExpressions[0].values[0]',
      ],
    },
  ],
  judge(pod: PodModel, report: ReportViolation): void {
    const { nodeAffinity } = asObject(pod.spec.affinity);
    if (nodeAffinity === undefined) return;
    for (const { index, object } of objectsOf(asObject(nodeAffinity).preferredDuringSchedulingIgnoredDuringExecution)) {
      const path = `${pod.specPath}.affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[${index}].preference`;
      for (const expression of objectsOf(asObject(object.preference).matchExpressions)) {
        for (const { index: at, text } of textsIn(expression.object.values)) {
          const fieldPath = `${path}.matchExpressions[${expression.index}].values[${at}]`;
          if (Buffer.byteLength(text) > LONGEST_LABEL) {
            report({ fieldPath, message: `${fieldPath}: ${text} is invalid, ${TOO_LONG}`, value: text });
          }
          if (!hasLabelCharacters(text)) report({ fieldPath, message: `${fieldPath}: ${text} is invalid, ${MALFORMED}`, value: text });
        }
      }
    }
  },
});

function preferring(value: string): string {
  return podOf(`
  affinity: { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, preference: { matchExpressions: [{ key: topology.kubernetes.io/region, operator: In, values: [${value}] }] } }] } }
  containers: [{ name: web, image: 'nginx:1.29' }]`);
}
