import { KubernetesVersion } from '../../cluster/kubernetes-version';
import { ContainerRequest, ResourceCost, podCost } from '../../manifest/pod-cost';
import { PodModel } from '../../manifest/pod-model';
import { qosOf } from '../../manifest/qos-class';

/** What is reserved of one resource. */
export interface ResourceView {
  readonly resource: string;
  /** The amount: `250m`, `1Gi`. */
  readonly reserved: string;
  /** What decides it, in words: `runs: proxy 20m + web 100m`. */
  readonly reason: string;
  /** How much less another order of the init containers would reserve, where it would. */
  readonly saved?: string;
}

/** What a pod costs its cluster. */
export interface CostView {
  readonly resources: readonly ResourceView[];
  /** The order of the init containers that would reserve less, where there is one. */
  readonly cheaperOrder?: readonly string[];
  readonly qosClass: string;
  /** Why the pod has its quality of service class. */
  readonly qosReason: string;
}

/** What the scheduler reserves for a pod and why, and its quality of service class. */
export function costView(pod: PodModel, version: KubernetesVersion): CostView {
  const { resources, cheaperOrder } = podCost(pod, version);
  const { qosClass, reason } = qosOf(pod.spec, pod.containers, version);
  return {
    resources: resources.map((cost) => ({
      resource: cost.resource,
      reserved: cost.reserved.toString(),
      reason: reasonOf(cost),
      ...(cost.savedByOrder.isZero ? {} : { saved: cost.savedByOrder.toString() }),
    })),
    ...(cheaperOrder === undefined ? {} : { cheaperOrder }),
    qosClass,
    qosReason: reason,
  };
}

function reasonOf({ decidedBy, decidingInitTask, initTasks, sidecars, ordinary, ownRequest, overhead }: ResourceCost): string {
  const more = overhead === undefined || overhead.isZero ? '' : `, and ${overhead.toString()} of overhead`;
  if (decidedBy === 'pod') return `the pod itself requests ${ownRequest?.toString() ?? '0'}${more}`;
  if (decidedBy === 'running') return `what runs: ${sumOf([...sidecars, ...ordinary])}${more}`;
  const task = initTasks.find(({ name }) => name === decidingInitTask);
  const beside = task && task.sidecars.length > 0 ? ` beside ${sumOf(task.sidecars)}` : '';
  return `the init task ${decidingInitTask ?? ''} ${task?.amount.toString() ?? ''}${beside}${more}`;
}

function sumOf(requests: readonly ContainerRequest[]): string {
  return requests.length === 0 ? 'nothing' : requests.map(({ name, amount }) => `${name} ${amount.toString()}`).join(' + ');
}
