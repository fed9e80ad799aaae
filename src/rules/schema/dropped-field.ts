import { Severity } from '../finding';
import { schemaRule } from './schema-rule';

/** Every field has an effect on the target version. */
export const droppedField = schemaRule('dropped-field', {
  severity: Severity.WARNING,
  title: 'Every field has an effect on the target version',
  why: 'A field whose feature gate is closed by default is dropped without a word when the object is created, so that what it asks for does not happen.',
  fix: 'Target a version that has the gate open, open it on the API server, or take the field out.',
  source: 'https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/',
  compliant: [
    {
      title: 'the gate is open in the target version',
      yaml: `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  resources: { limits: { cpu: 1 } }
  containers: [{ name: web, image: 'nginx:1.29' }]
`,
      version: '1.34',
    },
  ],
  nonCompliant: [
    {
      title: 'the gate is closed in the target version',
      yaml: `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  resources: { limits: { cpu: 1 } }
  containers: [{ name: web, image: 'nginx:1.29' }]
`,
      fieldPaths: ['spec.resources'],
      version: '1.33',
    },
  ],
});
