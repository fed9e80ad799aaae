import { RuleDescription } from '../rules/rule';
import { SUPPRESSION_FINDINGS } from '../rules/suppression';
import { KNOWN_RULES } from '../validation/known-rules';
import { INPUT_RULES } from './input-rules';

/** Everything that a finding may name and its page explains, room by room: the rules, and what is found in files and suppressions. */
export function describedRules(): readonly RuleDescription[] {
  return [...KNOWN_RULES, ...SUPPRESSION_FINDINGS, ...INPUT_RULES];
}
