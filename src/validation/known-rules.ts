import { ALL_RULES } from '../rules';
import { CONTRACTS } from '../rules/contract';
import { RuleDescription } from '../rules/rule';
import { POD_SECURITY_CHECKS } from '../rules/security';

/** Every rule of the library that a policy may name, room by room. */
export const KNOWN_RULES: readonly RuleDescription[] = [...ALL_RULES, ...POD_SECURITY_CHECKS, ...CONTRACTS];
