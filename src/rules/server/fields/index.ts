import { CLAIM_FIELDS } from './claim-fields';
import { CONTAINER_FIELDS } from './container-fields';
import { DOWNWARD_FIELDS } from './downward-fields';
import { TypeTable } from './field-walk';
import { JOB_FIELDS } from './job-fields';
import { METADATA_FIELDS } from './metadata-fields';
import { MOUNT_FIELDS } from './mount-fields';
import { NAME_RESOLUTION_FIELDS } from './name-resolution-fields';
import { POD_FIELDS } from './pod-fields';
import { PROBE_FIELDS } from './probe-fields';
import { PROJECTED_VOLUME_FIELDS } from './projected-volume-fields';
import { SCHEDULING_FIELDS } from './scheduling-fields';
import { SECURITY_CONTEXT_FIELDS } from './security-context-fields';
import { SELECTOR_FIELDS } from './selector-fields';
import { SERVICE_FIELDS } from './service-fields';
import { STORAGE_FIELDS } from './storage-fields';
import { VARIABLE_FIELDS } from './variable-fields';
import { VOLUME_FIELDS } from './volume-fields';
import { WORKLOAD_FIELDS } from './workload-fields';

/** What the API server holds against each field, by the OpenAPI type that has it. */
export const FIELD_CONSTRAINTS: TypeTable = {
  ...METADATA_FIELDS,
  ...SELECTOR_FIELDS,
  ...CONTAINER_FIELDS,
  ...VARIABLE_FIELDS,
  ...MOUNT_FIELDS,
  ...PROBE_FIELDS,
  ...SECURITY_CONTEXT_FIELDS,
  ...VOLUME_FIELDS,
  ...PROJECTED_VOLUME_FIELDS,
  ...DOWNWARD_FIELDS,
  ...STORAGE_FIELDS,
  ...CLAIM_FIELDS,
  ...POD_FIELDS,
  ...SCHEDULING_FIELDS,
  ...NAME_RESOLUTION_FIELDS,
  ...WORKLOAD_FIELDS,
  ...JOB_FIELDS,
  ...SERVICE_FIELDS,
};

/** The OpenAPI type of each kind that has constraints, by API version and kind. */
export const CONSTRAINED_KINDS: Readonly<Record<string, string>> = {
  'v1/Pod': 'io.k8s.api.core.v1.Pod',
  'v1/PodTemplate': 'io.k8s.api.core.v1.PodTemplate',
  'v1/ReplicationController': 'io.k8s.api.core.v1.ReplicationController',
  'v1/Service': 'io.k8s.api.core.v1.Service',
  'v1/ConfigMap': 'io.k8s.api.core.v1.ConfigMap',
  'apps/v1/Deployment': 'io.k8s.api.apps.v1.Deployment',
  'apps/v1/StatefulSet': 'io.k8s.api.apps.v1.StatefulSet',
  'apps/v1/DaemonSet': 'io.k8s.api.apps.v1.DaemonSet',
  'apps/v1/ReplicaSet': 'io.k8s.api.apps.v1.ReplicaSet',
  'batch/v1/Job': 'io.k8s.api.batch.v1.Job',
  'batch/v1/CronJob': 'io.k8s.api.batch.v1.CronJob',
};
