/** The server's own code, of which the rules on the core group's types speak. */
export const CORE_VALIDATION = 'https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/apis/core/validation/validation.go';
/** The server's own code on Deployments, StatefulSets, DaemonSets and ReplicaSets. */
export const APPS_VALIDATION = 'https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/apis/apps/validation/validation.go';
/** The server's own code on Jobs and CronJobs. */
export const BATCH_VALIDATION = 'https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/apis/batch/validation/validation.go';
