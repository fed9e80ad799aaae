/** What an entry of a pod's container lists is to the pod's start. */
export enum ContainerKind {
  /** An init container that runs to its end before the next one starts. */
  INIT = 'init',
  /** An init container with `restartPolicy: Always`: it starts in the order of the init containers and runs until the pod ends. */
  NATIVE_SIDECAR = 'native-sidecar',
  /** An ordinary container: all of them start together once the init containers are done. */
  CONTAINER = 'container',
  /** A container that was put into a running pod for debugging. */
  EPHEMERAL = 'ephemeral',
}
