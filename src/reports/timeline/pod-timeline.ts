import { ClusterFeature } from '../../cluster/cluster-feature';
import { KubernetesVersion } from '../../cluster/kubernetes-version';
import { ContainerKind } from '../../manifest/container-kind';
import { PodModel } from '../../manifest/pod-model';
import { probeWords } from './kubelet-words';
import { roleName } from './role-name';
import { StartPhase, startPhases } from './start-phases';
import { StopPlan, stopPlan } from './stop-plan';

/** A container as a timeline names it. */
export interface TimelineContainer {
  readonly name: string;
  /** What it is to its pod: `main`, `ambassador`; where nobody said, what the manifest shows: `native sidecar`. */
  readonly role: string;
  /** Whether it is an init task, a native sidecar or an ordinary container to the version that the timeline is for. */
  readonly kind: ContainerKind;
  /** The phase of the start that it starts in, from 0. */
  readonly phase: number;
  /** Whether it runs on and a startup or readiness probe says when it serves. */
  readonly statesHealth: boolean;
}

/** A readiness probe: what has to pass before the pod gets traffic. */
export interface Readiness {
  readonly container: string;
  /** What is asked and how often, in words. */
  readonly text: string;
}

/** How a pod starts and stops: who waits for whom, and why. */
export interface PodTimeline {
  /** The Kubernetes version that the timeline is for: `1.35`. */
  readonly kubernetesVersion: string;
  /** The containers in the order in which they start. Those that were put into a running pod for debugging are not among them. */
  readonly containers: readonly TimelineContainer[];
  /** The start: phases one after the other, with what has to be so before the next one begins. */
  readonly start: readonly StartPhase[];
  /** The phase that never ends, from 0, so that nothing behind it ever starts; undefined where every phase does. */
  readonly stuckIn?: number;
  /** The readiness probes that all have to pass before the pod is ready. Nothing of the start waits for them. */
  readonly readiness: readonly Readiness[];
  /** What makes the pod stop, and in which order its containers do. */
  readonly stop: StopPlan;
}

/**
 * The timeline of a pod as the kubelet of a version runs it.
 *
 * @param pod the pod, of any kind of workload
 * @param version the version of the cluster
 * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/
 * @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
 */
export function podTimeline(pod: PodModel, version: KubernetesVersion): PodTimeline {
  const hasNativeSidecars = version.supports(ClusterFeature.NATIVE_SIDECARS);
  const start = startPhases(pod, hasNativeSidecars);
  const stuckIn = start.findIndex(({ gates }) => gates.some(({ event }) => event === 'never'));
  const containers = [...pod.initContainers, ...pod.ordinaryContainers];
  return {
    kubernetesVersion: version.toString(),
    containers: containers.map((container, index) => ({
      name: container.name,
      role: roleName(container),
      kind: container.isNativeSidecar && !hasNativeSidecars ? ContainerKind.INIT : container.kind,
      phase: Math.min(index, pod.initContainers.length),
      statesHealth:
        container.isLongRunning && (container.probe('startupProbe') !== undefined || container.probe('readinessProbe') !== undefined),
    })),
    start,
    ...(stuckIn === -1 ? {} : { stuckIn }),
    readiness: containers.flatMap((container) => {
      const probe = container.isLongRunning ? container.probe('readinessProbe') : undefined;
      return probe === undefined ? [] : [{ container: container.name, text: probeWords(probe) }];
    }),
    stop: stopPlan(pod, hasNativeSidecars),
  };
}
