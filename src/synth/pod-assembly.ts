import { ApiObject, JsonPatch } from 'cdk8s';
import { IConstruct } from 'constructs';
import { AssemblyProblem } from '../assembly/assembly-problem';
import { PodAdditions } from '../assembly/pod-additions';
import { PodDefaults } from '../assembly/pod-default';
import { ManifestPath } from '../assembly/pod-draft';
import { KubernetesVersion } from '../cluster/kubernetes-version';

/** What a contributor may know when it says what it adds to a pod. */
export interface ContributionContext {
  /** The object that the pod is written in: resolves what is lazy in the contributor's props. */
  readonly apiObject: ApiObject;
  /** The Kubernetes version that the manifest is for. */
  readonly version: KubernetesVersion;
}

/** Something that adds to a pod: a role, or the pattern construct itself. */
export interface Contributor {
  /** How errors name it: `sidecar 'log-agent'`. */
  toString(): string;
  _contribute(context: ContributionContext): PodAdditions;
}

/** What a pattern construct says of the pod that it made. */
export interface PodOwner {
  readonly defaults: PodDefaults;
  readonly mainName: string;
  /** The fields that cdk8s-plus writes although nobody asked for them. Asked for at synth, when it is known what else happened. */
  unrequested(): readonly ManifestPath[];
}

/**
 * What was added to the pod of one API object. This is the one place of state: cdk8s-plus keeps containers in an order that cannot be
 * changed later, so roles are collected here and written into the manifest when it is made.
 */
export class PodAssembly {
  /** The assembly of an API object; an empty one is started where there is none. */
  public static of(apiObject: ApiObject): PodAssembly {
    let assembly = assemblies.get(apiObject);
    if (!assembly) {
      assembly = new PodAssembly(apiObject);
      assemblies.set(apiObject, assembly);
    }
    return assembly;
  }

  /** The assembly of an API object, if anything was ever added to its pod. */
  public static find(apiObject: IConstruct): PodAssembly | undefined {
    return assemblies.get(apiObject);
  }

  /** The pattern construct that made the pod, if one did. */
  public owner?: PodOwner;
  /** The target version that was given for this pod alone. */
  public version?: KubernetesVersion;
  private readonly added: Contributor[] = [];
  private readonly lastPatches: JsonPatch[] = [];
  private readonly reported: AssemblyProblem[] = [];

  private constructor(public readonly apiObject: ApiObject) {}

  /** Everything that was added, in the order in which it was added. */
  public get contributors(): readonly Contributor[] {
    return this.added;
  }

  /** The patches that have the last word on the manifest. */
  public get patches(): readonly JsonPatch[] {
    return this.lastPatches;
  }

  /** What was found wrong before the manifest was made. */
  public get problems(): readonly AssemblyProblem[] {
    return this.reported;
  }

  /** Notes a problem that the manifest will not show, so that it comes out at synth together with every other one. */
  public report(problem: AssemblyProblem): void {
    this.reported.push(problem);
  }

  /** Adds a contributor. The same one may be added again: that it adds the same twice is found when the manifest is made. */
  public add(contributor: Contributor): void {
    this.added.push(contributor);
  }

  /** Applies patches after everything else. */
  public patch(...patches: JsonPatch[]): void {
    this.lastPatches.push(...patches);
  }
}

const assemblies = new WeakMap<IConstruct, PodAssembly>();
