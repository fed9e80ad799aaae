/** The annotation that named the seccomp profile of a pod before the API had a field for it. */
export const SECCOMP_POD = 'seccomp.security.alpha.kubernetes.io/pod';
/** The annotation that named a container's seccomp profile: the container's name comes after it. */
export const SECCOMP_CONTAINER = 'container.seccomp.security.alpha.kubernetes.io/';
/** The annotation that named a container's AppArmor profile: the container's name comes after it. */
export const APP_ARMOR_CONTAINER = 'container.apparmor.security.beta.kubernetes.io/';
