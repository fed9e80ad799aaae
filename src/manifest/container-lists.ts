/** The lists of a pod that hold containers, in the order in which these start. */
export const CONTAINER_LISTS: readonly string[] = ['initContainers', 'containers', 'ephemeralContainers'];
