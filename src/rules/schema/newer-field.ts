import { Severity } from '../finding';
import { schemaRule } from './schema-rule';

/** Every field is one that the target version has. */
export const newerField = schemaRule('newer-field', {
  severity: Severity.ERROR,
  title: 'Every field is one that the target version has',
  why: 'A server that does not know a field refuses the manifest, or drops the field where validation is off.',
  fix: 'Target the version that has the field, or take it out.',
  source: 'https://kubernetes.io/releases/version-skew-policy/',
  compliant: [
    {
      title: 'the target version has pod-level resources',
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
      title: 'the target version has no pod-level resources',
      yaml: `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  resources: { limits: { cpu: 1 } }
  containers: [{ name: web, image: 'nginx:1.29' }]
`,
      fieldPaths: ['spec.resources'],
      version: '1.31',
    },
  ],
});
