import { Severity } from '../finding';
import { schemaRule } from './schema-rule';

/** Every kind is one that the target version serves. */
export const unknownKind = schemaRule('unknown-kind', {
  severity: Severity.ERROR,
  title: 'Every kind is one that the target version serves',
  why: 'The API server has no endpoint for the manifest.',
  fix: 'Correct kind or apiVersion.',
  source: 'https://kubernetes.io/docs/reference/using-api/deprecation-guide/',
  compliant: [
    {
      title: 'a Deployment is in the group apps',
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: 'nginx:1.29' }] }
`,
    },
  ],
  nonCompliant: [
    {
      title: 'a Deployment is not in the core group',
      yaml: `
apiVersion: v1
kind: Deployment
metadata: { name: web }
spec: {}
`,
      fieldPaths: ['apiVersion'],
    },
  ],
});
