import { DependencyIntent } from '../manifest/intent';
import { nearestName } from '../manifest/nearest-name';
import { StartCondition } from '../manifest/start-condition';
import { OrderProblem, OrderProblemKind } from './order-problem';
import { OrderedContainer } from './ordered-container';

/** What becomes of one condition in a pod. */
export interface ConditionVerdict {
  /** Why no order of the pod can keep the condition. */
  readonly problem?: OrderProblem;
  /** Whether the target version cannot keep the condition, though a newer one does. */
  readonly lost?: boolean;
  /** Whether the condition needs the readiness probe of the other container as a startup probe. */
  readonly startupFromReadiness?: boolean;
}

/**
 * Judges one condition by the lists in which the two containers stand. Cycles are not seen here.
 *
 * @param waiting the container that waits
 * @param dependency what it waits for
 * @param target the container that it waits for, where the pod has it
 * @param names the names of all containers of the pod
 */
export function judgeCondition(
  waiting: OrderedContainer,
  dependency: DependencyIntent,
  target: OrderedContainer | undefined,
  names: readonly string[],
): ConditionVerdict {
  if (target === undefined) return { problem: unknown(waiting, dependency, names) };
  // A container that waits for itself is a cycle, which is reported as one.
  if (target === waiting) return {};
  if (target.placement === 'ordinary') {
    if (waiting.placement !== 'ordinary') return { problem: waitsForLater(waiting, target) };
    if (dependency.condition === StartCondition.COMPLETE) return { problem: neverCompletes(waiting, target) };
    if (waiting.lacksNativeSidecars || target.lacksNativeSidecars) return { lost: true };
    return { problem: betweenOrdinary(waiting, dependency, target) };
  }
  if (target.placement === 'init') {
    return dependency.condition === StartCondition.HEALTHY ? { problem: healthOfInitTask(waiting, target) } : {};
  }
  if (dependency.condition === StartCondition.COMPLETE) return { problem: neverCompletes(waiting, target) };
  if (dependency.condition === StartCondition.STARTED || target.hasStartupProbe) return {};
  return target.hasReadinessProbe ? { startupFromReadiness: true } : { problem: healthNotStated(waiting, target) };
}

function problem(
  kind: OrderProblemKind,
  containers: readonly string[],
  texts: { readonly message: string; readonly allowed: string; readonly fix: string },
): OrderProblem {
  return { kind, containers, ...texts };
}

function unknown(waiting: OrderedContainer, dependency: DependencyIntent, names: readonly string[]): OrderProblem {
  const others = [...new Set(names)].filter((name) => name !== waiting.name);
  const nearest = nearestName(dependency.container, others);
  return problem('unknown-dependency', [waiting.name, dependency.container], {
    message: `container '${waiting.name}' waits for '${dependency.container}', which the pod does not have`,
    allowed: others.length === 0 ? 'no name, since the pod has no other container' : `one of ${others.map(quoted).join(', ')}`,
    fix: nearest === undefined ? `add a container named '${dependency.container}', or remove the condition` : `write '${nearest}'`,
  });
}

function waitsForLater(waiting: OrderedContainer, target: OrderedContainer): OrderProblem {
  const what = waiting.placement === 'init' ? 'an init task' : 'a native sidecar';
  const later = target.lacksNativeSidecars
    ? 'a sidecar that is an ordinary container because the target version has no native ones'
    : target.isMain
      ? 'the main container'
      : 'an ordinary container';
  return problem('waits-for-later-container', [waiting.name, target.name], {
    message:
      `container '${waiting.name}' is ${what} and waits for '${target.name}', ${later}, ` +
      'but ordinary containers start only after every init task and native sidecar',
    allowed: 'conditions on init tasks and native sidecars',
    fix: fixForLater(waiting, target),
  });
}

function fixForLater(waiting: OrderedContainer, target: OrderedContainer): string {
  if (target.lacksNativeSidecars) return `target kubernetes 1.29 or newer, where '${target.name}' starts before '${waiting.name}'`;
  if (!target.isMain) return `make '${target.name}' a native sidecar, or remove the condition`;
  return waiting.placement === 'init'
    ? `make '${waiting.name}' a sidecar with SidecarPlacement.ORDINARY that waits for '${target.name}' in its own command, or remove the condition`
    : `remove the condition, and let '${waiting.name}' retry until '${target.name}' answers`;
}

function neverCompletes(waiting: OrderedContainer, target: OrderedContainer): OrderProblem {
  const native = target.placement === 'native-sidecar';
  const works = target.hasStartupProbe || target.hasReadinessProbe ? 'healthy' : 'started';
  const otherwise = native ? `wait with Dependency.${works}('${target.name}'), or make` : 'make';
  return problem('never-completes', [waiting.name, target.name], {
    message: native
      ? `container '${waiting.name}' waits for the end of '${target.name}', a native sidecar, which runs as long as the pod does`
      : `container '${waiting.name}' waits for the end of '${target.name}', but ordinary containers start together and none waits for another`,
    allowed: 'COMPLETE on init tasks, which run to their end',
    fix: `${otherwise} '${target.name}' an init task if it ends by itself`,
  });
}

function betweenOrdinary(waiting: OrderedContainer, dependency: DependencyIntent, target: OrderedContainer): OrderProblem {
  const until = dependency.condition === StartCondition.HEALTHY ? 'to be healthy' : 'to start';
  return problem('order-between-ordinary', [waiting.name, target.name], {
    message: `container '${waiting.name}' waits for '${target.name}' ${until}, but both are ordinary containers, which kubernetes starts together`,
    allowed: 'conditions on init tasks and native sidecars',
    fix: target.isMain
      ? `remove the condition, and let '${waiting.name}' retry until '${target.name}' answers`
      : `make '${target.name}' a native sidecar (SidecarPlacement.NATIVE), which starts before every ordinary container`,
  });
}

function healthOfInitTask(waiting: OrderedContainer, target: OrderedContainer): OrderProblem {
  return problem('health-of-init-task', [waiting.name, target.name], {
    message: `container '${waiting.name}' waits for '${target.name}' to be healthy, but an init task runs to its end and has no health`,
    allowed: 'COMPLETE on init tasks',
    fix: `wait with Dependency.completed('${target.name}')`,
  });
}

function healthNotStated(waiting: OrderedContainer, target: OrderedContainer): OrderProblem {
  const otherwise = `or wait with Dependency.started('${target.name}')`;
  return problem('health-not-stated', [waiting.name, target.name], {
    message: `container '${waiting.name}' waits for '${target.name}' to be healthy, but '${target.name}' has no startup probe that could say so`,
    allowed: 'HEALTHY on a native sidecar with a startup probe, or with a readiness probe to take it from',
    fix:
      target.offeredProbe === undefined
        ? `give '${target.name}' a startup probe (HealthProbe.exec where it listens on loopback, else .http, .tcp or .grpc as well), ${otherwise}`
        : `give '${target.name}' a startup probe, like startupProbe: ${target.offeredProbe}, ${otherwise}`,
  });
}

function quoted(name: string): string {
  return `'${name}'`;
}
