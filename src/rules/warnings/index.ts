import { Rule } from '../rule';
import { deprecatedAnnotations } from './deprecated-annotations';
import { deprecatedNodeLabels } from './deprecated-node-labels';
import { fractionalBytes } from './fractional-bytes';
import { hiddenVariables } from './hidden-variables';
import { hostAddressWithoutPort } from './host-address-without-port';
import { hostNames } from './host-names';
import { idleServiceFields } from './idle-service-fields';
import { manyIndexes } from './many-indexes';
import { negativeGracePeriod } from './negative-grace-period';
import { nodeLabelValues } from './node-label-values';
import { nullSelectors } from './null-selectors';
import { overlappingFiles } from './overlapping-files';
import { portDefinitions } from './port-definitions';
import { portNames } from './port-names';
import { removedVolumeSources } from './removed-volume-sources';
import { repeatedEntries } from './repeated-entries';
import { repeatedOwners } from './repeated-owners';
import { scheduleTimeZone } from './schedule-time-zone';
import { serviceAddresses } from './service-addresses';
import { statefulSetClaims } from './stateful-set-claims';
import { unusualAddresses } from './unusual-addresses';

/** What the API server accepts with a warning. */
export const WARNING_RULES: readonly Rule[] = [
  deprecatedAnnotations,
  deprecatedNodeLabels,
  fractionalBytes,
  hiddenVariables,
  hostAddressWithoutPort,
  hostNames,
  idleServiceFields,
  manyIndexes,
  negativeGracePeriod,
  nodeLabelValues,
  nullSelectors,
  overlappingFiles,
  portDefinitions,
  portNames,
  removedVolumeSources,
  repeatedEntries,
  repeatedOwners,
  scheduleTimeZone,
  serviceAddresses,
  statefulSetClaims,
  unusualAddresses,
];
