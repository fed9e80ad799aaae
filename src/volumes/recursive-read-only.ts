/**
 * Whether what is mounted below a read-only mount is read-only too.
 *
 * @see https://kubernetes.io/docs/concepts/storage/volumes/#recursive-read-only-mounts
 */
export enum RecursiveReadOnly {
  /** Mounts below stay writable. */
  DISABLED = 'Disabled',
  /** Mounts below are read-only where the node's container runtime can do it. */
  IF_POSSIBLE = 'IfPossible',
  /** Mounts below are read-only; where the node's container runtime cannot do it, the container does not start. */
  ENABLED = 'Enabled',
}
