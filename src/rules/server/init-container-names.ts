import { PodModel } from '../../manifest/pod-model';
import { Severity } from '../finding';
import { PodRule, ReportViolation } from '../rule';
import { CORE_VALIDATION } from './sources';

/** An init container shares its name with no other container; ordinary ones among themselves are a matter of their list. */
export const initContainerNames: PodRule = {
  id: 'server/init-container-names',
  severity: Severity.ERROR,
  title: 'No init container has the name of another container',
  why: 'Logs, status and probes go by the name of a container, whatever list it stands in. The API server refuses a second one.',
  fix: 'Give one of the two containers another name.',
  source: CORE_VALIDATION,
  onlyWith: ['initContainers'],
  compliant: [
    {
      title: 'different names',
      yaml: `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  initContainers: [{ name: prepare, image: 'busybox:1.37' }, { name: proxy, image: 'envoy:1.30', restartPolicy: Always }]
  containers: [{ name: web, image: 'nginx:1.29' }]
`,
    },
  ],
  nonCompliant: [
    {
      title: 'a native sidecar with the name of an ordinary container, and two init containers of one name',
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      initContainers:
        - { name: prepare, image: 'busybox:1.37' }
        - { name: prepare, image: 'busybox:1.37' }
        - { name: web, image: 'envoy:1.30', restartPolicy: Always }
      containers: [{ name: web, image: 'nginx:1.29' }]
`,
      fieldPaths: ['spec.template.spec.initContainers[1].name', 'spec.template.spec.initContainers[2].name'],
    },
  ],
  judge(pod: PodModel, report: ReportViolation): void {
    if (pod.containers[0]?.list !== 'initContainers') return;
    const taken = new Map(pod.ordinaryContainers.map((container) => [container.name, container.fieldPath]));
    for (const container of pod.containers) {
      if (container.list !== 'initContainers') continue;
      const holder = taken.get(container.name);
      if (holder !== undefined) {
        report({
          fieldPath: `${container.fieldPath}.name`,
          errorType: 'FieldValueDuplicate',
          message: `is the name of ${holder} already`,
          value: container.name,
          allowed: 'a name that no other container of the pod has',
        });
      } else if (container.name !== '') {
        taken.set(container.name, container.fieldPath);
      }
    }
  },
};
