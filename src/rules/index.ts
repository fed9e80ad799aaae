import { PRACTICE_RULES } from './practice';
import { Rule } from './rule';
import { SCHEMA_RULES } from './schema';
import { SERVER_RULES } from './server';
import { WARNING_RULES } from './warnings';

/** Every rule of the library, room by room. */
export const ALL_RULES: readonly Rule[] = [...SCHEMA_RULES, ...SERVER_RULES, ...WARNING_RULES, ...PRACTICE_RULES];
