import { KubernetesVersion } from '../cluster/kubernetes-version';
import { aggregated } from './aggregated-amounts';
import { cheapestInitOrder } from './cheapest-order';
import { ContainerKind } from './container-kind';
import { CountedContainer, countedContainers, ownResources } from './effective-resources';
import { asObject } from './json';
import { PodModel } from './pod-model';
import { Quantity } from './quantity';
import { ResourceAmounts, amountsOf } from './resource-amounts';

/** What decides how much of a resource is reserved. */
export type CostDecision =
  /** What runs in the end: ordinary containers and native sidecars. */
  | 'running'
  /** An init task together with the native sidecars that run already. */
  | 'init-task'
  /** The requests of the pod itself. */
  | 'pod';

/** What one container requests of a resource. */
export interface ContainerRequest {
  readonly name: string;
  readonly amount: Quantity;
}

/** What is in use while an init task runs. */
export interface InitTaskPeak extends ContainerRequest {
  /** The native sidecars that run by then. */
  readonly sidecars: readonly ContainerRequest[];
  /** What the init task and those sidecars request together. */
  readonly together: Quantity;
}

/** What the scheduler reserves of one resource, and how that comes about. */
export interface ResourceCost {
  /** The name: `cpu`, `memory`, `example.com/gpu`. */
  readonly resource: string;
  /** What is reserved, the overhead included. */
  readonly reserved: Quantity;
  readonly decidedBy: CostDecision;
  /** The init task that decides, where one does. */
  readonly decidingInitTask?: string;
  /** The ordinary containers that request the resource. */
  readonly ordinary: readonly ContainerRequest[];
  /** The native sidecars that request the resource. */
  readonly sidecars: readonly ContainerRequest[];
  /** What ordinary containers and native sidecars request together. */
  readonly running: Quantity;
  /** The init tasks, in the order in which they run. */
  readonly initTasks: readonly InitTaskPeak[];
  /** The request of the pod itself, where it has one. */
  readonly ownRequest?: Quantity;
  /** What the runtime class adds, where it does. */
  readonly overhead?: Quantity;
  /** How much less would be reserved in the cheapest order. */
  readonly savedByOrder: Quantity;
}

/** What a pod costs. */
export interface PodCost {
  /** The resources, in the order: cpu, memory, then by name. */
  readonly resources: readonly ResourceCost[];
  /** The order of `initContainers` that reserves least, where it reserves less of something than the order that there is. */
  readonly cheaperOrder?: readonly string[];
  /**
   * The init tasks that would run before native sidecars that run before them now. The pod can have that order as long as these tasks do not
   * use those sidecars, which a manifest without intent does not say.
   */
  readonly movedInitTasks: readonly string[];
}

/**
 * What the scheduler reserves for a pod, resource by resource, which entry decides it, and what another order of the init containers would
 * save.
 *
 * @param pod the pod of any manifest
 * @param version the version of the cluster: native sidecars and the pod's own resources count only where there are some
 * @see https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/753-sidecar-containers#resources-calculation-for-scheduling-and-pod-admission
 */
export function podCost(pod: PodModel, version?: KubernetesVersion): PodCost {
  const containers = countedContainers(pod.containers, version);
  const own = ownResources(pod.spec, pod.containers, version)?.requests ?? {};
  const overhead = amountsOf(asObject(pod.spec.overhead));
  const order = cheapestInitOrder(pod, containers);
  const asListed = aggregated(containers, ({ requests }) => requests);
  const atBest = aggregated(order.containers, ({ requests }) => requests);
  const names = new Set([...Object.keys(asListed), ...Object.keys(own), ...Object.keys(overhead)]);
  const resources = [...names].sort(byImportance).map((resource) => {
    const ownRequest = valueOf(own, resource);
    const saved = ownRequest
      ? Quantity.ZERO
      : (valueOf(asListed, resource) ?? Quantity.ZERO).minus(valueOf(atBest, resource) ?? Quantity.ZERO);
    return costOf(resource, containers, ownRequest, valueOf(overhead, resource), saved);
  });
  const saves = resources.some(({ savedByOrder }) => !savedByOrder.isZero);
  return {
    resources,
    cheaperOrder: saves ? order.containers.filter(({ kind }) => kind !== ContainerKind.CONTAINER).map(({ name }) => name) : undefined,
    movedInitTasks: saves ? order.moved : [],
  };
}

function costOf(
  resource: string,
  containers: readonly CountedContainer[],
  ownRequest: Quantity | undefined,
  overhead: Quantity | undefined,
  savedByOrder: Quantity,
): ResourceCost {
  const ordinary: ContainerRequest[] = [];
  const sidecars: ContainerRequest[] = [];
  const initTasks: InitTaskPeak[] = [];
  for (const { name, kind, requests } of containers) {
    const amount = valueOf(requests, resource) ?? Quantity.ZERO;
    if (kind === ContainerKind.INIT) {
      const peak = { name, amount, sidecars: [...sidecars], together: sum([...sidecars, { name, amount }]) };
      if (!peak.together.isZero) initTasks.push(peak);
    } else if (Object.hasOwn(requests, resource)) {
      (kind === ContainerKind.CONTAINER ? ordinary : sidecars).push({ name, amount });
    }
  }
  const running = sum([...sidecars, ...ordinary]);
  const greatest = initTasks.reduce<InitTaskPeak | undefined>(
    (most, next) => (most && most.together.compareTo(next.together) >= 0 ? most : next),
    undefined,
  );
  const isInit = greatest !== undefined && greatest.together.compareTo(running) > 0;
  const reserved = (ownRequest ?? (isInit ? greatest.together : running)).plus(overhead ?? Quantity.ZERO);
  const decidedBy = ownRequest ? 'pod' : isInit ? 'init-task' : 'running';
  const decidingInitTask = decidedBy === 'init-task' ? greatest?.name : undefined;
  return { resource, reserved, decidedBy, decidingInitTask, ordinary, sidecars, running, initTasks, ownRequest, overhead, savedByOrder };
}

function sum(requests: readonly ContainerRequest[]): Quantity {
  return requests.reduce((total, { amount }) => total.plus(amount), Quantity.ZERO);
}

function valueOf(amounts: ResourceAmounts, name: string): Quantity | undefined {
  return Object.hasOwn(amounts, name) ? amounts[name] : undefined;
}

const FIRST = ['cpu', 'memory', 'ephemeral-storage'];

function byImportance(one: string, other: string): number {
  const place = (name: string) => (FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length);
  return place(one) - place(other) || (one < other ? -1 : 1);
}
