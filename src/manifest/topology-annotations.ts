/** The annotation by which a Service prefers endpoints in the zone of who calls. */
export const TOPOLOGY_MODE = 'service.kubernetes.io/topology-mode';
/** The name that it had before. */
export const TOPOLOGY_HINTS = 'service.kubernetes.io/topology-aware-hints';
