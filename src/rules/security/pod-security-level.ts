/**
 * A level of the Pod Security Standards: how much a pod may ask of its node.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export enum PodSecurityLevel {
  /** Everything is allowed. */
  PRIVILEGED = 'privileged',
  /** Known ways to escalate privileges are closed; what most images do is allowed. */
  BASELINE = 'baseline',
  /** The practice of hardening pods: no root, no privilege escalation, no capabilities, a seccomp profile. */
  RESTRICTED = 'restricted',
}
