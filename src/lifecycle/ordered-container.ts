import { DependencyIntent } from '../manifest/intent';

/** The list of the pod in which a container stands, and whether it runs to its end there. */
export type ContainerPlacement =
  /** A plain init container: runs alone, and to its end, before the next one of the list. */
  | 'init'
  /** An init container with `restartPolicy: Always`: the next one of the list goes on once it has started. */
  | 'native-sidecar'
  /** One of `containers`: all of them start together, after the whole list of init containers. */
  | 'ordinary';

/** A container of a pod, as far as the order of the start depends on it. */
export interface OrderedContainer {
  readonly name: string;
  readonly placement: ContainerPlacement;
  readonly dependsOn: readonly DependencyIntent[];
  readonly hasStartupProbe: boolean;
  readonly hasReadinessProbe: boolean;
  /** A startup probe that would fit it, as its props would state it: offered to whoever waits for its health where it states none. */
  readonly offeredProbe?: string;
  /** Whether it is the pod's main container. */
  readonly isMain: boolean;
  /**
   * Whether it is an ordinary container only because the target version has no native sidecars. Conditions between it and other ordinary
   * containers are then lost, not wrong.
   *
   * @default false
   */
  readonly lacksNativeSidecars?: boolean;
}
