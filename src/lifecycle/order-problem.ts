/** What is wrong with a condition that a container waits for. */
export type OrderProblemKind =
  /** Containers that wait for each other. */
  | 'dependency-cycle'
  /** A container waits for one that the pod does not have. */
  | 'unknown-dependency'
  /** HEALTHY on a native sidecar that has no startup probe, nor a readiness probe to take it from. */
  | 'health-not-stated'
  /** HEALTHY on an init task, which runs to its end and has no health. */
  | 'health-of-init-task'
  /** COMPLETE on a container that runs as long as the pod. */
  | 'never-completes'
  /** An order between ordinary containers, which Kubernetes starts together. */
  | 'order-between-ordinary'
  /** An init task or a native sidecar that waits for an ordinary container, which starts only after it. */
  | 'waits-for-later-container';

/** A condition that no order of the pod can keep, as data: the caller knows the paths and makes a finding of it. */
export interface OrderProblem {
  readonly kind: OrderProblemKind;
  /** The containers in question: first the one that waits. Of a cycle all, each waiting for the next and the last for the first. */
  readonly containers: readonly string[];
  /** What is wrong and why. */
  readonly message: string;
  /** What is allowed in its place. */
  readonly allowed: string;
  /** What to do: the nearest thing that works. */
  readonly fix: string;
}
