import { ApiObject, ApiObjectMetadata, ApiObjectMetadataDefinition, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { PodAdditions } from '../assembly/pod-additions';
import { PodDefault, PodDefaults } from '../assembly/pod-default';
import { KubernetesVersion } from '../cluster/kubernetes-version';
import { PodContainerProps } from '../roles/pod-container-props';
import { Role } from '../roles/role';
import { ContributionContext, PodAssembly } from '../synth/pod-assembly';
import { hookSynth } from '../synth/synth-hooks';
import { containerPort, withoutClashes } from './container-port';
import { HeadlessService } from './headless-service';
import { mainAdditions, mainProps, mainUnrequested } from './main-container-props';
import { PatternConnections } from './pattern-connections';
import { entryPorts, servicePorts } from './pod-entry';
import { podOptionFields } from './pod-option-fields';
import { PodOptions } from './pod-options';
import { isSelected, noteSelection, watchSelection } from './selection';
import { inSpec } from './unrequested-fields';
import { WorkloadType } from './workload-type';

/** What every pattern construct is made of. */
export interface PatternPodProps extends PodOptions {
  /** The container that the pod is for. */
  readonly main: PodContainerProps;

  /**
   * The kind of workload that runs the pod, with cdk8s-plus's own props for it.
   *
   * @default WorkloadType.deployment()
   */
  readonly workload?: WorkloadType;

  /**
   * The containers beside main, by what they are to it.
   *
   * @default - none beside those that the pattern is named for
   */
  readonly roles?: Role[];

  /**
   * What the library does for the pod unless it is told not to.
   *
   * @default PodDefaults.ALL
   */
  readonly defaults?: PodDefaults;

  /**
   * The Kubernetes version of the cluster that the manifest is for.
   *
   * @default - the nearest construct's context `pod-patterns/kubernetes-version`, else the oldest release that upstream supports
   */
  readonly kubernetesVersion?: KubernetesVersion;
}

/** How a pattern construct is exposed. */
export interface ExposeOptions {
  /**
   * The name of the Service.
   *
   * @default - a name is generated
   */
  readonly name?: string;

  /**
   * The kind of Service.
   *
   * @default kplus.ServiceType.CLUSTER_IP
   */
  readonly serviceType?: kplus.ServiceType;

  /**
   * The port of the Service that leads to the first port of the entry: 80 in front of a container that listens on 8080.
   *
   * @default - the port of the container
   */
  readonly port?: number;
}

/**
 * A pod of a main container and any roles beside it, run by any kind of workload.
 *
 * It is a construct around a workload of cdk8s-plus, which stays reachable as `workload`; Services, Ingresses, NetworkPolicies, autoscalers
 * and role bindings of cdk8s-plus take the construct as they take a Deployment. Its manifest is validated before it is written.
 */
export class PatternPod extends Construct implements kplus.IPodSelector, kplus.INetworkPolicyPeer, kplus.ISubject, kplus.IScalable {
  /** The workload of cdk8s-plus that runs the pod. */
  public readonly workload: kplus.AbstractPod;
  /** Main's container, as cdk8s-plus has it. Its environment and its mounts may still be added to. */
  public readonly mainContainer: kplus.Container;
  /** The kind of the workload as manifests write it: `Deployment`. */
  public readonly kind: string;
  /** Which other pods may talk to this one, and to which it may talk. */
  public readonly connections: PatternConnections;
  private readonly assembly: PodAssembly;
  private readonly services: Record<string, kplus.Service> = {};

  constructor(scope: Construct, id: string, props: PatternPodProps) {
    super(scope, id);
    const type = props.workload ?? WorkloadType.deployment();
    const roles = [...(props.roles ?? [])];
    this.kind = type.kind;
    let mainName: string;
    try {
      mainName = props.main.name ?? 'main';
      const main = mainProps(props.main, mainName);
      this.workload = type._factory.create(this, 'Resource', main, () => this.headlessService(type, main, roles));
    } catch (error) {
      // A constructor of cdk8s-plus that throws leaves half a tree, which a later synth would fail on with an unrelated error.
      scope.node.tryRemoveChild(this.node.id);
      throw new Error(`cannot make the ${type.kind} of '${this.node.path}': ${error instanceof Error ? error.message : String(error)}`);
    }
    watchSelection(this.workload);
    // The NetworkPolicy of an isolated pod selected it while it was constructed, before anybody could watch.
    if (type._factory.props.isolate) noteSelection(this.workload);
    this.mainContainer = this.workload.containers[0];
    this.connections = PatternConnections._of(this, this.workload, () => this.entry);
    const apiObject = ApiObject.of(this.workload);
    this.assembly = PodAssembly.of(apiObject);
    this.assembly.version = props.kubernetesVersion;
    const defaults = props.defaults ?? PodDefaults.ALL;
    this.assembly.owner = { defaults, mainName, unrequested: () => this.unrequested(type, props.main, defaults) };
    this.assembly.add({ toString: () => 'main', _contribute: (context) => contributionOf(props, context) });
    hookSynth(apiObject);
    roles.forEach((role) => this.addRole(role));
  }

  /** The roles beside main, in the order in which they were added, by `addRole` or by `with`. */
  public get roles(): Role[] {
    return this.assembly.contributors.filter((contributor): contributor is Role => contributor instanceof Role);
  }

  /** The containers of the pod that others may reach, as cdk8s-plus reads them for the ports of a NetworkPolicy. */
  public get containers(): kplus.Container[] {
    const views = this.roles.map(
      ({ name, image, endpoints }) =>
        new kplus.Container({
          name,
          image,
          resources: {},
          ports: withoutClashes(endpoints.filter(({ isAdvertised }) => isAdvertised).map(containerPort)).said,
        }),
    );
    return [...this.workload.containers, ...views];
  }

  /** The labels of the pod. */
  public get podLabels(): Record<string, string> {
    // Whoever reads the labels may select by them.
    noteSelection(this.workload);
    return { ...(this.podMetadata.toJson() as { labels?: Record<string, string> }).labels };
  }

  /** The metadata of the pod: labels and annotations may be added to it. */
  public get podMetadata(): ApiObjectMetadataDefinition {
    return this.workload.podMetadata;
  }

  /** Whether an autoscaler scales the workload. */
  public get hasAutoscaler(): boolean {
    return isScalable(this.workload) && this.workload.hasAutoscaler;
  }

  public set hasAutoscaler(value: boolean) {
    if (value) this.markHasAutoscaler();
  }

  /** Adds a role. The same is done by `with(role)`. */
  public addRole(role: Role): void {
    this.with(role);
  }

  /**
   * The role of a name.
   *
   * @throws when there is none, naming those that there are
   */
  public role(name: string): Role {
    const found = this.roles.find((role) => role.name === name);
    if (!found) {
      const names = this.roles.map((role) => `'${role.name}'`).join(', ') || 'none';
      throw new Error(`'${this.node.path}' has no role named '${name}': it has ${names}`);
    }
    return found;
  }

  /**
   * Applies JSON patches after everything else: they have the last word on the manifest, and nothing in them is lost, whatever Kubernetes
   * version it comes from. Pointers are those of the manifest that is written.
   *
   * @example
   *
   * pod.patch(JsonPatch.add('/spec/template/spec/schedulingGates', [{ name: 'example.com/wait' }]));
   */
  public patch(...patches: JsonPatch[]): void {
    this.assembly.patch(...patches);
  }

  /**
   * The Service that the pattern means: it leads to the guard where there is one, else to main, and to the uniform view of adapters, never to
   * an ambassador. Calling it again with the same name gives the same Service.
   *
   * @throws when nothing of the pod listens on the pod's address
   */
  public expose(options: ExposeOptions = {}): kplus.Service {
    const existing = this.services[options.name ?? ''];
    if (existing) return existing;
    const ports = servicePorts(this.entry);
    if (ports.length === 0) {
      throw new Error(
        `'${this.node.path}' has nothing to expose: no endpoint of main or of a guard is on the pod's address; ` +
          'give main one, like endpoints: [Endpoint.http(8080)]',
      );
    }
    const [first, ...rest] = ports;
    const service = new kplus.Service(this, options.name === undefined ? 'Service' : `Service-${options.name}`, {
      metadata: serviceMetadata(options.name, this.workload.metadata.namespace),
      type: options.serviceType,
      selector: this,
      ports: [{ ...first, port: options.port ?? first.port }, ...rest],
    });
    this.services[options.name ?? ''] = service;
    return service;
  }

  /** How a Service, a NetworkPolicy or an affinity of cdk8s-plus selects the pod. */
  public toPodSelectorConfig(): kplus.PodSelectorConfig {
    return this.workload.toPodSelectorConfig();
  }

  /** How a NetworkPolicy of cdk8s-plus names the pod as a peer. */
  public toNetworkPolicyPeerConfig(): kplus.NetworkPolicyPeerConfig {
    return { podSelector: this.toPodSelectorConfig() };
  }

  /** The construct itself, which selects its pod. */
  public toPodSelector(): kplus.IPodSelector | undefined {
    return this;
  }

  /** How a role binding of cdk8s-plus names the pod's service account. */
  public toSubjectConfiguration(): kplus.SubjectConfiguration {
    return this.workload.toSubjectConfiguration();
  }

  /**
   * Tells the workload that an autoscaler sets its replicas.
   *
   * @throws when the kind of workload has no replicas
   */
  public markHasAutoscaler(): void {
    this.scalable().markHasAutoscaler();
  }

  /**
   * What an autoscaler of cdk8s-plus must know of the workload.
   *
   * @throws when the kind of workload has no replicas
   */
  public toScalingTarget(): kplus.ScalingTarget {
    return this.scalable().toScalingTarget();
  }

  /**
   * A metric of main's cpu alone for a HorizontalPodAutoscaler of cdk8s-plus: sidecars that idle do not hide that main is busy, and one that
   * is busy does not scale main.
   *
   * @param target how much of its cpu main may use: `kplus.MetricTarget.averageUtilization(70)`
   * @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#container-resource-metrics
   */
  public mainCpuMetric(target: kplus.MetricTarget): kplus.Metric {
    return kplus.Metric.containerCpu({ container: this.mainContainer, target });
  }

  /**
   * A metric of main's memory alone for a HorizontalPodAutoscaler of cdk8s-plus.
   *
   * @param target how much of its memory main may use: `kplus.MetricTarget.averageUtilization(80)`
   * @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#container-resource-metrics
   */
  public mainMemoryMetric(target: kplus.MetricTarget): kplus.Metric {
    return kplus.Metric.containerMemory({ container: this.mainContainer, target });
  }

  private get entry(): kplus.ContainerPort[] {
    return entryPorts(this.mainContainer, this.roles);
  }

  private scalable(): kplus.IScalable {
    if (!isScalable(this.workload)) {
      throw new Error(
        `'${this.node.path}' is a ${this.kind}, which has no replicas to scale: use WorkloadType.deployment() or statefulSet()`,
      );
    }
    return this.workload;
  }

  private headlessService(type: WorkloadType, main: kplus.ContainerProps, roles: readonly Role[]): kplus.Service {
    const ports = entryPorts(new kplus.Container({ ...main, resources: {} }), roles);
    return new HeadlessService(this, 'HeadlessService', {
      metadata: serviceMetadata(undefined, type._factory.props.metadata?.namespace),
      ports: servicePorts(ports),
    });
  }

  private unrequested(type: WorkloadType, main: PodContainerProps, defaults: PodDefaults): (readonly (string | number)[])[] {
    const keepDefaults = defaults.has(PodDefault.CDK8S_PLUS);
    const paths = [
      ...type._factory.unrequested(keepDefaults),
      ...mainUnrequested(main).map((path) => inSpec(this.kind, 'containers', 0, ...path)),
    ];
    // A selector that matches nothing breaks a Service without a word, so the label goes only where nobody selects by it.
    const selectsByLabel = ['Deployment', 'StatefulSet', 'DaemonSet'].includes(this.kind);
    if (keepDefaults || isSelected(this.workload) || selectsByLabel) return paths;
    return [...paths, [...inSpec(this.kind).slice(0, -1), 'metadata', 'labels', kplus.Pod.ADDRESS_LABEL]];
  }
}

function contributionOf(props: PatternPodProps, { apiObject }: ContributionContext): PodAdditions {
  return {
    origin: 'main',
    containers: [],
    main: mainAdditions(props.main),
    podFields: podOptionFields(props, apiObject),
    needsServiceAccountToken: props.main.serviceAccountToken ?? false,
  };
}

/** cdk8s takes a name that is there and undefined for the wish to have none. */
function serviceMetadata(name: string | undefined, namespace: string | undefined): ApiObjectMetadata {
  return { ...(name === undefined ? {} : { name }), ...(namespace === undefined ? {} : { namespace }) };
}

function isScalable(workload: kplus.AbstractPod): workload is kplus.AbstractPod & kplus.IScalable {
  return 'toScalingTarget' in workload;
}
