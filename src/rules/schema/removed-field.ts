import { Severity } from '../finding';
import { schemaRule } from './schema-rule';

/** Every field is one that the target version still has. */
export const removedField = schemaRule('removed-field', {
  severity: Severity.ERROR,
  title: 'Every field is one that the target version still has',
  why: 'The API server refuses a field that it does not know any more.',
  fix: 'Take the field out, or use what replaced it.',
  source: 'https://kubernetes.io/docs/reference/using-api/deprecation-policy/',
  compliant: [
    {
      title: 'the target version has the field',
      yaml: `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  workloadRef: { name: batch }
  containers: [{ name: web, image: 'nginx:1.29' }]
`,
      version: '1.35',
    },
  ],
  nonCompliant: [
    {
      title: 'the target version has it no more',
      yaml: `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  workloadRef: { name: batch }
  containers: [{ name: web, image: 'nginx:1.29' }]
`,
      fieldPaths: ['spec.workloadRef'],
      version: '1.36',
    },
  ],
});
