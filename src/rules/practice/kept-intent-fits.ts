import { annotatedIntent, INTENT_ANNOTATION } from '../../manifest/intent-annotation';
import { asObject, asString } from '../../manifest/json';
import { PodModel } from '../../manifest/pod-model';
import { Severity } from '../finding';
import { PodRule, ReportViolation } from '../rule';

const yamlOf = (intent: string) => `
apiVersion: v1
kind: Pod
metadata: { name: web, annotations: { pod-patterns.cdk8s.io/intent: '${intent}' } }
spec:
  containers: [{ name: main, image: 'shop/web:4.2' }]
  initContainers: [{ name: db, image: 'proxy:2.1', restartPolicy: Always }]
`;

/** What a manifest keeps of what is meant by its pod is of the pod as it is. */
export const keptIntentFits: PodRule = {
  id: 'practice/kept-intent-fits',
  severity: Severity.WARNING,
  title: `The annotation ${INTENT_ANNOTATION} can be read and names containers that the pod has`,
  why:
    'The annotation says what a manifest cannot: which container is an ambassador or a guard, and who listens on loopback. Once it was edited into ' +
    'something else, or a container was renamed without it, the pod is judged and shown by what can be guessed.',
  fix: 'Synthesize the manifest again, or remove the annotation.',
  source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/',
  onlyWith: ['annotations'],
  compliant: [{ title: 'the roles of the containers', yaml: yamlOf('{"containers":{"db":{"role":"ambassador"}}}') }],
  nonCompliant: [
    { title: 'not what the library writes', yaml: yamlOf('db: ambassador'), fieldPaths: [`metadata.annotations[${INTENT_ANNOTATION}]`] },
    {
      title: 'a container that has another name now',
      yaml: yamlOf('{"containers":{"database":{"role":"ambassador"}}}'),
      fieldPaths: [`metadata.annotations[${INTENT_ANNOTATION}]`],
    },
  ],
  judge(pod: PodModel, report: ReportViolation): void {
    const text = asString(asObject(asObject(pod.manifest.metadata).annotations)[INTENT_ANNOTATION]);
    if (text === undefined) return;
    const fieldPath = `metadata.annotations[${INTENT_ANNOTATION}]`;
    const intent = annotatedIntent(pod.manifest);
    if (!intent) {
      report({ fieldPath, value: text, message: 'this is not what the library writes there', allowed: 'JSON with the containers by name' });
      return;
    }
    const names = pod.containers.map(({ name }) => name);
    for (const name of Object.keys(intent.containers)) {
      if (names.includes(name)) continue;
      report({ fieldPath, value: name, message: `the pod has no container '${name}'`, allowed: names.join(', ') });
    }
  },
};
