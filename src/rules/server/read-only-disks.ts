import { asObject, isJsonObject, objectsOf } from '../../manifest/json';
import { PodModel } from '../../manifest/pod-model';
import { Severity } from '../finding';
import { PodRule, ReportViolation } from '../rule';
import { CORE_VALIDATION } from './sources';

const REPLICATED = ['Deployment', 'ReplicaSet', 'ReplicationController'];

/** A disk of Google's cloud is written by one machine only. */
export const readOnlyDisks: PodRule = {
  id: 'server/read-only-disks',
  severity: Severity.ERROR,
  title: 'Pods that run more than once mount a disk of Google Compute Engine read-only',
  why: 'Such a disk can be attached to several machines only if none of them writes it. The API server of 1.28 refuses the workload; later ones leave it to the driver.',
  fix: 'Set readOnly, or use a claim for each pod.',
  source: CORE_VALIDATION,
  until: '1.28',
  onlyWith: ['gcePersistentDisk'],
  compliant: [
    {
      title: 'a disk for one pod',
      version: '1.28',
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers: [{ name: web, image: 'nginx:1.29' }]
      volumes: [{ name: data, gcePersistentDisk: { pdName: data } }]
`,
    },
  ],
  nonCompliant: [
    {
      title: 'a disk that three pods write',
      version: '1.28',
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 3
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers: [{ name: web, image: 'nginx:1.29' }]
      volumes: [{ name: data, gcePersistentDisk: { pdName: data } }]
`,
      fieldPaths: ['spec.template.spec.volumes[0].gcePersistentDisk.readOnly'],
    },
  ],
  judge(pod: PodModel, report: ReportViolation): void {
    const { replicas } = asObject(pod.manifest.spec);
    const runsOften = REPLICATED.includes(pod.workloadKind) && typeof replicas === 'number' && replicas > 1;
    if (!runsOften && pod.workloadKind !== 'DaemonSet') return;
    for (const { index, object } of objectsOf(pod.spec.volumes)) {
      const disk = object.gcePersistentDisk;
      if (!isJsonObject(disk) || disk.readOnly === true) continue;
      report({
        fieldPath: `${pod.specPath}.volumes[${index}].gcePersistentDisk.readOnly`,
        errorType: 'FieldValueInvalid',
        message: 'must be true for replicated pods > 1',
        value: false,
        allowed: 'true',
      });
    }
  },
};
