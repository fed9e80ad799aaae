import { ContainerPlacement } from '../lifecycle/ordered-container';
import { ContainerIntent, DependencyIntent, EndpointIntent } from '../manifest/intent';
import { JsonObject } from '../manifest/json';
import { PodDefaults } from './pod-default';

/** A volume and its mount in one container, as data: what a use of a shared volume is to the assembly. */
export interface SharedMount {
  /** The entry of `spec.volumes`. */
  readonly volume: JsonObject;
  /** The entry of the container's `volumeMounts`. */
  readonly mount: JsonObject;
  readonly access: 'read' | 'write';
  /** Whether the volume brings its own content, so that nobody in the pod has to write it. */
  readonly hasContent: boolean;
}

/** What is added to one container, or the whole of a container that a role brings. */
export interface ContainerAdditions {
  /** Fields of the container, spelled as the API server spells them. Lists of a container that exists already are appended to. */
  readonly manifest: JsonObject;
  /** The volumes that `manifest.volumeMounts` names, as entries of `spec.volumes`. */
  readonly volumes: readonly JsonObject[];
  readonly mounts: readonly SharedMount[];
  readonly endpoints: readonly EndpointIntent[];
  readonly dependsOn: readonly DependencyIntent[];
  /** How long the container needs after SIGTERM to finish its work, in seconds. */
  readonly drainSeconds?: number;
  /** Directories that the container's image writes to. */
  readonly writesTo: readonly string[];
}

/** A container that a role brings into a pod. */
export interface RoleContainer extends ContainerAdditions {
  readonly name: string;
  readonly placement: ContainerPlacement;
  readonly role: ContainerIntent['role'];
  /** The defaults for this container, where they differ from those of the pod. */
  readonly defaults?: PodDefaults;
  /** Whether it would be a native sidecar if the target version had them. */
  readonly lacksNativeSidecars?: boolean;
  /** What only this role means by its container. */
  readonly intent?: Pick<ContainerIntent, 'upstream' | 'addressVariables' | 'guardedPort' | 'reloads'>;
}

/** Everything that one contributor adds to a pod: plain data, so that assembling is a function from JSON to JSON. */
export interface PodAdditions {
  /** Who adds it, as an error names it: `sidecar 'log-agent'`. */
  readonly origin: string;
  readonly containers: readonly RoleContainer[];
  /** What main does for the contributor: a directory it writes, a variable it reads, an endpoint it listens on. */
  readonly main?: ContainerAdditions;
  /** Fields of the pod's `spec`. */
  readonly podFields?: JsonObject;
  readonly podAnnotations?: Readonly<Record<string, string>>;
  /** Whether one of the containers calls the API server with the pod's service account. */
  readonly needsServiceAccountToken?: boolean;
}

/** Additions to a container of which nothing is said. */
export const NOTHING: ContainerAdditions = { manifest: {}, volumes: [], mounts: [], endpoints: [], dependsOn: [], writesTo: [] };
