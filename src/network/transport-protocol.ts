/**
 * The transport protocol of an endpoint.
 *
 * @see https://kubernetes.io/docs/reference/networking/service-protocols/
 */
export enum TransportProtocol {
  /** A stream of bytes: what HTTP, gRPC and most databases speak over. */
  TCP = 'TCP',
  /** Single datagrams, without a connection: DNS, StatsD, syslog. */
  UDP = 'UDP',
  /** A stream of messages, for telephony mostly. The cluster's network has to support it. */
  SCTP = 'SCTP',
}
