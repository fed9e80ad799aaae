/**
 * The part of the pod's network on which an endpoint listens.
 *
 * All containers of a pod share one network namespace. What listens on loopback is reached by the pod's other containers and by
 * nobody else: no Service, no other pod, and no probe of the kubelet, which connects to the pod's address.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/#pod-networking
 */
export enum BindAddress {
  /** Every address of the pod: other containers, Services, other pods and the kubelet's probes reach the endpoint. */
  POD = 'pod',
  /** Loopback only: just the containers of the same pod reach the endpoint. */
  LOOPBACK = 'loopback',
}
