import { asList } from '../../manifest/json';
import { PodModel } from '../../manifest/pod-model';
import { Severity } from '../finding';
import { PodRule, ReportViolation } from '../rule';
import { CORE_VALIDATION } from './sources';

/** A pod that waits to be scheduled has no node. */
export const schedulingGates: PodRule = {
  id: 'server/scheduling-gates',
  severity: Severity.ERROR,
  title: 'A pod that waits at a scheduling gate names no node',
  why: 'A gate keeps the scheduler from choosing a node; a pod that has one already was never kept. The API server refuses the two together.',
  fix: 'Remove nodeName, or the gates.',
  source: CORE_VALIDATION,
  onlyWith: ['schedulingGates'],
  compliant: [
    {
      title: 'a gate alone',
      yaml: `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec: { schedulingGates: [{ name: example.com/quota }], containers: [{ name: web, image: 'nginx:1.29' }] }
`,
    },
  ],
  nonCompliant: [
    {
      title: 'a gate and a node',
      yaml: `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec: { nodeName: node-1, schedulingGates: [{ name: example.com/quota }], containers: [{ name: web, image: 'nginx:1.29' }] }
`,
      fieldPaths: ['spec.nodeName'],
    },
  ],
  judge(pod: PodModel, report: ReportViolation): void {
    if (pod.templatePath !== '' || !pod.spec.nodeName || asList(pod.spec.schedulingGates).length === 0) return;
    report({
      fieldPath: `${pod.specPath}.nodeName`,
      errorType: 'FieldValueForbidden',
      message: 'cannot be set until all schedulingGates have been cleared',
      value: pod.spec.nodeName,
    });
  },
};
