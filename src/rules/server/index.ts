import { Rule } from '../rule';
import { annotatedProfiles } from './annotated-profiles';
import { asJudged } from './as-judged';
import { containerRestartPolicy } from './container-restart-policy';
import { cronSchedule } from './cron-schedule';
import { declaredVolumes } from './declared-volumes';
import { ephemeralContainers } from './ephemeral-containers';
import { fieldConstraints } from './field-constraints';
import { fileVariables } from './file-variables';
import { hostPorts } from './host-ports';
import { hostProcess } from './host-process';
import { initContainerHooks } from './init-container-hooks';
import { initContainerNames } from './init-container-names';
import { jobCompletion } from './job-completion';
import { jobFailurePolicy } from './job-failure-policy';
import { jobSelector } from './job-selector';
import { jobSuccessPolicy } from './job-success-policy';
import { objectName } from './object-name';
import { operatingSystem } from './operating-system';
import { podAnnotations } from './pod-annotations';
import { podLevelResources } from './pod-level-resources';
import { readOnlyDisks } from './read-only-disks';
import { resizePolicy } from './resize-policy';
import { resourceAmounts } from './resource-amounts';
import { schedulingGates } from './scheduling-gates';
import { selectorMatchesTemplate } from './selector-matches-template';
import { serviceAllocation } from './service-allocation';
import { sleepWithinGracePeriod } from './sleep-within-grace-period';
import { workloadRestartPolicy } from './workload-restart-policy';

/** What the API server refuses. */
export const SERVER_RULES: readonly Rule[] = (<readonly Rule[]>[
  annotatedProfiles,
  containerRestartPolicy,
  cronSchedule,
  declaredVolumes,
  ephemeralContainers,
  fieldConstraints,
  fileVariables,
  hostPorts,
  hostProcess,
  initContainerHooks,
  initContainerNames,
  jobCompletion,
  jobFailurePolicy,
  jobSelector,
  jobSuccessPolicy,
  objectName,
  operatingSystem,
  podAnnotations,
  podLevelResources,
  readOnlyDisks,
  resizePolicy,
  resourceAmounts,
  schedulingGates,
  selectorMatchesTemplate,
  serviceAllocation,
  sleepWithinGracePeriod,
  workloadRestartPolicy,
]).map(asJudged);
