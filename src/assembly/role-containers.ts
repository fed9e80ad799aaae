import { OrderedContainer } from '../lifecycle/ordered-container';
import { StartOrder, startOrder } from '../lifecycle/start-order';
import { JsonObject, asList, asNumber, asObject, asString, isJsonObject, objectsOf, copyJson } from '../manifest/json';
import { StartCondition } from '../manifest/start-condition';
import { withMounts } from './main-container';
import { offeredProbe } from './offered-probe';
import { ContainerAdditions, RoleContainer } from './pod-additions';
import { ManifestPath, PodDraft, WORKLOAD_CONTAINER_LISTS } from './pod-draft';

/** A container of the pod with what is meant by it, wherever it came from. */
interface Placed {
  readonly ordered: OrderedContainer;
  readonly manifest: JsonObject;
}

/**
 * Adds the containers of roles to the pod, each in the list that its placement asks for, in the order that their conditions ask for.
 *
 * The containers that were there keep their order among themselves: an init container that somebody wrote after another one may rely on it.
 */
export function addRoleContainers(
  draft: PodDraft,
  containers: readonly RoleContainer[],
  main: { index: number; additions: ContainerAdditions },
): void {
  const mainName = asString(asObject(asList(draft.spec.containers)[main.index]).name);
  if (containers.length === 0 && main.additions.dependsOn.length === 0) return;
  const placed = [...existing(draft, main, mainName), ...containers.map(ofRole)];
  const order = startOrder(placed.map(({ ordered }) => ordered));
  for (const { name } of placed.map(({ ordered }) => ordered)) {
    if (order.startupFromReadiness.includes(name)) {
      const container = placed.find(({ ordered }) => ordered.name === name)?.manifest;
      if (container && container.readinessProbe !== undefined) container.startupProbe = startupOf(asObject(container.readinessProbe));
    }
  }
  const init = sortedBy(
    order.init,
    placed.filter(({ ordered }) => ordered.placement !== 'ordinary'),
  );
  const ordinary = placed.filter(({ ordered }) => ordered.placement === 'ordinary');
  setList(draft, 'initContainers', init);
  setList(draft, 'containers', ordinary);
  reportOrder(draft, order);
  reportLost(draft, containers, order);
}

/** Sets a list of containers. What is no container stays in it, after the others, for the rules of the schema to report. */
function setList(draft: PodDraft, key: string, placed: readonly Placed[]): void {
  const stated = draft.spec[key];
  if (placed.length === 0 || (!Array.isArray(stated) && (stated ?? undefined) !== undefined)) return;
  draft.spec[key] = [...placed.map(({ manifest }) => manifest), ...asList(stated).filter((entry) => !isJsonObject(entry))];
}

function reportOrder(draft: PodDraft, order: StartOrder): void {
  for (const { kind, containers, message, allowed, fix } of order.problems) {
    draft.report({
      ruleId: `contract/${kind}`,
      path: pathOf(draft, containers[0]) ?? draft.specPath(),
      message,
      value: containers.join(', '),
      allowed,
      fix,
    });
  }
}

/** Says once what a pod loses whose sidecars are ordinary containers for want of native ones. */
function reportLost(draft: PodDraft, containers: readonly RoleContainer[], order: StartOrder): void {
  const sidecars = containers.filter(({ lacksNativeSidecars }) => lacksNativeSidecars).map(({ name }) => name);
  if (sidecars.length === 0) return;
  const conditions = order.lost.map(
    ({ waiting, container, condition }) => `'${waiting}' does not wait for '${container}' to be ${condition}`,
  );
  draft.report({
    ruleId: 'contract/without-native-sidecars',
    severity: 'warning',
    path: pathOf(draft, sidecars[0]) ?? draft.specPath(),
    message:
      `the target version has no native sidecars, so ${sidecars.map((name) => `'${name}'`).join(', ')} ` +
      `${sidecars.length === 1 ? 'is an ordinary container that starts and stops' : 'are ordinary containers that start and stop'} together with main: ` +
      [...conditions, 'nothing stops after main'].join(', '),
    value: sidecars.join(', '),
    allowed: 'Kubernetes 1.29 or later for sidecars that start before main and stop after it',
    fix: 'Let main retry until its sidecars answer and end its own work before they do, or target Kubernetes 1.29 or later.',
  });
}

/** The path of the container of a name, in whichever list it stands. */
export function pathOf(draft: PodDraft, name: string | undefined): ManifestPath | undefined {
  for (const list of WORKLOAD_CONTAINER_LISTS) {
    const found = objectsOf(draft.spec[list]).find(({ object }) => object.name === name);
    if (found) return draft.specPath(list, found.index);
  }
  return undefined;
}

function existing(draft: PodDraft, main: { index: number; additions: ContainerAdditions }, mainName: string | undefined): Placed[] {
  const placed: Placed[] = [];
  let previous: OrderedContainer | undefined;
  for (const { object } of objectsOf(draft.spec.initContainers)) {
    const native = object.restartPolicy === 'Always';
    const ordered: OrderedContainer = {
      ...probesOf(object),
      name: asString(object.name) ?? '',
      placement: native ? 'native-sidecar' : 'init',
      dependsOn: previous
        ? [{ container: previous.name, condition: previous.placement === 'init' ? StartCondition.COMPLETE : StartCondition.STARTED }]
        : [],
      isMain: false,
    };
    placed.push({ ordered, manifest: object });
    previous = ordered;
  }
  for (const { object, index } of objectsOf(draft.spec.containers)) {
    const name = asString(object.name) ?? '';
    const isMain = index === main.index && name === mainName;
    placed.push({
      ordered: { ...probesOf(object), name, placement: 'ordinary', dependsOn: isMain ? main.additions.dependsOn : [], isMain },
      manifest: object,
    });
  }
  return placed;
}

function ofRole(container: RoleContainer): Placed {
  const manifest = copyJson(withMounts(container)) as JsonObject;
  if (container.placement === 'native-sidecar') manifest.restartPolicy = 'Always';
  return {
    ordered: {
      ...probesOf(manifest),
      name: container.name,
      placement: container.placement,
      dependsOn: container.dependsOn,
      isMain: false,
      offeredProbe: offeredProbe(container.endpoints),
      lacksNativeSidecars: container.lacksNativeSidecars,
    },
    manifest,
  };
}

function probesOf(container: JsonObject): Pick<OrderedContainer, 'hasStartupProbe' | 'hasReadinessProbe'> {
  return { hasStartupProbe: isJsonObject(container.startupProbe), hasReadinessProbe: isJsonObject(container.readinessProbe) };
}

/** How often a startup probe that was taken from a readiness probe may fail: with the default period of 10 s it allows five minutes. */
const STARTUP_FAILURES = 30;

/**
 * A startup probe that succeeds when a readiness probe would. A readiness probe that fails costs traffic, a startup probe that fails costs the
 * container, so it may fail more often; and the API server wants its `successThreshold` to be 1.
 */
function startupOf(readinessProbe: JsonObject): JsonObject {
  const startupProbe = copyJson(readinessProbe) as JsonObject;
  delete startupProbe.successThreshold;
  startupProbe.failureThreshold = Math.max(STARTUP_FAILURES, asNumber(readinessProbe.failureThreshold) ?? 0);
  return startupProbe;
}

/** The entries in the order of the names; entries of one name, which a rule of the server reports, stay beside each other. */
function sortedBy(names: readonly string[], placed: readonly Placed[]): Placed[] {
  const place = new Map<string, number>();
  names.forEach((name, index) => place.has(name) || place.set(name, index));
  return [...placed].sort((a, b) => (place.get(a.ordered.name) ?? names.length) - (place.get(b.ordered.name) ?? names.length));
}
