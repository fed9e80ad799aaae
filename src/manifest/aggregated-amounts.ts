import { ContainerKind } from './container-kind';
import { ResourceAmounts, addAmounts, raiseAmounts } from './resource-amounts';

/**
 * The amounts of all containers together at the time when they are greatest: the greater of what runs in the end (native sidecars and
 * ordinary containers) and of each init container together with the native sidecars that were started before it.
 *
 * @see https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/753-sidecar-containers#resources-calculation-for-scheduling-and-pod-admission
 */
export function aggregated<Container extends { readonly kind: ContainerKind }>(
  containers: readonly Container[],
  amountsOfOne: (container: Container) => ResourceAmounts,
): ResourceAmounts {
  const running: ResourceAmounts = {};
  const sidecars: ResourceAmounts = {};
  const peak: ResourceAmounts = {};
  for (const container of containers) {
    const amounts = amountsOfOne(container);
    if (container.kind === ContainerKind.CONTAINER) {
      addAmounts(running, amounts);
    } else if (container.kind === ContainerKind.NATIVE_SIDECAR) {
      addAmounts(running, amounts);
      addAmounts(sidecars, amounts);
      raiseAmounts(peak, sidecars);
    } else if (container.kind === ContainerKind.INIT) {
      const starting = { ...sidecars };
      addAmounts(starting, amounts);
      raiseAmounts(peak, starting);
    }
  }
  raiseAmounts(running, peak);
  return running;
}
