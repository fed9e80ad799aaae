import { Rule } from '../rule';
import { absoluteMountPath } from './absolute-mount-path';
import { ambassadorForwardsElsewhere } from './ambassador-forwards-elsewhere';
import { ambassadorListensOnLoopback } from './ambassador-listens-on-loopback';
import { containerRequests } from './container-requests';
import { endpointsDoNotOverlap } from './endpoints-do-not-overlap';
import { fixedImageTag } from './fixed-image-tag';
import { gracePeriodCoversDrains } from './grace-period-covers-drains';
import { guardIsTheWayIn } from './guard-is-the-way-in';
import { guardedEndpointExists } from './guarded-endpoint-exists';
import { initOrderCost } from './init-order-cost';
import { initTaskFindsSidecar } from './init-task-finds-sidecar';
import { jobCompletes } from './job-completes';
import { keptIntentFits } from './kept-intent-fits';
import { loopbackStatesHealth } from './loopback-states-health';
import { mainKnowsItsAmbassador } from './main-knows-its-ambassador';
import { namedPortsExist } from './named-ports-exist';
import { neededSidecarGatesMain } from './needed-sidecar-gates-main';
import { numericUser } from './numeric-user';
import { probeReachesItsEndpoint } from './probe-reaches-its-endpoint';
import { qosAsMeant } from './qos-as-meant';
import { reloadedFilesUpdate } from './reloaded-files-update';
import { scaledByContainer } from './scaled-by-container';
import { secretsNotInPlainText } from './secrets-not-in-plain-text';
import { sharedVolumeHasReader } from './shared-volume-has-reader';
import { sharedVolumeHasWriter } from './shared-volume-has-writer';
import { startupProbeInRunOncePod } from './startup-probe-in-run-once-pod';
import { volumeIsMounted } from './volume-is-mounted';
import { volumeSizeLimit } from './volume-size-limit';
import { writableDirectories } from './writable-directories';

/** What no server says and an operator would. */
export const PRACTICE_RULES: readonly Rule[] = [
  absoluteMountPath,
  ambassadorForwardsElsewhere,
  ambassadorListensOnLoopback,
  containerRequests,
  endpointsDoNotOverlap,
  fixedImageTag,
  gracePeriodCoversDrains,
  guardIsTheWayIn,
  guardedEndpointExists,
  initOrderCost,
  initTaskFindsSidecar,
  jobCompletes,
  keptIntentFits,
  loopbackStatesHealth,
  mainKnowsItsAmbassador,
  namedPortsExist,
  neededSidecarGatesMain,
  numericUser,
  probeReachesItsEndpoint,
  qosAsMeant,
  reloadedFilesUpdate,
  scaledByContainer,
  secretsNotInPlainText,
  sharedVolumeHasReader,
  sharedVolumeHasWriter,
  startupProbeInRunOncePod,
  volumeIsMounted,
  volumeSizeLimit,
  writableDirectories,
];
