import { IConstruct } from 'constructs';
import { KubernetesVersion } from '../cluster/kubernetes-version';
import { finalManifest } from '../synth/final-manifest';
import type { PodCost, PodModel, QosVerdict } from './cost-engine';
import { loadCostEngine } from './load-cost-engine';

/** What decides how much of a resource the scheduler reserves for a pod. */
export enum CostDecision {
  /** Ordinary containers and native sidecars, which run together in the end. */
  RUNNING = 'RUNNING',
  /** An init task, together with the native sidecars that run already. */
  INIT_TASK = 'INIT_TASK',
  /** The requests of the pod itself (`spec.resources`). */
  POD = 'POD',
}

/** What the scheduler reserves of one resource. */
export interface ReservedResource {
  /** The name of the resource: `cpu`, `memory`, `example.com/gpu`. */
  readonly resource: string;
  /** The amount, as Kubernetes writes it: `250m`, `64Mi`. */
  readonly amount: string;
  /** What decides the amount. */
  readonly decidedBy: CostDecision;
  /**
   * The init task that decides.
   *
   * @default - no init task does
   */
  readonly initTask?: string;
  /** How the amount comes about, in words: `the init task migrate 200m beside proxy 100m`. */
  readonly reason: string;
  /**
   * How much less would be reserved in the cheapest order of the init containers.
   *
   * @default - no order costs less
   */
  readonly savedByOrder?: string;
}

/** What a HorizontalPodAutoscaler sees of a pod on a metric of the type Resource, which counts all containers together. */
export interface AutoscalerView {
  /** What 100 % of utilization are. */
  readonly whole: string;
  /**
   * How many percent the autoscaler sees while main uses all that it requests and the others use nothing.
   *
   * @default - nothing, because a container requests none of the resource, or main does not
   */
  readonly seenWithMainBusy?: number;
  /** The containers without a request for the resource: with one of them the autoscaler cannot reckon a utilization. */
  readonly withoutRequest: string[];
}

/**
 * What a pod costs: what the scheduler reserves for it and which of its entries decides that, its quality of service class, what another order
 * of its init containers would save, and what an autoscaler sees of it.
 *
 * It is reckoned as Kubernetes does, for any manifest: the greater of what runs in the end and of each init container together with the native
 * sidecars before it; the pod's own resources where the version has them; and the overhead of its runtime class.
 *
 * @see https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/753-sidecar-containers#resources-calculation-for-scheduling-and-pod-admission
 * @example
 *
 * EffectiveResources.of(pod).amount('cpu'); // '300m'
 */
export class EffectiveResources {
  /**
   * What a workload's pod costs as the next synth will write it, on the version that it is for.
   *
   * @param workload a pattern, a workload of cdk8s-plus, an API object, or any construct around one
   * @throws when the construct is around no API object, or its kind has no pod
   */
  public static of(workload: IConstruct): EffectiveResources {
    const { manifest, intent, version } = finalManifest(workload);
    return new EffectiveResources(podOf(manifest, workload.node.path, intent), version);
  }

  /**
   * What the pod of a manifest costs.
   *
   * @param manifest the manifest of a Pod or of a workload, as parsed from YAML or JSON
   * @param kubernetesVersion the version of the cluster
   * @throws when the manifest is of a kind that has no pod
   */
  public static ofManifest(manifest: unknown, kubernetesVersion: KubernetesVersion = KubernetesVersion.DEFAULT): EffectiveResources {
    return new EffectiveResources(podOf(manifest, 'the manifest'), kubernetesVersion);
  }

  private readonly cost: PodCost;
  private readonly qos: QosVerdict;

  private constructor(
    private readonly pod: PodModel,
    private readonly version: KubernetesVersion,
  ) {
    const { podCost, qosOf } = loadCostEngine();
    this.cost = podCost(pod, version);
    this.qos = qosOf(pod.spec, pod.containers, version);
  }

  /** Everything that is reserved: cpu and memory first. */
  public get reserved(): ReservedResource[] {
    const { costReason } = loadCostEngine();
    return this.cost.resources.map((cost) => ({
      resource: cost.resource,
      amount: cost.reserved.toString(),
      decidedBy: DECISIONS[cost.decidedBy],
      initTask: cost.decidingInitTask,
      reason: costReason(cost),
      savedByOrder: cost.savedByOrder.isZero ? undefined : cost.savedByOrder.toString(),
    }));
  }

  /** The quality of service class: `Guaranteed`, `Burstable` or `BestEffort`. */
  public get qosClass(): string {
    return this.qos.qosClass;
  }

  /** Why the pod has its class, with the container that decides it. */
  public get qosReason(): string {
    return this.qos.reason;
  }

  /**
   * The order of the init containers that reserves least; empty where no order reserves less than the one that there is. It moves init tasks
   * before native sidecars that they are not known to need.
   */
  public get cheaperOrder(): string[] {
    return [...(this.cost.cheaperOrder ?? [])];
  }

  /** How much of a resource is reserved: `0` of one that nobody requests. */
  public amount(resource: string): string {
    return this.cost.resources.find((cost) => cost.resource === resource)?.reserved.toString() ?? '0';
  }

  /**
   * What an autoscaler sees of the pod on a pod-wide metric of a resource. Sidecars that idle hide that main is busy: a metric of main alone,
   * such as `PatternPod.mainCpuMetric`, does not have that.
   *
   * @param resource `cpu` or `memory`
   */
  public autoscalerView(resource: string): AutoscalerView {
    const { whole, seenWithMainBusy, withoutRequest } = loadCostEngine().podWideMetric(this.pod, resource, this.version);
    return { whole: whole.toString(), seenWithMainBusy, withoutRequest: [...withoutRequest] };
  }

  /** All of it as text, a line for each resource. */
  public toString(): string {
    const lines = this.reserved.map(
      ({ resource, amount, reason, savedByOrder }) =>
        `${resource} ${amount}: ${reason}${savedByOrder === undefined ? '' : `; ${savedByOrder} less in the order ${this.cheaperOrder.join(', ')}`}`,
    );
    return [...lines, `${this.qosClass}: ${this.qosReason}`].join('\n');
  }
}

const DECISIONS: Readonly<Record<PodCost['resources'][number]['decidedBy'], CostDecision>> = {
  running: CostDecision.RUNNING,
  'init-task': CostDecision.INIT_TASK,
  pod: CostDecision.POD,
};

function podOf(manifest: unknown, what: string, intent?: unknown): PodModel {
  const pod = loadCostEngine().PodModel.read(manifest, intent);
  if (!pod) {
    throw new Error(`${what} has no pod whose cost could be told: give a Pod, or a workload such as a Deployment, a Job or a CronJob`);
  }
  return pod;
}
