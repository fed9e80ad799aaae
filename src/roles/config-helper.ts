import * as kplus from 'cdk8s-plus-28';
import { ContainerAdditions, PodAdditions, RoleContainer } from '../assembly/pod-additions';
import { Dependency } from '../lifecycle/dependency';
import { JsonObject } from '../manifest/json';
import { Endpoint } from '../network/endpoint';
import { ContributionContext } from '../synth/pod-assembly';
import { VolumeUse } from '../volumes/volume-use';
import { AccompanyingRole, AccompanyingRoleProps } from './accompanying-role';
import { sharedMount } from './container-additions';
import { LOOPBACK, withVariables } from './container-changes';
import { PodContainerProps } from './pod-container-props';

/** How a configuration helper renders once, before main starts. What is left out is as in the helper's own container. */
export interface FirstRender {
  /**
   * The arguments with which the image renders once and ends: `['--one-time']`.
   *
   * @default - those of the helper
   */
  readonly args?: string[];

  /**
   * The command with which the image renders once and ends.
   *
   * @default - that of the helper
   */
  readonly command?: string[];

  /**
   * Variables with which the image renders once and ends, beside those of the helper.
   *
   * @default - those of the helper
   */
  readonly envVariables?: Record<string, kplus.EnvValue>;
}

/** What a configuration helper is made of. */
export interface ConfigHelperProps extends AccompanyingRoleProps {
  /** The volume that the helper renders into: `config.writtenAt('/rendered')`. */
  readonly renders: VolumeUse;

  /**
   * Where main reads what was rendered: `config.readAt('/etc/app')`. It is the whole directory and no sub path, because a file that is
   * mounted by sub path never changes.
   */
  readonly mainReads: VolumeUse;

  /**
   * How the helper renders once before main starts, in an init container of its own.
   *
   * @default - the helper's startup probe says when it has rendered, and main waits for it
   */
  readonly firstRender?: FirstRender;

  /**
   * The endpoint of main at which the helper tells it to load its configuration again. It is reached over loopback.
   *
   * @default - main watches its configuration itself
   */
  readonly reloads?: Endpoint;

  /**
   * The path that makes main load its configuration again.
   *
   * @default '/-/reload'
   */
  readonly reloadPath?: string;

  /**
   * The variable of the helper's container that carries the URL of main's reload endpoint.
   *
   * @default - the helper's arguments or configuration say it
   */
  readonly reloadVariable?: string;
}

/**
 * Keeps main's configuration fresh: it renders templates, pulls a repository or watches a ConfigMap, writes the result into a shared volume
 * and tells main over loopback to load it again. Main starts when the first result is there.
 */
export class ConfigHelper extends AccompanyingRole {
  private readonly helperProps: ConfigHelperProps;

  constructor(props: ConfigHelperProps) {
    super('config-helper', props);
    this.helperProps = props;
  }

  /** The name of the init container that renders once before main starts, if there is one. */
  public get firstRenderName(): string | undefined {
    return this.helperProps.firstRender && `${this.name}-first-render`;
  }

  /**
   * The condition that the first configuration is there, for another container's `dependsOn`: its first render has completed, or the helper
   * is healthy where it has none. Main waits for it anyway.
   */
  public rendered(): Dependency {
    return this.firstRenderName ? Dependency.completed(this.firstRenderName) : this.healthy();
  }

  /** @internal */
  public _contribute(context: ContributionContext): PodAdditions {
    const additions = super._contribute(context);
    const { firstRender } = this.helperProps;
    if (!firstRender || this.firstRenderName === undefined) return additions;
    const props = {
      ...this.helperProps,
      ...definedOf(firstRender),
      envVariables: { ...this.helperProps.envVariables, ...firstRender.envVariables },
    };
    const manifest: JsonObject = { ...this._container(props, context).manifest, name: this.firstRenderName };
    // What a container needs that runs on. The API server refuses most of it for an init container.
    for (const field of ['startupProbe', 'readinessProbe', 'livenessProbe', 'lifecycle', 'ports', 'restartPolicy', 'restartPolicyRules']) {
      delete manifest[field];
    }
    const init: RoleContainer = {
      ...additions.containers[0],
      name: this.firstRenderName,
      manifest,
      placement: 'init',
      lacksNativeSidecars: false,
      endpoints: [],
      drainSeconds: undefined,
      intent: undefined,
    };
    return { ...additions, containers: [init, ...additions.containers] };
  }

  /** @internal */
  protected _container(props: PodContainerProps, context: ContributionContext): RoleContainer {
    const { renders, reloads, reloadPath = '/-/reload', reloadVariable } = this.helperProps;
    const container = super._container(props, context);
    const url = reloads && `http://${LOOPBACK}:${reloads.port}${reloadPath}`;
    return {
      ...withVariables(container, url && reloadVariable ? { [reloadVariable]: url } : {}),
      mounts: [sharedMount(renders), ...container.mounts],
      intent: { reloads: reloads !== undefined },
    };
  }

  /** @internal */
  protected _forMain(context: ContributionContext, container: RoleContainer): ContainerAdditions {
    const additions = super._forMain(context, container);
    return {
      ...additions,
      mounts: [sharedMount(this.helperProps.mainReads), ...additions.mounts],
      dependsOn: [this.rendered()._toIntent()],
    };
  }
}

function definedOf(render: FirstRender): FirstRender {
  return Object.fromEntries(Object.entries(render).filter(([, value]) => value !== undefined));
}
