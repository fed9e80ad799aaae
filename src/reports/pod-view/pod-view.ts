import { KubernetesVersion } from '../../cluster/kubernetes-version';
import { ContainerKind } from '../../manifest/container-kind';
import { PodModel } from '../../manifest/pod-model';
import { Neighbours } from '../../rules/neighbours';
import { PodTimeline, podTimeline } from '../timeline/pod-timeline';
import { roleName } from '../timeline/role-name';
import { CostView, costView } from './cost-view';
import { PortView, portViews } from './port-view';
import { VolumeView, volumeViews } from './volume-view';

/** A container of a pod, as a view shows it. */
export interface ContainerView {
  readonly name: string;
  /** What it is to its pod; where nobody said, what the manifest shows. */
  readonly role: string;
  /** Whether the role was stated by the app that made the manifest. */
  readonly roleIsStated: boolean;
  /** What its entry in the manifest makes of it. */
  readonly kind: ContainerKind;
  readonly image: string;
}

/** Everything that a pod's manifest says of its life: who is in it, who shares what, who is reached, when, and at what cost. */
export interface PodView {
  /** The kind of the workload: `Deployment`. */
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  /** The containers: main first, then those that accompany it, then init tasks, then those for debugging. */
  readonly containers: readonly ContainerView[];
  readonly volumes: readonly VolumeView[];
  readonly ports: readonly PortView[];
  readonly timeline: PodTimeline;
  readonly cost: CostView;
}

/**
 * A pod as people want to see it at one glance.
 *
 * @param pod the pod
 * @param neighbours the objects of the same input: the Services among them may lead to the pod
 * @param version the version of the cluster
 */
export function podView(pod: PodModel, neighbours: Neighbours, version: KubernetesVersion): PodView {
  const views = pod.containers.map((container): ContainerView => {
    const { name, roleIsInferred, kind, image } = container;
    return { name, role: roleName(container), roleIsStated: !roleIsInferred, kind, image };
  });
  return {
    kind: pod.workloadKind,
    name: pod.name,
    namespace: pod.namespace,
    containers: views.sort((left, right) => rank(left) - rank(right)),
    volumes: volumeViews(pod),
    ports: portViews(pod, neighbours),
    timeline: podTimeline(pod, version),
    cost: costView(pod, version),
  };
}

function rank({ role, kind }: ContainerView): number {
  if (role === 'main') return 0;
  return [ContainerKind.NATIVE_SIDECAR, ContainerKind.CONTAINER, ContainerKind.INIT, ContainerKind.EPHEMERAL].indexOf(kind) + 1;
}
