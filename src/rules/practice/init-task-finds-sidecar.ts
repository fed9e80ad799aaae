import { PodContainer } from '../../manifest/pod-container';
import { PodModel } from '../../manifest/pod-model';
import { Severity } from '../finding';
import { PodRule, ReportViolation } from '../rule';
import { listensOn, loopbackPorts } from './loopback-ports';

const DATABASE = "{ name: db-proxy, image: 'proxy:2.1', restartPolicy: Always, ports: [{ containerPort: 5432 }] }";
const MIGRATE = "{ name: migrate, image: 'shop/migrate:4.2', env: [{ name: DB_URL, value: 'postgres://127.0.0.1:5432/shop' }] }";
const yamlOf = (first: string, second: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: orders }
spec:
  selector: { matchLabels: { app: orders } }
  template:
    metadata: { labels: { app: orders } }
    spec:
      initContainers:
        - ${first}
        - ${second}
      containers: [{ name: main, image: 'shop/orders:4.2' }]
`;

/** An init task finds running what it uses. */
export const initTaskFindsSidecar: PodRule = {
  id: 'practice/init-task-finds-sidecar',
  severity: Severity.WARNING,
  title: 'An init task comes after the sidecar that it uses',
  why:
    'Init containers start one by one, in the order of the list, and ordinary containers after all of them. A task that calls a container which ' +
    'starts after it waits for what waits for its own end: the pod never gets past Init.',
  fix: 'Put the native sidecar before the init task, and give it a startup probe, so that the task starts once it serves.',
  source: 'https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#pod-sidecar-containers',
  since: '1.29',
  onlyWith: ['initContainers'],
  compliant: [
    { title: 'the sidecar comes first', yaml: yamlOf(DATABASE, MIGRATE) },
    { title: 'the task calls another port', yaml: yamlOf(MIGRATE.replace('5432', '6432'), DATABASE) },
  ],
  nonCompliant: [
    {
      title: 'the sidecar comes later',
      yaml: yamlOf(MIGRATE, DATABASE),
      fieldPaths: ['spec.template.spec.initContainers[0]'],
    },
  ],
  judge(pod: PodModel, report: ReportViolation): void {
    for (const task of pod.containers) {
      if (!task.isInit) continue;
      const needed = declaredNeed(pod, task) ?? inferredNeed(pod, task);
      if (!needed) continue;
      report({
        fieldPath: task.fieldPath,
        message: `init task '${task.name}' uses '${needed.name}', which starts only after it has ended`,
        value: task.name,
        allowed: `a place after a native sidecar '${needed.name}'`,
      });
    }
  },
};

function startsLater(container: PodContainer, task: PodContainer): boolean {
  return container.isLongRunning && (container.list !== task.list || container.index > task.index);
}

function declaredNeed(pod: PodModel, task: PodContainer): PodContainer | undefined {
  for (const { container: name } of task._intent?.dependsOn ?? []) {
    const needed = pod.container(name);
    if (needed && startsLater(needed, task)) return needed;
  }
  return undefined;
}

function inferredNeed(pod: PodModel, task: PodContainer): PodContainer | undefined {
  // A task of the same image as a container that runs later does once what that one goes on doing, and is given the same addresses.
  if (pod.longRunningContainers.some(({ image }) => image === task.image)) return undefined;
  for (const port of loopbackPorts(task)) {
    const serving = pod.longRunningContainers.filter((container) => listensOn(container, port));
    if (serving.length > 0 && serving.every((container) => startsLater(container, task))) return serving[0];
  }
  return undefined;
}
