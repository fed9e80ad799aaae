import { DependencyIntent } from '../manifest/intent';
import { judgeCondition } from './condition-problem';
import { cyclesOf, topologicalOrder } from './dependency-graph';
import { OrderProblem } from './order-problem';
import { OrderedContainer } from './ordered-container';

export type { ContainerPlacement, OrderedContainer } from './ordered-container';
export type { OrderProblem, OrderProblemKind } from './order-problem';

/** A condition that was stated and cannot be kept on the target version. */
export interface LostCondition extends DependencyIntent {
  /** The container that should have waited. */
  readonly waiting: string;
}

/** The order in which the containers of a pod start. */
export interface StartOrder {
  /** Init tasks and native sidecars, in the order of `initContainers`. */
  readonly init: readonly string[];
  /** Ordinary containers, in the order in which they were declared. */
  readonly ordinary: readonly string[];
  /** Native sidecars that others wait for to be HEALTHY and that have only a readiness probe: it serves as their startup probe too. */
  readonly startupFromReadiness: readonly string[];
  /** Conditions that the target version cannot keep. */
  readonly lost: readonly LostCondition[];
  /** Conditions that no order can keep. Where there are some, the order is the nearest one. */
  readonly problems: readonly OrderProblem[];
}

/**
 * Computes the order in which the containers of a pod start from the conditions that they wait for.
 *
 * Kubernetes knows no conditions, but one list that is worked through from its top: a plain init container ends before the next one starts; a
 * native sidecar has started, and its startup probe has succeeded if it has one, before the next one starts; the ordinary containers start
 * together after the list. So the order of that list is all there is to compute.
 *
 * It is a topological order, stable in the order of declaration, in which an init task comes as early as its conditions allow: the scheduler
 * reserves for an init task what it requests and what every native sidecar before it requests, so that an early task costs less.
 *
 * @see https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/753-sidecar-containers#resources-calculation-for-scheduling-and-pod-admission
 */
export function startOrder(containers: readonly OrderedContainer[]): StartOrder {
  const indexOf = new Map<string, number>();
  containers.forEach(({ name }, index) => indexOf.has(name) || indexOf.set(name, index));
  const names = containers.map(({ name }) => name);
  const problems: OrderProblem[] = [];
  const lost: LostCondition[] = [];
  const fromReadiness = new Set<string>();

  const needs: number[][] = containers.map((waiting) => {
    const needed = new Set<number>();
    for (const dependency of waiting.dependsOn) {
      const target = indexOf.get(dependency.container);
      const verdict = judgeCondition(waiting, dependency, target === undefined ? undefined : containers[target], names);
      if (verdict.problem) problems.push(verdict.problem);
      if (verdict.lost) lost.push({ waiting: waiting.name, ...dependency });
      if (verdict.startupFromReadiness) fromReadiness.add(dependency.container);
      if (target !== undefined) needed.add(target);
    }
    return [...needed];
  });
  const hasCycle = topologicalOrder(needs, [...needs.keys()]).length < needs.length;
  if (hasCycle) cyclesOf(needs).forEach((cycle) => problems.push(cycleProblem(cycle.map((index) => containers[index].name))));

  return {
    init: initOrder(containers, needs).map((index) => names[index]),
    ordinary: names.filter((_, index) => containers[index].placement === 'ordinary'),
    startupFromReadiness: names.filter((name, index) => fromReadiness.has(name) && indexOf.get(name) === index),
    lost,
    problems,
  };
}

/** The order of the list of init containers; what is on a cycle follows in the order of declaration. */
function initOrder(containers: readonly OrderedContainer[], needs: readonly (readonly number[])[]): number[] {
  const listed = containers.flatMap(({ placement }, index) => (placement === 'ordinary' ? [] : [index]));
  const placeOf = new Map(listed.map((index, place) => [index, place]));
  const within = listed.map((index) => needs[index].flatMap((needed) => placeOf.get(needed) ?? []));
  const priority = listed.map((index, place) => (containers[index].placement === 'init' ? place : listed.length + place));
  const sorted = topologicalOrder(within, priority);
  const left = sorted.length === listed.length ? [] : listed.map((_, place) => place).filter((place) => !sorted.includes(place));
  return [...sorted, ...left].map((place) => listed[place]);
}

function cycleProblem(cycle: readonly string[]): OrderProblem {
  const written = [...cycle, cycle[0]].join(' -> ');
  return {
    kind: 'dependency-cycle',
    containers: cycle,
    message:
      cycle.length === 1
        ? `container '${cycle[0]}' waits for itself: ${written}`
        : `${cycle.length} containers wait for each other, so that none of them would start: ${written}`,
    allowed: 'conditions that do not lead back to the container that states them',
    fix: `remove one of the conditions, for example that '${cycle[cycle.length - 1]}' waits for '${cycle[0]}'`,
  };
}
