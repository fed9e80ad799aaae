/** What is spoken at an endpoint, where it is known: such an endpoint can be probed in its own terms. */
export enum EndpointScheme {
  /** HTTP, or HTTPS: the kubelet probes it with a GET request. */
  HTTP = 'http',
  /** gRPC: the kubelet probes it with the gRPC health protocol. */
  GRPC = 'grpc',
}
