import { Severity } from '../finding';
import { schemaRule } from './schema-rule';

/** Every field is one that the API server knows. */
export const unknownField = schemaRule('unknown-field', {
  severity: Severity.ERROR,
  title: 'Every field is one that the API server knows',
  why: 'The API server refuses a manifest with a field it does not know, and kubectl apply does so before it sends it. Most are typing errors that would otherwise do nothing.',
  fix: 'Correct the spelling, move the field to where it belongs, or take it out.',
  source: 'https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation',
  compliant: [
    {
      title: 'the field is spelled as the API spells it',
      yaml: `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers: [{ name: web, image: 'nginx:1.29', ports: [{ containerPort: 8080 }] }]
`,
    },
  ],
  nonCompliant: [
    {
      title: 'the field has a capital letter',
      yaml: `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers: [{ name: web, image: 'nginx:1.29', ports: [{ ContainerPort: 8080, containerPort: 8080 }] }]
`,
      fieldPaths: ['spec.containers[0].ports[0].ContainerPort'],
    },
  ],
});
