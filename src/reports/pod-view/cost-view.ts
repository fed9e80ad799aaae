import { KubernetesVersion } from '../../cluster/kubernetes-version';
import { costReason } from '../../manifest/cost-reason';
import { podCost } from '../../manifest/pod-cost';
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
      reason: costReason(cost),
      ...(cost.savedByOrder.isZero ? {} : { saved: cost.savedByOrder.toString() }),
    })),
    ...(cheaperOrder === undefined ? {} : { cheaperOrder }),
    qosClass,
    qosReason: reason,
  };
}
