import { Severity } from '../finding';
import { schemaRule } from './schema-rule';

/** Every value has the type of its field. */
export const wrongType = schemaRule('wrong-type', {
  severity: Severity.ERROR,
  title: 'Every value has the type of its field',
  why: 'The API server cannot decode the manifest and refuses it as a whole. YAML turns 8080 into a number and yes into a truth value unless they are in quotes.',
  fix: 'Write the value as the type that the field has.',
  source: 'https://kubernetes.io/docs/reference/kubernetes-api/',
  compliant: [
    {
      title: 'a port is a number',
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
      title: 'a port is a text',
      yaml: `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers: [{ name: web, image: 'nginx:1.29', ports: [{ containerPort: '8080' }] }]
`,
      fieldPaths: ['spec.containers[0].ports[0].containerPort'],
    },
  ],
});
