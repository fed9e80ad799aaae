import { Rule } from '../rule';
import { absoluteMountPath } from './absolute-mount-path';
import { ambassadorForwardsElsewhere } from './ambassador-forwards-elsewhere';
import { endpointsDoNotOverlap } from './endpoints-do-not-overlap';
import { guardedEndpointExists } from './guarded-endpoint-exists';
import { loopbackStatesHealth } from './loopback-states-health';
import { probeReachesItsEndpoint } from './probe-reaches-its-endpoint';
import { sharedVolumeHasReader } from './shared-volume-has-reader';
import { sharedVolumeHasWriter } from './shared-volume-has-writer';
import { volumeIsMounted } from './volume-is-mounted';

/** What no server says and an operator would. */
export const PRACTICE_RULES: readonly Rule[] = [
  absoluteMountPath,
  ambassadorForwardsElsewhere,
  endpointsDoNotOverlap,
  guardedEndpointExists,
  loopbackStatesHealth,
  probeReachesItsEndpoint,
  sharedVolumeHasReader,
  sharedVolumeHasWriter,
  volumeIsMounted,
];
