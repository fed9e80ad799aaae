import { ContainerKind } from './container-kind';

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

/** What a computation takes for granted that no container states. */
export interface StopAssumptions {
  /** How long an ordinary container is taken to need that does not state it, in seconds. */
  readonly unstatedDrainSeconds: number;
  /** What is added to the time that the containers need, in seconds. */
  readonly marginSeconds: number;
}

/** Time enough for whoever did not say how much it takes: for choosing a grace period. */
export const AMPLE_TIME: StopAssumptions = { unstatedDrainSeconds: UNSTATED_DRAIN_SECONDS, marginSeconds: GRACE_PERIOD_MARGIN_SECONDS };

/** Nothing but what is stated: for judging a grace period that somebody chose. */
export const STATED_TIME: StopAssumptions = { unstatedDrainSeconds: 0, marginSeconds: 0 };

/** A container of a pod, as far as the stop of the pod depends on it. Containers are given in the order in which they start. */
export interface StoppedContainer {
  readonly name: string;
  readonly kind: ContainerKind;
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
 * @param containers the containers of the pod
 * @param assumed what is taken for granted where they state nothing
 * @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#sidecar-container-lifecycle
 */
export function gracePeriod(containers: readonly StoppedContainer[], assumed = AMPLE_TIME): GracePeriod | undefined {
  const running = containers.filter(({ kind }) => kind === ContainerKind.CONTAINER || kind === ContainerKind.NATIVE_SIDECAR);
  if (!running.some(({ drainSeconds, preStopSeconds }) => drainSeconds !== undefined || preStopSeconds !== undefined)) return undefined;
  const ordinary = running.filter(({ kind }) => kind === ContainerKind.CONTAINER);
  const sidecars = running.filter(({ kind }) => kind === ContainerKind.NATIVE_SIDECAR).reverse();

  const steps: string[] = [];
  let seconds = 0;
  const last = ordinary.reduce<StoppedContainer | undefined>(
    (slowest, next) => (slowest && stopOf(slowest, assumed) >= stopOf(next, assumed) ? slowest : next),
    undefined,
  );
  if (last) {
    seconds = stopOf(last, assumed);
    steps.push(`${ordinary.length > 1 ? 'the slowest ordinary container ' : ''}${textOf(last, assumed)}`);
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
  if (assumed.marginSeconds > 0) steps.push(`margin ${assumed.marginSeconds} s`);
  seconds = Math.ceil(seconds + assumed.marginSeconds);
  return { seconds, arithmetic: `${steps.join(', ')}: ${seconds} s` };
}

/** How long an ordinary container takes from the pod's deletion to its own exit, in seconds. */
function stopOf({ drainSeconds, preStopSeconds }: StoppedContainer, { unstatedDrainSeconds }: StopAssumptions): number {
  return (preStopSeconds ?? 0) + (drainSeconds ?? unstatedDrainSeconds);
}

function textOf({ name, drainSeconds, preStopSeconds }: StoppedContainer, { unstatedDrainSeconds }: StopAssumptions): string {
  const why = unstatedDrainSeconds > 0 ? 'not stated: the default of kubernetes' : 'not stated';
  const drain = drainSeconds === undefined ? `${unstatedDrainSeconds} s (${why})` : `${drainSeconds} s`;
  return preStopSeconds === undefined ? `${name} ${drain}` : `${name} ${preStopSeconds} s of its preStop hook + ${drain}`;
}
