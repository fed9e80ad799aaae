import { KubernetesVersion } from '../cluster/kubernetes-version';
import { DEFAULT_CONTAINER_ANNOTATION } from '../manifest/default-container';
import { EndpointIntent, PodIntent } from '../manifest/intent';
import { INTENT_ANNOTATION, intentText } from '../manifest/intent-annotation';
import { JsonObject, asObject, asString, objectsOf } from '../manifest/json';
import { workloadKindOf } from '../manifest/workload-kind';
import { AssemblyProblem } from './assembly-problem';
import { applyContainerDefaults, applyPodSecurity, applySharedGroup } from './container-defaults';
import { applyRestartPolicy } from './container-restart-policy';
import { inKeyOrder } from './key-order';
import { addToMain, mainIndex } from './main-container';
import { ContainerAdditions, NOTHING, PodAdditions } from './pod-additions';
import { PodDefault, PodDefaults } from './pod-default';
import { ManifestPath, PodDraft } from './pod-draft';
import { podIntent } from './pod-intent';
import { addRoleContainers, pathOf } from './role-containers';
import { applyGracePeriod } from './stop-grace-period';
import { addVolumes } from './volumes';
import { addWritableDirectories } from './writable-directories';

/** What the assembly knows of a pod beside its manifest and what is added to it. */
export interface AssemblyOptions {
  /** The Kubernetes version that the manifest is for. */
  readonly version: KubernetesVersion;
  readonly defaults: PodDefaults;
  /** Whether a pattern construct made the pod, so that the pod as a whole takes the defaults, and main too. */
  readonly ownsPod: boolean;
  /** Main's name, where it is known. */
  readonly mainName?: string;
  /** The fields that cdk8s-plus wrote although nobody asked for them, as paths from the root of the manifest. */
  readonly unrequested: readonly ManifestPath[];
  /** The pointers of the JSON patches that cdk8s applied to the base manifest. */
  readonly patchedPointers: readonly string[];
  /** Whether the keys of the manifest are put in order, as cdk8s does unless it is told not to. */
  readonly sortKeys: boolean;
  /** Whether the manifest keeps what is meant by its pod, as an annotation. */
  readonly keepIntent?: boolean;
}

/** A pod as the assembly leaves it. */
export interface AssembledPod {
  readonly manifest: JsonObject;
  readonly intent: PodIntent;
  readonly problems: readonly AssemblyProblem[];
}

/**
 * Makes the final manifest of a pod out of the manifest that cdk8s serialized and the additions of the pattern and its roles.
 *
 * It is a function from JSON to JSON: it knows neither constructs nor the library that made the base manifest, so one and the same
 * assembly serves a workload of any cdk8s-plus version, an L1 object, a raw `ApiObject` and YAML that was included. The base manifest is
 * left as it is.
 */
export function assemble(base: JsonObject, additions: readonly PodAdditions[], options: AssemblyOptions): AssembledPod {
  const draft = PodDraft.of(base, options.patchedPointers);
  if (!draft) return { manifest: base, intent: { containers: {}, volumes: {} }, problems: withoutPod(base, additions) };

  options.unrequested.forEach((path) => draft.remove(path));
  const index = mainIndex(draft, options.mainName);
  const mainName = asString(asObject((draft.spec.containers as JsonObject[] | undefined)?.[index]).name);
  const main = additionsToMain(additions);
  const roleContainers = additions.flatMap(({ containers }) => containers);

  if (index >= 0) additions.forEach((added) => added.main && addToMain(draft, index, added.main, added.origin));
  addRoleContainers(draft, roleContainers, { index, additions: main });
  addVolumes(draft, [main, ...roleContainers]);
  for (const { podFields, podAnnotations, origin } of additions) {
    if (podFields) draft.write(draft.specPath(), podFields, origin);
    if (podAnnotations) draft.write([...draft.workload.templatePath, 'metadata', 'annotations'], podAnnotations, origin);
  }

  // In a pod that somebody else made, the pod's own security context is not this library's to change.
  if (options.ownsPod) applyPodSecurity(draft, options.defaults);
  const own = options.ownsPod && mainName !== undefined ? [{ ...main, name: mainName, defaults: undefined }] : [];
  for (const container of [...own, ...roleContainers]) {
    const path = pathOf(draft, container.name);
    if (path === undefined) continue;
    const defaults = container.defaults ?? options.defaults;
    applyRestartPolicy(draft, path, options.version);
    applyContainerDefaults(draft, path, defaults, container.name === mainName);
    if (defaults.has(PodDefault.WRITABLE_DIRECTORIES)) addWritableDirectories(draft, path, container.writesTo);
  }
  if (options.ownsPod) {
    applySharedGroup(draft, options.defaults);
    if (options.defaults.has(PodDefault.NO_SERVICE_LINKS)) draft.writeDefault(draft.specPath('enableServiceLinks'), false);
  }
  mountToken(draft, additions, options);

  // Nobody states defaults for a pod that somebody else made: there they hold as long as one of its roles wants them.
  const holds = (podDefault: PodDefault) =>
    options.ownsPod ? options.defaults.has(podDefault) : roleContainers.some((role) => (role.defaults ?? options.defaults).has(podDefault));
  if (holds(PodDefault.GRACE_PERIOD)) applyGracePeriod(draft, { ...main, name: mainName }, roleContainers, options.ownsPod);
  if (holds(PodDefault.DEFAULT_CONTAINER)) nameDefaultContainer(draft, mainName);

  const intent = podIntent(mainName, main, roleContainers, options.ownsPod);
  if (options.keepIntent) draft.writeDefault(['metadata', 'annotations', INTENT_ANNOTATION], intentText(intent));

  return {
    manifest: options.sortKeys ? inKeyOrder(draft.manifest) : draft.manifest,
    intent,
    problems: draft.problems,
  };
}

/** A pod that states no token although one of its containers needs it says so in two places that contradict each other. */
function mountToken(draft: PodDraft, additions: readonly PodAdditions[], { ownsPod, defaults }: AssemblyOptions): void {
  const path = draft.specPath('automountServiceAccountToken');
  const needing = additions.filter(({ needsServiceAccountToken }) => needsServiceAccountToken);
  for (const { origin } of needing) draft.write(path, true, origin);
  if (ownsPod && needing.length === 0 && defaults.has(PodDefault.NO_SERVICE_ACCOUNT_TOKEN)) draft.writeDefault(path, false);
}

function nameDefaultContainer(draft: PodDraft, mainName: string | undefined): void {
  const count = objectsOf(draft.spec.containers).length + objectsOf(draft.spec.initContainers).length;
  if (mainName === undefined || count < 2) return;
  draft.writeDefault([...draft.workload.templatePath, 'metadata', 'annotations', DEFAULT_CONTAINER_ANNOTATION], mainName);
}

/** A workload without a template has nothing that a role could be written into. */
function withoutPod(base: JsonObject, additions: readonly PodAdditions[]): AssemblyProblem[] {
  return additions.map(({ origin }) => ({
    ruleId: 'contract/role-without-pod',
    fieldPath: workloadKindOf(base)?.templateFieldPath ?? '',
    message: `${origin} has no pod to be written into: the manifest has no pod template`,
    value: origin,
    allowed: 'a workload whose pod template is a mapping',
    fix: 'Give the workload its pod template, or take the role away from it.',
  }));
}

/** What all contributors together add to main. */
function additionsToMain(additions: readonly PodAdditions[]): ContainerAdditions {
  const all = additions.flatMap(({ main }) => main ?? []);
  if (all.length === 0) return NOTHING;
  const drains = all.flatMap(({ drainSeconds }) => drainSeconds ?? []);
  return {
    manifest: {},
    volumes: all.flatMap(({ volumes }) => volumes),
    mounts: all.flatMap(({ mounts }) => mounts),
    endpoints: all.reduce<readonly EndpointIntent[]>((known, { endpoints }) => [...known, ...notAmong(known, endpoints)], []),
    dependsOn: all.flatMap(({ dependsOn }) => dependsOn),
    drainSeconds: drains.length === 0 ? undefined : Math.max(...drains),
    writesTo: all.flatMap(({ writesTo }) => writesTo),
  };
}

/** What somebody else says of an endpoint that main has already is no second endpoint. */
function notAmong(known: readonly EndpointIntent[], endpoints: readonly EndpointIntent[]): EndpointIntent[] {
  const same = (one: EndpointIntent, other: EndpointIntent) =>
    one.port === other.port && one.protocol === other.protocol && one.bind === other.bind;
  return endpoints.filter((endpoint) => !known.some((other) => same(endpoint, other)));
}
