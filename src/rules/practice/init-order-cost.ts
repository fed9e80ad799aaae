import { PodContainer } from '../../manifest/pod-container';
import { PodCost, podCost } from '../../manifest/pod-cost';
import { PodModel } from '../../manifest/pod-model';
import { Severity } from '../finding';
import { PodRule, ReportViolation } from '../rule';
import { RuleContext } from '../rule-context';
import { usesLoopback } from './loopback-ports';

const PROXY = "{ name: proxy, image: 'envoyproxy/envoy:v1.30', restartPolicy: Always, resources: { requests: { cpu: 100m } } }";
const taskOf = (cpu: string, more = '') => `{ name: prepare, image: 'shop/prepare:4.2'${more}, resources: { requests: { cpu: ${cpu} } } }`;
const yamlOf = (first: string, second: string) => `
apiVersion: batch/v1
kind: Job
metadata: { name: web }
spec:
  template:
    spec:
      restartPolicy: Never
      initContainers:
        - ${first}
        - ${second}
      containers: [{ name: main, image: 'shop/web:4.2', resources: { requests: { cpu: 100m } } }]
`;

/** The order of the start costs nothing. */
export const initOrderCost: PodRule = {
  id: 'practice/init-order-cost',
  severity: Severity.ADVICE,
  title: 'An init task that needs no sidecar runs before the sidecars',
  why:
    'While an init task runs, the native sidecars before it in the list run as well, and the scheduler reserves what they request together, for as ' +
    'long as the pod lives. After the task the same sidecars often cost nothing.',
  fix: 'Put the init task before the native sidecars, unless it uses one of them.',
  source:
    'https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/753-sidecar-containers#resources-calculation-for-scheduling-and-pod-admission',
  since: '1.29',
  onlyWith: ['initContainers'],
  compliant: [
    { title: 'the init task comes first', yaml: yamlOf(taskOf('200m'), PROXY) },
    { title: 'the init task needs less than main', yaml: yamlOf(PROXY, taskOf('50m')) },
    {
      title: 'the init task calls something in its own pod',
      yaml: yamlOf(PROXY, taskOf('200m', ", args: ['--proxy=http://127.0.0.1:15001']")),
    },
  ],
  nonCompliant: [
    {
      title: 'the sidecar comes first',
      yaml: yamlOf(PROXY, taskOf('200m')),
      fieldPaths: ['spec.template.spec.initContainers'],
    },
  ],
  judge(pod: PodModel, report: ReportViolation, { version }: RuleContext): void {
    const sidecar = pod.containers.findIndex(({ isNativeSidecar }) => isNativeSidecar);
    if (sidecar < 0 || !pod.containers.some(({ isInit }, index) => isInit && index > sidecar)) return;
    const cost = podCost(pod, version);
    if (!cost.cheaperOrder || cost.movedInitTasks.some((name) => mayUseSidecar(pod, pod.container(name)))) return;
    report({
      fieldPath: `${pod.specPath}.initContainers`,
      message: `the order ${cost.cheaperOrder.join(', ')} would reserve ${savingsOf(cost)}`,
      value: pod.initContainers.map(({ name }) => name).join(', '),
      allowed: `${cost.movedInitTasks.join(', ')} before the native sidecars that it does not use`,
    });
  },
};

function savingsOf({ resources }: PodCost): string {
  return resources
    .filter(({ savedByOrder }) => !savedByOrder.isZero)
    .map(({ resource, reserved, savedByOrder }) => `${reserved.minus(savedByOrder)} of ${resource} instead of ${reserved}`)
    .join(' and ');
}

/** Whether an init task shares files with a native sidecar before it, or calls something in its own pod. */
function mayUseSidecar(pod: PodModel, task: PodContainer | undefined): boolean {
  if (!task || usesLoopback(task)) return true;
  const earlier = pod.containers.filter(({ isNativeSidecar, index }) => isNativeSidecar && index < task.index);
  const ofSidecars = new Set(earlier.flatMap(({ mounts }) => mounts.map(({ volume }) => volume)));
  return task.mounts.some(({ volume }) => ofSidecars.has(volume));
}
