import { ContainerKind } from './container-kind';
import { ContainerIntent } from './intent';
import { JsonObject, asList, asObject, asString, isJsonObject, objectsOf } from './json';
import { PodEndpoint } from './pod-endpoint';
import { PodMount, VolumeAccessKind } from './pod-mount';
import { PodPort } from './pod-port';
import { PodProbe } from './pod-probe';
import { Quantity } from './quantity';
import { amountsOf } from './resource-amounts';

const PROBE_FIELDS = ['livenessProbe', 'readinessProbe', 'startupProbe'];

/** A container of a pod, of any of its lists, as the API server would read it. */
export class PodContainer {
  /** The name, or an empty text where the manifest gives none. */
  public readonly name: string;
  /** What it is to the pod's start. */
  public readonly kind: ContainerKind;
  /** The list it stands in: `initContainers`, `containers` or `ephemeralContainers`. */
  public readonly list: string;
  /** Its place in that list, from 0. */
  public readonly index: number;
  /** The image, or an empty text where the manifest gives none. */
  public readonly image: string;
  /** What it is to its pod: `main`, `sidecar`, `adapter`, `ambassador`, `guard`, `init-task` or `config-helper`. */
  public readonly role: string;
  /** Whether the role was worked out from the manifest, which does not say it, so that it may be wrong. */
  public readonly roleIsInferred: boolean;
  /** The container as the manifest has it. */
  public readonly manifest: JsonObject;
  /** @internal */
  public readonly _intent?: ContainerIntent;
  private readonly specPath: string;
  private readPorts?: PodPort[];
  private readMounts?: PodMount[];
  private readVariables?: ReturnType<typeof objectsOf>;
  private readProbes?: PodProbe[];
  private readCommand?: string[];
  private readCommandLine?: string;
  private readRequests?: Record<string, Quantity>;
  private readLimits?: Record<string, Quantity>;

  /** @internal */
  public constructor(
    container: JsonObject,
    kind: ContainerKind,
    specPath: string,
    list: string,
    index: number,
    inferredRole: string,
    intent?: ContainerIntent,
  ) {
    this.manifest = container;
    this.specPath = specPath;
    this.kind = kind;
    this.list = list;
    this.index = index;
    this.name = asString(container.name) ?? '';
    this.image = asString(container.image) ?? '';
    this.role = intent?.role ?? inferredRole;
    this.roleIsInferred = intent === undefined;
    this._intent = intent;
  }

  /** Its field: `spec.template.spec.containers[0]`. */
  public get fieldPath(): string {
    return `${this.specPath}.${this.list}[${this.index}]`;
  }

  /** Whether it is an init container that runs to its end. */
  public get isInit(): boolean {
    return this.kind === ContainerKind.INIT;
  }

  /** Whether it is an init container that goes on running beside the main container. */
  public get isNativeSidecar(): boolean {
    return this.kind === ContainerKind.NATIVE_SIDECAR;
  }

  /** Whether it runs as long as the pod does, so that its ports are taken all the while. */
  public get isLongRunning(): boolean {
    return this.kind === ContainerKind.CONTAINER || this.kind === ContainerKind.NATIVE_SIDECAR;
  }

  /** The command and its arguments, as far as the manifest gives them. */
  public get command(): string[] {
    this.readCommand ??= [...asList(this.manifest.command), ...asList(this.manifest.args)].filter(
      (part): part is string => typeof part === 'string',
    );
    return this.readCommand;
  }

  /**
   * The command and its arguments as one text, for whoever looks for words in them.
   *
   * @internal
   */
  public get _commandLine(): string {
    this.readCommandLine ??= this.command.join(' ');
    return this.readCommandLine;
  }

  /** The ports that it declares. */
  public get ports(): PodPort[] {
    if (this.readPorts === undefined) {
      this.readPorts = [];
      for (const { index, object } of objectsOf(this.manifest.ports)) this.readPorts.push(new PodPort(object, this, index));
    }
    return this.readPorts;
  }

  /** The variables of its environment, with their places in the list. */
  public get variables(): ReturnType<typeof objectsOf> {
    this.readVariables ??= objectsOf(this.manifest.env);
    return this.readVariables;
  }

  /** The volumes that it mounts. */
  public get mounts(): PodMount[] {
    if (this.readMounts === undefined) {
      this.readMounts = [];
      for (const { index, object } of objectsOf(this.manifest.volumeMounts)) {
        this.readMounts.push(new PodMount(object, this, index, this.declaredAccess(object)));
      }
    }
    return this.readMounts;
  }

  /** Its probes. */
  public get probes(): PodProbe[] {
    if (this.readProbes === undefined) {
      this.readProbes = [];
      for (const field of PROBE_FIELDS) {
        const probe = this.manifest[field];
        if (isJsonObject(probe)) this.readProbes.push(new PodProbe(field, probe, this));
      }
    }
    return this.readProbes;
  }

  /** Where it listens: as was said of it, else the ports that it declares. */
  public get endpoints(): PodEndpoint[] {
    if (this._intent && Array.isArray(this._intent.endpoints) && this._intent.endpoints.length > 0) {
      return this._intent.endpoints.map(({ port, protocol, bind, name }) => {
        const declared = this.ports.find((candidate) => candidate.containerPort === port && candidate.protocol === protocol);
        return new PodEndpoint(port, protocol, bind, name, declared?.fieldPath);
      });
    }
    return this.ports
      .filter((port) => port.containerPort !== undefined)
      .map((port) => new PodEndpoint(port.containerPort!, port.protocol, undefined, port.name, port.fieldPath));
  }

  /** What it requests, by resource; what is only limited is requested up to its limit. */
  public get requests(): Record<string, Quantity> {
    this.readRequests ??= { ...this.limits, ...amountsOf(asObject(asObject(this.manifest.resources).requests)) };
    return this.readRequests;
  }

  /** What it may use at most, by resource. */
  public get limits(): Record<string, Quantity> {
    this.readLimits ??= amountsOf(asObject(asObject(this.manifest.resources).limits));
    return this.readLimits;
  }

  /** The port that it declares under a name, or undefined. */
  public portNamed(name: string): PodPort | undefined {
    return this.ports.find((port) => port.name === name);
  }

  /** Its probe of a field (`livenessProbe`, `readinessProbe`, `startupProbe`), or undefined. */
  public probe(field: string): PodProbe | undefined {
    return this.probes.find((probe) => probe.field === field);
  }

  private declaredAccess(mount: JsonObject): VolumeAccessKind | undefined {
    const share = this._intent?.shares?.find((use) => use.volume === mount.name && use.mountPath === mount.mountPath);
    return share && (share.access === 'write' ? VolumeAccessKind.WRITE : VolumeAccessKind.READ);
  }
}
