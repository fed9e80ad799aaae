import { PodModel } from '../../manifest/pod-model';
import { JOB_KINDS } from '../../manifest/workload-kind';
import { Severity } from '../finding';
import { PodRule, ReportViolation } from '../rule';
import { APPS_VALIDATION } from './sources';

const KEEPS_RUNNING = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'ReplicationController']);

/** How a pod is restarted has to fit the kind of its workload. */
export const workloadRestartPolicy: PodRule = {
  id: 'server/workload-restart-policy',
  severity: Severity.ERROR,
  title: 'The restart policy and the deadline of a pod fit its workload',
  why: 'What keeps pods running restarts them always and knows no deadline; a Job ends, so its pods are restarted on failure or never, and it has to say which. The API server refuses the rest.',
  fix: 'Leave restartPolicy out of what keeps running; set OnFailure or Never in a Job.',
  source: APPS_VALIDATION,
  compliant: [
    {
      title: 'a Job whose pods are not restarted',
      yaml: `
apiVersion: batch/v1
kind: Job
metadata: { name: import }
spec:
  template:
    spec: { restartPolicy: Never, containers: [{ name: import, image: 'busybox:1.37' }] }
`,
    },
  ],
  nonCompliant: [
    {
      title: 'a Deployment whose pods are never restarted',
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { restartPolicy: Never, activeDeadlineSeconds: 60, containers: [{ name: web, image: 'nginx:1.29' }] }
`,
      fieldPaths: ['spec.template.spec.activeDeadlineSeconds', 'spec.template.spec.restartPolicy'],
    },
    {
      title: 'a CronJob that does not say',
      yaml: `
apiVersion: batch/v1
kind: CronJob
metadata: { name: import }
spec:
  schedule: '0 3 * * *'
  jobTemplate: { spec: { template: { spec: { containers: [{ name: import, image: 'busybox:1.37' }] } } } }
`,
      fieldPaths: ['spec.jobTemplate.spec.template.spec.restartPolicy'],
    },
  ],
  judge(pod: PodModel, report: ReportViolation): void {
    const fieldPath = `${pod.specPath}.restartPolicy`;
    const policy = pod.restartPolicy;
    if (KEEPS_RUNNING.has(pod.workloadKind)) {
      if (policy !== 'Always') {
        report({
          fieldPath,
          errorType: 'FieldValueNotSupported',
          message: `a ${pod.workloadKind} restarts its pods always`,
          value: policy,
          allowed: 'Always, which is the default',
          fix: 'Remove restartPolicy, or use a Job for pods that end.',
        });
      }
      if (typeof pod.spec.activeDeadlineSeconds === 'number') {
        report({
          fieldPath: `${pod.specPath}.activeDeadlineSeconds`,
          errorType: 'FieldValueForbidden',
          message: `activeDeadlineSeconds in ${pod.workloadKind} is not supported`,
          fix: 'Remove it, or use a Job for pods that end.',
        });
      }
    } else if (JOB_KINDS.includes(pod.workloadKind)) {
      const allowed = 'OnFailure, Never';
      if (policy === 'Always') {
        report({
          fieldPath,
          errorType: 'FieldValueRequired',
          message: `a ${pod.workloadKind} has to say how its pods are restarted, and they cannot be restarted always`,
          value: pod.spec.restartPolicy,
          allowed,
          fix: 'Set restartPolicy to OnFailure or Never.',
        });
      } else if (policy !== 'OnFailure' && policy !== 'Never') {
        report({ fieldPath, errorType: 'FieldValueNotSupported', message: 'is not supported here', value: policy, allowed });
      }
    }
  },
};
