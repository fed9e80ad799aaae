import { Rule } from '../rule';
import { containerRestartPolicy } from './container-restart-policy';
import { declaredVolumes } from './declared-volumes';
import { ephemeralContainers } from './ephemeral-containers';
import { fieldConstraints } from './field-constraints';
import { hostPorts } from './host-ports';
import { initContainerHooks } from './init-container-hooks';
import { initContainerNames } from './init-container-names';
import { selectorMatchesTemplate } from './selector-matches-template';
import { workloadRestartPolicy } from './workload-restart-policy';

/** What the API server refuses. */
export const SERVER_RULES: readonly Rule[] = [
  containerRestartPolicy,
  declaredVolumes,
  ephemeralContainers,
  fieldConstraints,
  hostPorts,
  initContainerHooks,
  initContainerNames,
  selectorMatchesTemplate,
  workloadRestartPolicy,
];
