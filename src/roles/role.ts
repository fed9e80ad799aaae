import { ApiObject } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { IConstruct, IMixin } from 'constructs';
import { ContainerAdditions, NOTHING, PodAdditions, RoleContainer } from '../assembly/pod-additions';
import { PodDefaults } from '../assembly/pod-default';
import { Dependency } from '../lifecycle/dependency';
import { ContainerIntent } from '../manifest/intent';
import { workloadKind } from '../manifest/workload-kind';
import { Endpoint } from '../network/endpoint';
import { ContributionContext, PodAssembly } from '../synth/pod-assembly';
import { noteOffer } from '../synth/role-offers';
import { hookSynth } from '../synth/synth-hooks';
import { VolumeUse } from '../volumes/volume-use';
import { environment, sharedMount, wholeContainer } from './container-additions';
import { PodContainerProps } from './pod-container-props';

/** What every role says of its container and of main. */
export interface RoleProps extends PodContainerProps {
  /**
   * The volumes that main shares with the role, and whether main writes or reads them.
   *
   * @default - what main says itself
   */
  readonly mainShares?: VolumeUse[];

  /**
   * Where main listens for the role, on loopback as a rule.
   *
   * @default - what main says itself
   */
  readonly mainEndpoints?: Endpoint[];

  /**
   * Variables that main gets because of the role.
   *
   * @default - none beside those that the role is for
   */
  readonly mainEnvVariables?: Record<string, kplus.EnvValue>;

  /**
   * What the library does for the role's container unless it is told not to.
   *
   * @default - the defaults of the pattern; all of them on a workload that no pattern made
   */
  readonly defaults?: PodDefaults;
}

/**
 * What a container is to its pod. A role is a mixin: it fits every pattern construct, every cdk8s-plus workload, L1 objects, raw
 * `ApiObject`s and YAML that was included, each pod once.
 *
 * A role is a value as well: it holds no scope, so that one instance may serve many workloads, and nothing that it is given is shared
 * between them. It leaves data at the pod; the manifest is written when the app is synthesized.
 *
 * @example
 *
 * deployment.with(new Sidecar({ image: 'log-agent:2.1', shares: [logs.readAt('/logs')], mainShares: [logs.writtenAt('/var/log/app')] }));
 */
export abstract class Role implements IMixin {
  /** The name of the role's container. */
  public readonly name: string;
  /** The image of the role's container. */
  public readonly image: string;
  private readonly containerRole: ContainerIntent['role'];
  private readonly props: RoleProps;

  protected constructor(containerRole: string, props: RoleProps) {
    this.containerRole = containerRole as ContainerIntent['role'];
    // A role holds what it was given, whatever becomes of the caller's object.
    this.props = { ...props };
    this.name = props.name ?? containerRole;
    this.image = props.image;
  }

  /** Where the role's container listens. */
  public get endpoints(): Endpoint[] {
    return [...(this.props.endpoints ?? [])];
  }

  /**
   * Whether a construct is one that the role can be written into: an API object of a kind that has a pod, and nothing else. A workload, a
   * chart or an app contain such objects, so `with()` reaches each pod of theirs exactly once.
   */
  public supports(construct: IConstruct): boolean {
    const hasPod = ApiObject.isApiObject(construct) && workloadKind(construct.apiVersion, construct.kind) !== undefined;
    noteOffer(this, construct, hasPod);
    hookSynth(construct);
    return hasPod;
  }

  /**
   * Adds the role to the pod of an API object, or of the one that a construct is around.
   *
   * @throws when the construct has no pod
   */
  public applyTo(construct: IConstruct): void {
    const apiObject = apiObjectOf(construct);
    if (!apiObject || workloadKind(apiObject.apiVersion, apiObject.kind) === undefined) {
      const what = apiObject ? `a ${apiObject.kind} has no pod; add it to a workload` : 'it is around no API object; use with()';
      throw new Error(`${this.toString()} cannot be added to '${construct.node.path}': ${what}`);
    }
    PodAssembly.of(apiObject).add(this);
    hookSynth(apiObject);
  }

  /**
   * The condition that the role's container is healthy, for another container's `dependsOn`: `Dependency.healthy` without its name written
   * again.
   *
   * @example
   *
   * new InitTask({ name: 'migrate', image: 'shop/migrate:4.2', dependsOn: [proxy.healthy()] });
   */
  public healthy(): Dependency {
    return Dependency.healthy(this.name);
  }

  /** The condition that the role's container was started, for another container's `dependsOn`. */
  public started(): Dependency {
    return Dependency.started(this.name);
  }

  /** The condition that the role's container has run to its end, for another container's `dependsOn`: for an init task. */
  public completed(): Dependency {
    return Dependency.completed(this.name);
  }

  /** The role and the name of its container, as errors name it: `sidecar 'log-agent'`. */
  public toString(): string {
    return `${this.containerRole} '${this.name}'`;
  }

  /** @internal */
  public _contribute(context: ContributionContext): PodAdditions {
    const container = this._container(this.props, context);
    return {
      origin: this.toString(),
      containers: [container],
      main: this._forMain(context, container),
      needsServiceAccountToken: this.props.serviceAccountToken ?? false,
    };
  }

  /** The role's container, made of props that may say more than the user's. @internal */
  protected _container(props: PodContainerProps, context: ContributionContext, name: string = this.name): RoleContainer {
    return {
      ...wholeContainer(props, name, context.apiObject),
      name,
      role: this.containerRole,
      placement: 'ordinary',
      defaults: this.props.defaults,
    };
  }

  /** What main does for the role. @internal */
  protected _forMain({ apiObject }: ContributionContext, _container: RoleContainer): ContainerAdditions {
    const { mainShares = [], mainEndpoints = [], mainEnvVariables = {} } = this.props;
    const env = environment(mainEnvVariables, apiObject);
    const ports = mainEndpoints.filter(({ isAdvertised }) => isAdvertised).map((endpoint) => endpoint._toContainerPort());
    return {
      ...NOTHING,
      manifest: { ...(env.length > 0 ? { env } : {}), ...(ports.length > 0 ? { ports } : {}) },
      mounts: mainShares.map(sharedMount),
      endpoints: mainEndpoints.map((endpoint) => endpoint._toIntent()),
    };
  }
}

function apiObjectOf(construct: IConstruct): ApiObject | undefined {
  try {
    return ApiObject.of(construct);
  } catch {
    return undefined;
  }
}
