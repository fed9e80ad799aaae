import { ContainerKind } from './container-kind';
import { CONTAINER_LISTS } from './container-lists';
import { DEFAULT_CONTAINER_ANNOTATION } from './default-container';
import { DEFAULT_GRACE_PERIOD_SECONDS, defaultedText } from './defaulting';
import { effectiveLimits, effectiveRequests } from './effective-resources';
import { childPath } from './field-path';
import { PodIntent } from './intent';
import { annotatedIntent } from './intent-annotation';
import { JsonObject, JsonValue, asList, asNumber, asObject, asString, isJsonObject, objectsOf } from './json';
import { objectsIn } from './manifest-list';
import { PodContainer } from './pod-container';
import { PodVolume } from './pod-volume';
import { qosClassOf } from './qos-class';
import { Quantity } from './quantity';
import { podTemplateOf, workloadKindOf } from './workload-kind';

/**
 * One reading of a pod, whatever kind of workload it stands in: Pod, PodTemplate, Deployment, StatefulSet, DaemonSet, ReplicaSet,
 * ReplicationController, Job and CronJob.
 *
 * Rules, pictures and reports work on this reading, so that each of them sees the containers of every list, the volumes with those who
 * mount them and the server's defaults in the same way. Any JSON can be read: what is malformed is as if it were absent.
 */
export class PodModel {
  /**
   * Reads the pod of a manifest.
   *
   * @param manifest the manifest, as parsed from YAML or JSON
   * @param intent what is meant by the pod beside its manifest, as the library's roles leave it; where it is not given, what the manifest's
   * annotation `pod-patterns.cdk8s.io/intent` says
   * @returns the pod, or undefined if the manifest is of a kind that has none
   */
  public static read(manifest: unknown, intent?: unknown): PodModel | undefined {
    if (!isJsonObject(manifest)) return undefined;
    const workload = workloadKindOf(manifest);
    if (workload === undefined) return undefined;
    const template = podTemplateOf(manifest, workload);
    return new PodModel(
      manifest,
      workload.kind,
      workload.templateFieldPath,
      template ?? {},
      isJsonObject(intent) ? (intent as unknown as PodIntent) : annotatedIntent(manifest),
    );
  }

  /**
   * Reads every pod of a manifest: those of a List one by one.
   *
   * @param manifest the manifest, as parsed from YAML or JSON
   */
  public static readAll(manifest: unknown): PodModel[] {
    if (!isJsonObject(manifest)) return [];
    return objectsIn(manifest).flatMap(({ object }) => PodModel.read(object) ?? []);
  }

  /** The kind of the workload: `Deployment`, or `Pod`. */
  public readonly workloadKind: string;
  /** The whole manifest. */
  public readonly manifest: JsonObject;
  /** The workload's name, or an empty text where the manifest gives none. */
  public readonly name: string;
  /** The workload's namespace, or undefined. */
  public readonly namespace?: string;
  /** The path of the object that has the pod's metadata and spec: `spec.template`; empty for a Pod. */
  public readonly templatePath: string;
  /** The path of the pod's spec: `spec.template.spec`. */
  public readonly specPath: string;
  /** The path of the pod's metadata: `spec.template.metadata`. */
  public readonly metadataPath: string;
  /** The pod's spec; empty where the manifest has none. */
  public readonly spec: JsonObject;
  /** The annotations of the pod. */
  public readonly annotations: Record<string, string>;
  /** The containers of every list, in the order in which they start: init containers, ordinary ones, ephemeral ones. */
  public readonly containers: PodContainer[];
  /** The volumes. */
  public readonly volumes: PodVolume[];
  /** @internal */
  public readonly _intent?: PodIntent;
  private readonly metadata: JsonObject;
  private readLabels?: Record<string, string>;
  private readOrdinaryContainers?: PodContainer[];
  private readInitContainers?: PodContainer[];
  private readLongRunningContainers?: PodContainer[];
  private readRequests?: Record<string, Quantity>;
  private readLimits?: Record<string, Quantity>;

  private constructor(manifest: JsonObject, kind: string, templatePath: string, template: JsonObject, intent?: PodIntent) {
    const metadata = asObject(manifest.metadata);
    this.manifest = manifest;
    this.workloadKind = kind;
    this.name = asString(metadata.name) ?? '';
    this.namespace = asString(metadata.namespace) || undefined;
    this.templatePath = templatePath;
    this.specPath = childPath(templatePath, 'spec');
    this.metadataPath = childPath(templatePath, 'metadata');
    this.spec = asObject(template.spec);
    this.metadata = asObject(template.metadata);
    this.annotations = textsOf(this.metadata.annotations);
    this._intent = intent;
    this.containers = this.readContainers(asObject(intent?.containers as unknown as JsonValue));
    const volumeIntents = asObject(intent?.volumes as unknown as JsonValue);
    this.volumes = objectsOf(this.spec.volumes).map(({ index, object }) => {
      const hasContent = asObject(ownValue(volumeIntents, asString(object.name))).hasContent;
      const declared = typeof hasContent === 'boolean' ? hasContent : undefined;
      return new PodVolume(object, this, index, declared);
    });
  }

  /** Whether it is known what the pod's containers are to each other, because a role or a pattern made them. */
  public get hasIntent(): boolean {
    return this._intent !== undefined;
  }

  /** The labels of the pod. */
  public get labels(): Record<string, string> {
    this.readLabels ??= textsOf(this.metadata.labels);
    return this.readLabels;
  }

  /** The container that the pod is for: said so, else the default container of kubectl, else the first ordinary one. */
  public get main(): PodContainer | undefined {
    return this.containers.find((container) => container.role === 'main');
  }

  /** The ordinary containers. */
  public get ordinaryContainers(): PodContainer[] {
    this.readOrdinaryContainers ??= this.containers.filter((container) => container.kind === ContainerKind.CONTAINER);
    return this.readOrdinaryContainers;
  }

  /** The entries of `initContainers`, native sidecars included. */
  public get initContainers(): PodContainer[] {
    this.readInitContainers ??= this.containers.filter((container) => container.list === 'initContainers');
    return this.readInitContainers;
  }

  /** The containers that run as long as the pod does: native sidecars and ordinary ones. */
  public get longRunningContainers(): PodContainer[] {
    this.readLongRunningContainers ??= this.containers.filter((container) => container.isLongRunning);
    return this.readLongRunningContainers;
  }

  /** The pod's restart policy; the server takes `Always` where none is given. */
  public get restartPolicy(): string {
    return defaultedText(this.spec.restartPolicy, 'Always');
  }

  /** The seconds that all containers together have to stop. */
  public get terminationGracePeriodSeconds(): number {
    return asNumber(this.spec.terminationGracePeriodSeconds) ?? DEFAULT_GRACE_PERIOD_SECONDS;
  }

  /** Whether the pod shares the network of its node. */
  public get isHostNetwork(): boolean {
    return this.spec.hostNetwork === true;
  }

  /** What the scheduler reserves for the pod, by resource. */
  public get effectiveRequests(): Record<string, Quantity> {
    this.readRequests ??= effectiveRequests(this.spec, this.containers);
    return this.readRequests;
  }

  /** What the pod may use at most, by resource, as far as limits are set. */
  public get effectiveLimits(): Record<string, Quantity> {
    this.readLimits ??= effectiveLimits(this.spec, this.containers);
    return this.readLimits;
  }

  /** `Guaranteed`, `Burstable` or `BestEffort`: which pods are stopped first when a node runs out of memory. */
  public get qosClass(): string {
    return qosClassOf(this.spec, this.containers);
  }

  /** The names of a StatefulSet's claim templates: its containers mount them like volumes. */
  public get claimTemplates(): string[] {
    if (this.workloadKind !== 'StatefulSet') return [];
    return objectsOf(asObject(this.manifest.spec).volumeClaimTemplates).flatMap(
      ({ object }) => asString(asObject(object.metadata).name) ?? [],
    );
  }

  /** The container of a name, or undefined. */
  public container(name: string): PodContainer | undefined {
    return this.containers.find((candidate) => candidate.name === name);
  }

  /** The volume of a name, or undefined. */
  public volume(name: string): PodVolume | undefined {
    return this.volumes.find((candidate) => candidate.name === name);
  }

  private readContainers(intents: JsonObject): PodContainer[] {
    const ordinary = objectsOf(this.spec.containers);
    const main = this.mainName(intents, ordinary);
    const containers: PodContainer[] = [];
    for (const list of CONTAINER_LISTS) {
      for (const { object: container, index } of list === 'containers' ? ordinary : objectsOf(this.spec[list])) {
        const kind = kindOf(list, container);
        const intent = ownValue(intents, asString(container.name));
        const inferred =
          kind === ContainerKind.INIT ? 'init-task' : kind === ContainerKind.CONTAINER && container.name === main ? 'main' : 'sidecar';
        containers.push(new PodContainer(container, kind, this.specPath, list, index, inferred, containerIntent(intent)));
      }
    }
    return containers;
  }

  private mainName(intents: JsonObject, ordinary: readonly { readonly object: JsonObject }[]): string | undefined {
    const declared = Object.keys(intents).find((name) => asObject(intents[name]).role === 'main');
    if (declared !== undefined) return declared;
    const annotated = this.annotations[DEFAULT_CONTAINER_ANNOTATION];
    const found = annotated === undefined ? undefined : ordinary.find(({ object }) => object.name === annotated);
    return asString((found ?? ordinary[0])?.object.name);
  }
}

function kindOf(list: string, container: JsonObject): ContainerKind {
  if (list === 'containers') return ContainerKind.CONTAINER;
  if (list === 'ephemeralContainers') return ContainerKind.EPHEMERAL;
  return container.restartPolicy === 'Always' ? ContainerKind.NATIVE_SIDECAR : ContainerKind.INIT;
}

/** What is meant by a container, with the lists that every reader of it may rely on. */
function containerIntent(intent: JsonValue | undefined): PodContainer['_intent'] {
  if (!isJsonObject(intent) || typeof intent.role !== 'string') return undefined;
  const lists = { endpoints: asList(intent.endpoints), shares: asList(intent.shares), dependsOn: asList(intent.dependsOn) };
  return { ...intent, ...lists } as unknown as PodContainer['_intent'];
}

function ownValue(map: JsonObject, key: string | undefined): JsonValue | undefined {
  return key !== undefined && Object.hasOwn(map, key) ? map[key] : undefined;
}

function textsOf(map: JsonValue | undefined): Record<string, string> {
  const texts: Record<string, string> = {};
  if (!isJsonObject(map)) return texts;
  for (const key of Object.keys(map)) {
    // A value that is null is an empty text to the server.
    const value = map[key] === null ? '' : map[key];
    if (typeof value === 'string') texts[key] = value;
  }
  return texts;
}
