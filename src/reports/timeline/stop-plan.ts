import { asNumber, asObject, isJsonObject } from '../../manifest/json';
import { PodContainer } from '../../manifest/pod-container';
import { PodModel } from '../../manifest/pod-model';
import { actionWords } from './kubelet-words';

/** Containers that get SIGTERM together. */
export interface StopPhase {
  /** Their names. */
  readonly containers: readonly string[];
  /** The containers that have to have exited before: none for the first phase. */
  readonly after: readonly string[];
  /** How long they were said to need after SIGTERM, in seconds: the slowest one; undefined where nobody said. */
  readonly drainSeconds?: number;
}

/** A preStop hook of a container. All of a pod's hooks begin at once. */
export interface StopHook {
  readonly container: string;
  /** What it does, in words. */
  readonly text: string;
  /** How long it takes, in seconds, where that is known. */
  readonly seconds?: number;
}

/** How a pod stops. */
export interface StopPlan {
  /** `end` for a pod that runs to its end, as that of a Job does; `deletion` for any other, which runs until somebody deletes it. */
  readonly cause: 'end' | 'deletion';
  /**
   * The containers that get SIGTERM, phase by phase: ordinary containers together, then native sidecars one by one, the last to start first.
   * In a pod that runs to its end the ordinary containers end by themselves; only when it is deleted before do they get SIGTERM.
   */
  readonly phases: readonly StopPhase[];
  /** What the end of a pod that runs to its end means: `the Job completes`. */
  readonly outcome?: string;
  /** The ordinary containers that accompany main and do not end by themselves, so that a pod that is to run to its end never does. */
  readonly neverEnding: readonly string[];
  /** The preStop hooks. */
  readonly hooks: readonly StopHook[];
  /** The seconds after which whatever still runs is killed: one period for all containers together. */
  readonly graceSeconds: number;
}

/**
 * The stop of a pod: the ordinary containers together, then the native sidecars one after the other, in the opposite order of their start.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#termination-with-sidecars
 */
export function stopPlan(pod: PodModel, hasNativeSidecars: boolean): StopPlan {
  const ordinary = pod.ordinaryContainers;
  const sidecars = hasNativeSidecars ? pod.initContainers.filter(({ isNativeSidecar }) => isNativeSidecar).reverse() : [];
  const groups = [ordinary, ...sidecars.map((sidecar) => [sidecar])].filter((group) => group.length > 0);
  const isJob = ['Job', 'CronJob'].includes(pod.workloadKind);
  const ends = isJob || pod.restartPolicy !== 'Always';
  return {
    cause: ends ? 'end' : 'deletion',
    ...(ends ? { outcome: isJob ? 'the Job completes' : 'the pod has run to its end' } : {}),
    neverEnding: ends ? ordinary.filter(({ role, roleIsInferred }) => !roleIsInferred && role !== 'main').map(({ name }) => name) : [],
    phases: groups.map((group, index) => ({
      containers: group.map(({ name }) => name),
      after: index === 0 ? [] : groups[index - 1].map(({ name }) => name),
      ...drainOf(group),
    })),
    hooks: [...sidecars].reverse().concat(ordinary).flatMap(hookOf),
    graceSeconds: pod.terminationGracePeriodSeconds,
  };
}

function drainOf(group: readonly PodContainer[]): { drainSeconds?: number } {
  const stated = group.flatMap(({ _intent }) => _intent?.drainSeconds ?? []);
  return stated.length === 0 ? {} : { drainSeconds: Math.max(...stated) };
}

function hookOf({ name, manifest }: PodContainer): StopHook[] {
  const hook = asObject(manifest.lifecycle).preStop;
  if (!isJsonObject(hook)) return [];
  const seconds = asNumber(asObject(hook.sleep).seconds);
  return [{ container: name, text: actionWords(hook), ...(seconds === undefined ? {} : { seconds }) }];
}
