import { ContainerKind } from './container-kind';
import { CountedContainer } from './effective-resources';
import { PodModel } from './pod-model';

/** The containers of a pod in another order of start. */
export interface InitOrder {
  readonly containers: readonly CountedContainer[];
  /** The init tasks before which there are fewer native sidecars than there were. */
  readonly moved: readonly string[];
}

/**
 * The order of a pod's containers that reserves least: each native sidecar as late as it can be, which is right before the first init task
 * that is known to wait for it, or at the end of the init containers. Init tasks keep their order among themselves, and so do sidecars,
 * because one that was written after another may rely on it.
 */
export function cheapestInitOrder(pod: PodModel, containers: readonly CountedContainer[]): InitOrder {
  const listed = containers.filter(({ kind }) => kind !== ContainerKind.CONTAINER);
  const ordered: CountedContainer[] = [];
  const waiting: CountedContainer[] = [];
  const moved: string[] = [];
  for (const container of listed) {
    if (container.kind === ContainerKind.NATIVE_SIDECAR) {
      waiting.push(container);
      continue;
    }
    const needed = neededBy(pod, container.name);
    const last = waiting.reduce((at, { name }, index) => (needed.has(name) ? index : at), -1);
    ordered.push(...waiting.splice(0, last + 1));
    if (waiting.length > 0) moved.push(container.name);
    ordered.push(container);
  }
  return { containers: [...ordered, ...waiting, ...containers.filter(({ kind }) => kind === ContainerKind.CONTAINER)], moved };
}

/** The names of everything that a container waits for, by itself or through another one. */
function neededBy(pod: PodModel, name: string): ReadonlySet<string> {
  const needed = new Set<string>();
  const todo = [name];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    for (const { container } of pod.container(next)?._intent?.dependsOn ?? []) {
      if (needed.has(container)) continue;
      needed.add(container);
      todo.push(container);
    }
  }
  return needed;
}
