import { Rule } from '../rule';
import { absoluteMountPath } from './absolute-mount-path';
import { ambassadorForwardsElsewhere } from './ambassador-forwards-elsewhere';
import { ambassadorListensOnLoopback } from './ambassador-listens-on-loopback';
import { endpointsDoNotOverlap } from './endpoints-do-not-overlap';
import { guardedEndpointExists } from './guarded-endpoint-exists';
import { jobCompletes } from './job-completes';
import { keptIntentFits } from './kept-intent-fits';
import { loopbackStatesHealth } from './loopback-states-health';
import { probeReachesItsEndpoint } from './probe-reaches-its-endpoint';
import { sharedVolumeHasReader } from './shared-volume-has-reader';
import { sharedVolumeHasWriter } from './shared-volume-has-writer';
import { volumeIsMounted } from './volume-is-mounted';

/** What no server says and an operator would. */
export const PRACTICE_RULES: readonly Rule[] = [
  absoluteMountPath,
  ambassadorForwardsElsewhere,
  ambassadorListensOnLoopback,
  endpointsDoNotOverlap,
  guardedEndpointExists,
  jobCompletes,
  keptIntentFits,
  loopbackStatesHealth,
  probeReachesItsEndpoint,
  sharedVolumeHasReader,
  sharedVolumeHasWriter,
  volumeIsMounted,
];
