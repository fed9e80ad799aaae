import { Rule } from '../rule';
import { ambassadorForwardsElsewhere } from './ambassador-forwards-elsewhere';
import { guardedEndpointExists } from './guarded-endpoint-exists';
import { loopbackStatesHealth } from './loopback-states-health';

/** What no server says and an operator would. */
export const PRACTICE_RULES: readonly Rule[] = [ambassadorForwardsElsewhere, guardedEndpointExists, loopbackStatesHealth];
