import { ALL_RULES } from '../rules';
import { CONTRACTS } from '../rules/contract';
import { RuleDescription } from '../rules/rule';
import { POD_SECURITY_CHECKS } from '../rules/security';

/** Every rule that a policy may name, room by room. */
export function knownRules(): readonly RuleDescription[] {
  return [...ALL_RULES, ...POD_SECURITY_CHECKS, ...CONTRACTS];
}
