import { BindAddress } from './bind-address';
import { StartCondition } from './start-condition';

/** What a container is to its pod. */
export type ContainerRole = 'main' | 'sidecar' | 'adapter' | 'ambassador' | 'guard' | 'init-task' | 'config-helper';

/** An endpoint on which a container was said to listen. */
export interface EndpointIntent {
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  readonly bind: BindAddress;
  readonly name?: string;
  /** What is spoken there where that is known: `http` and `grpc` endpoints can be probed as such. */
  readonly scheme?: 'http' | 'grpc';
}

/** A container's use of a shared volume. */
export interface VolumeUseIntent {
  readonly volume: string;
  readonly mountPath: string;
  readonly access: 'read' | 'write';
}

/** A condition that a container waits for. */
export interface DependencyIntent {
  readonly container: string;
  readonly condition: StartCondition;
}

/** What is meant by one container of a pod. */
export interface ContainerIntent {
  readonly role: ContainerRole;
  readonly endpoints: readonly EndpointIntent[];
  readonly shares: readonly VolumeUseIntent[];
  readonly dependsOn: readonly DependencyIntent[];
  /** How long the container needs after SIGTERM to finish its work, in seconds. */
  readonly drainSeconds?: number;
  /** Directories that the container's image writes to. */
  readonly writesTo?: readonly string[];
  /** An ambassador: where it forwards to, as `host:port`. */
  readonly upstream?: string;
  /** An ambassador: the variables of main that carry its address. */
  readonly addressVariables?: readonly string[];
  /** A guard: the port of main that it stands in front of. */
  readonly guardedPort?: number;
  /** A configuration helper: whether it tells main to load its configuration again. */
  readonly reloads?: boolean;
}

/** What is meant by one volume of a pod. */
export interface VolumeIntent {
  /** Whether the volume brings its own content (a ConfigMap, an image, a claim …), so that a reader without a writer is right. */
  readonly hasContent: boolean;
}

/**
 * What a manifest cannot say about its pod: which role each container has, which address a port is bound to, who writes and who reads
 * a volume, who must be healthy before whom.
 *
 * It is plain data: the assembly writes it, rules read it beside the manifest. Containers and volumes are keyed by name.
 */
export interface PodIntent {
  /** Whether a pattern construct made the pod, so that nothing is meant by it beside what is said here. */
  readonly isWhole?: boolean;
  readonly containers: Readonly<Record<string, ContainerIntent>>;
  readonly volumes: Readonly<Record<string, VolumeIntent>>;
}
