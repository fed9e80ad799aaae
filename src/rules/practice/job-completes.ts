import { ContainerRole, PodIntent } from '../../manifest/intent';
import { PodModel } from '../../manifest/pod-model';
import { JOB_KINDS } from '../../manifest/workload-kind';
import { Severity } from '../finding';
import { PodRule, ReportViolation } from '../rule';

const yamlOf = (containers: string, initContainers = '') => `
apiVersion: batch/v1
kind: Job
metadata: { name: report }
spec:
  template:
    spec:
      restartPolicy: Never
      containers: [{ name: main, image: 'shop/report:4.2' }${containers}]${initContainers}
`;

/** Roles whose containers run until they are told to stop. */
const ENDLESS: readonly ContainerRole[] = ['sidecar', 'adapter', 'ambassador', 'guard', 'config-helper'];

/** A Job comes to its end. */
export const jobCompletes: PodRule = {
  id: 'practice/job-completes',
  severity: Severity.ERROR,
  title: 'No ordinary container keeps a Job from completing',
  why:
    'A Job is complete when all ordinary containers of its pod have ended. A sidecar among them never ends: main is done, the pod stays, and ' +
    'the Job runs until somebody deletes it.',
  fix: 'Let the sidecar be a native one (SidecarPlacement.AUTOMATIC, Kubernetes 1.29 or later), make it end with main, or set activeDeadline.',
  source: 'https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#sidecar-containers-and-jobs',
  kinds: JOB_KINDS,
  onlyWithIntent: true,
  compliant: [
    {
      title: 'the sidecar is native',
      yaml: yamlOf('', "\n      initContainers: [{ name: agent, image: 'busybox:1.37', restartPolicy: Always }]"),
      intent: intentOf('sidecar'),
    },
  ],
  nonCompliant: [
    {
      title: 'the sidecar is an ordinary container',
      yaml: yamlOf(", { name: agent, image: 'busybox:1.37' }"),
      intent: intentOf('sidecar'),
      fieldPaths: ['spec.template.spec.containers[1]'],
    },
  ],
  judge(pod: PodModel, report: ReportViolation): void {
    for (const container of pod.ordinaryContainers) {
      // Of a container that nobody gave a role it is not known whether it ends.
      if (container.roleIsInferred || !ENDLESS.includes(container.role as ContainerRole)) continue;
      report({
        fieldPath: container.fieldPath,
        message: `${container.role} '${container.name}' runs for ever beside main, so that the Job never completes`,
        value: container.name,
        allowed: 'native sidecars, and ordinary containers that end by themselves',
      });
    }
  },
};

function intentOf(role: ContainerRole): PodIntent {
  const none = { endpoints: [], shares: [], dependsOn: [] };
  return { volumes: {}, containers: { main: { ...none, role: 'main' }, agent: { ...none, role } } };
}
