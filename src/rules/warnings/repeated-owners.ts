import { asObject, asString } from '../../manifest/json';
import { Severity } from '../finding';
import { ManifestRule, ReportViolation } from '../rule';
import { isFirstOfItsLike, ownerReferencesOf } from '../server/owner-references';

const SAID =
  '.metadata.ownerReferences contains duplicate entries; API server dedups owner references in 1.20+, and may reject such requests as early as 1.24; please fix your requests; duplicate UID(s) observed: ';

/** An object names each of its owners once. */
export const repeatedOwners: ManifestRule = {
  id: 'warnings/repeated-owners',
  severity: Severity.WARNING,
  title: 'An object names each of its owners once',
  why: 'Of owner references that say the same the server keeps one.',
  fix: 'Remove the reference that stands there twice.',
  source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/owners-dependents/',
  onlyWith: ['ownerReferences'],
  compliant: [
    {
      title: 'two owners',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  ownerReferences:
    - { apiVersion: apps/v1, kind: Deployment, name: web, uid: 9f6c }
    - { apiVersion: apps/v1, kind: Deployment, name: api, uid: 3d1a }
`,
    },
  ],
  nonCompliant: [
    {
      title: 'one owner twice',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  ownerReferences:
    - { apiVersion: apps/v1, kind: Deployment, name: web, uid: 9f6c }
    - { apiVersion: apps/v1, kind: Deployment, name: web, uid: 9f6c }
`,
      fieldPaths: ['metadata.ownerReferences'],
    },
  ],
  judgeManifest(manifest, report: ReportViolation): void {
    const given = asObject(manifest.metadata).ownerReferences;
    if (given === undefined) return;
    const references = ownerReferencesOf(given);
    const repeated = references.filter((reference, index) => !isFirstOfItsLike(reference, index, references));
    if (repeated.length === 0) return;
    report({ fieldPath: 'metadata.ownerReferences', message: `${SAID}${repeated.map(({ uid }) => asString(uid) ?? '').join(', ')}` });
  },
};
