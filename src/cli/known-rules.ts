import { ALL_RULES } from '../rules';
import { CONTRACTS } from '../rules/contract';
import { RuleDescription } from '../rules/rule';
import { POD_SECURITY_CHECKS } from '../rules/security';
import { SUPPRESSION_FINDINGS } from '../rules/suppression';
import { INPUT_RULES } from './input-rules';

/** Everything that a finding may name and its page explains, room by room: the rules, and what is found in files and suppressions. */
export function describedRules(): readonly RuleDescription[] {
  return [...knownRules(), ...SUPPRESSION_FINDINGS, ...INPUT_RULES];
}

/** Every rule that a policy may name, room by room. */
export function knownRules(): readonly RuleDescription[] {
  return [...ALL_RULES, ...POD_SECURITY_CHECKS, ...CONTRACTS];
}
