import { ContainerKind } from '../manifest/container-kind';
import { StoppedContainer, gracePeriod } from '../manifest/grace-period';
import { asNumber, asObject, asString, objectsOf } from '../manifest/json';
import { ContainerAdditions, RoleContainer } from './pod-additions';
import { PodDraft, WORKLOAD_CONTAINER_LISTS } from './pod-draft';

/** What the API server takes for a pod that states no grace period, in seconds. */
const SERVER_DEFAULT_SECONDS = 30;

/**
 * Makes the pod's grace period as long as the drains of its containers need. In a pod that a pattern made, the user's own figure stands. In
 * any other pod the figure may be a default of whoever wrote it, so it is only raised.
 */
export function applyGracePeriod(
  draft: PodDraft,
  main: ContainerAdditions & { readonly name?: string },
  roleContainers: readonly RoleContainer[],
  ownsPod: boolean,
): void {
  const drains = new Map([main, ...roleContainers].map(({ name, drainSeconds }) => [name, drainSeconds]));
  const needed = gracePeriod(stoppedContainers(draft, drains));
  if (needed === undefined) return;
  const path = draft.specPath('terminationGracePeriodSeconds');
  const stated = asNumber(draft.spec.terminationGracePeriodSeconds);
  if (ownsPod) {
    draft.writeDefault(path, needed.seconds);
  } else if ((stated ?? SERVER_DEFAULT_SECONDS) < needed.seconds && draft.patchOn(path) === undefined) {
    draft.spec.terminationGracePeriodSeconds = needed.seconds;
  }
}

function stoppedContainers(draft: PodDraft, drains: ReadonlyMap<string | undefined, number | undefined>): StoppedContainer[] {
  return WORKLOAD_CONTAINER_LISTS.flatMap((list) =>
    objectsOf(draft.spec[list]).map(({ object }) => {
      const name = asString(object.name) ?? '';
      const sleep = asObject(asObject(asObject(object.lifecycle).preStop).sleep);
      const initKind = object.restartPolicy === 'Always' ? ContainerKind.NATIVE_SIDECAR : ContainerKind.INIT;
      const kind = list === 'containers' ? ContainerKind.CONTAINER : initKind;
      return { name, kind, drainSeconds: drains.get(name), preStopSeconds: asNumber(sleep.seconds) };
    }),
  );
}
