import { isJsonObject, asObject } from '../../manifest/json';
import { PodContainer } from '../../manifest/pod-container';
import { PodModel } from '../../manifest/pod-model';
import { actionWords, probeWords } from './kubelet-words';

/** How far a container has to have come before others go on. */
export type GateEvent = 'completed' | 'started' | 'post-start' | 'startup-probe' | 'never';

/** What others wait for. */
export interface Gate {
  /** The container that is waited for. */
  readonly container: string;
  /** How far it has to have come: `never` where it never comes so far. */
  readonly event: GateEvent;
  /** What has to be so, in words: `the startup probe of db-proxy passes: connection to port 5432, every 1 s, at most 30 times`. */
  readonly text: string;
}

/** Containers that start together, and what has to be so before the next phase begins. */
export interface StartPhase {
  /** The names, in the order in which the kubelet starts them. */
  readonly containers: readonly string[];
  /** What the next phase waits for; nothing behind the last phase. */
  readonly gates: readonly Gate[];
  /** What the containers of this phase wait for among each other. */
  readonly within: readonly Gate[];
}

/**
 * The start of a pod: its init containers one by one, then the ordinary containers together.
 *
 * An init task has to complete. A native sidecar has to be started: its postStart hook has returned and its startup probe has passed, where
 * it has them. Readiness is waited for by nobody.
 */
export function startPhases(pod: PodModel, hasNativeSidecars: boolean): StartPhase[] {
  const phases = pod.initContainers.map((container) => ({
    containers: [container.name],
    gates: container.isNativeSidecar ? sidecarGates(container, hasNativeSidecars) : [completion(container)],
    within: [],
  }));
  const together = pod.ordinaryContainers;
  if (together.length === 0) return phases;
  // The kubelet starts one after the other and runs each one's postStart hook before it goes on.
  const within = together.slice(0, -1).flatMap((container) => postStartGate(container));
  return [...phases, { containers: together.map(({ name }) => name), gates: [], within }];
}

function completion({ name }: PodContainer): Gate {
  return { container: name, event: 'completed', text: `${name} has run to its end` };
}

function sidecarGates(container: PodContainer, hasNativeSidecars: boolean): Gate[] {
  const { name } = container;
  if (!hasNativeSidecars) {
    const text = `${name} would have to end first: this version knows no native sidecars and takes it for an init task`;
    return [{ container: name, event: 'never', text }];
  }
  const probe = container.probe('startupProbe');
  const gates = postStartGate(container);
  if (probe) {
    const tries = probe.failureThreshold === 1 ? 'once' : `at most ${probe.failureThreshold} times`;
    gates.push({ container: name, event: 'startup-probe', text: `the startup probe of ${name} passes: ${probeWords(probe)}, ${tries}` });
  }
  if (gates.length > 0) return gates;
  return [{ container: name, event: 'started', text: `${name} runs: without a startup probe nobody waits until it serves` }];
}

function postStartGate({ name, manifest }: PodContainer): Gate[] {
  const hook = asObject(manifest.lifecycle).postStart;
  if (!isJsonObject(hook)) return [];
  return [{ container: name, event: 'post-start', text: `the postStart hook of ${name} has returned: ${actionWords(hook)}` }];
}
