import { ContainerPlacement } from './ordered-container';

/**
 * What is added to the time that the containers need, in seconds: the kubelet learns of a deletion a moment after the API server has noted it,
 * and it counts the time that a container has waited in whole seconds.
 */
export const GRACE_PERIOD_MARGIN_SECONDS = 5;

/**
 * How long an ordinary container is taken to need that does not state it, in seconds: what Kubernetes gives every pod, so that a sidecar's
 * drain comes on top of what main had, and never out of it.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination
 */
export const UNSTATED_DRAIN_SECONDS = 30;

/** A container of a pod, as far as the stop of the pod depends on it. Containers are given in the order in which they start. */
export interface StoppedContainer {
  readonly name: string;
  readonly placement: ContainerPlacement;
  /** How long it needs after SIGTERM to finish its work, in seconds. Undefined where it does not say so. */
  readonly drainSeconds?: number;
  /** How long its preStop hook takes, in seconds. Undefined where it has none, or where that is not known. */
  readonly preStopSeconds?: number;
}

/** How long a pod needs to stop. */
export interface GracePeriod {
  /** The least `terminationGracePeriodSeconds` with which every container can finish its work. */
  readonly seconds: number;
  /** How the figure comes about, for messages: `main 20 s, then log-agent 10 s, margin 5 s: 35 s`. */
  readonly arithmetic: string;
}

/**
 * Computes how long a pod needs to stop, from what its containers state. Undefined where none of them states anything.
 *
 * At the deletion of a pod the preStop hooks of all containers run at once, and each ordinary container gets SIGTERM when its own has ended. When the
 * last ordinary container has exited, native sidecars get SIGTERM one after the other, the last to start first. All of that shares one grace
 * period. Init tasks have ended long ago.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#sidecar-container-lifecycle
 */
export function gracePeriod(containers: readonly StoppedContainer[]): GracePeriod | undefined {
  const running = containers.filter(({ placement }) => placement !== 'init');
  if (!running.some(({ drainSeconds, preStopSeconds }) => drainSeconds !== undefined || preStopSeconds !== undefined)) return undefined;
  const ordinary = running.filter(({ placement }) => placement === 'ordinary');
  const sidecars = running.filter(({ placement }) => placement === 'native-sidecar').reverse();

  const steps: string[] = [];
  let seconds = 0;
  const last = ordinary.reduce<StoppedContainer | undefined>(
    (slowest, next) => (slowest && stopOf(slowest) >= stopOf(next) ? slowest : next),
    undefined,
  );
  if (last) {
    seconds = stopOf(last);
    steps.push(`${ordinary.length > 1 ? 'the slowest ordinary container ' : ''}${textOf(last)}`);
  }
  for (const sidecar of sidecars) {
    const preStop = sidecar.preStopSeconds ?? 0;
    const drain = sidecar.drainSeconds ?? 0;
    // The hook ran beside everything before: only what is left of it when the sidecar's turn comes costs time.
    const waits = Math.max(0, preStop - seconds);
    if (waits + drain === 0) continue;
    seconds += waits + drain;
    steps.push(`${steps.length > 0 ? 'then ' : ''}${sidecar.name} ${waits > 0 ? `${waits} s left of its preStop hook + ` : ''}${drain} s`);
  }
  steps.push(`margin ${GRACE_PERIOD_MARGIN_SECONDS} s`);
  seconds = Math.ceil(seconds + GRACE_PERIOD_MARGIN_SECONDS);
  return { seconds, arithmetic: `${steps.join(', ')}: ${seconds} s` };
}

/** How long an ordinary container takes from the pod's deletion to its own exit, in seconds. */
function stopOf({ drainSeconds, preStopSeconds }: StoppedContainer): number {
  return (preStopSeconds ?? 0) + (drainSeconds ?? UNSTATED_DRAIN_SECONDS);
}

function textOf({ name, drainSeconds, preStopSeconds }: StoppedContainer): string {
  const drain = drainSeconds === undefined ? `${UNSTATED_DRAIN_SECONDS} s (not stated: the default of kubernetes)` : `${drainSeconds} s`;
  return preStopSeconds === undefined ? `${name} ${drain}` : `${name} ${preStopSeconds} s of its preStop hook + ${drain}`;
}
