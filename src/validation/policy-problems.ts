import { KNOWN_RULES } from './known-rules';
import { ownRuleProblems } from './own-rule';
import { policyProblems } from './read-policy';
import { ValidationPolicy } from './validation-policy';

/** Everything that is wrong with a policy that a program states: its rules, and the rule ids and days that it names. */
export function problemsOfPolicy(policy: ValidationPolicy): string[] {
  const rules = policy.rules ?? [];
  const wrongRules = ownRuleProblems(rules);
  const own = wrongRules.length === 0 ? rules.map(({ id }) => id) : [];
  const wrong = policyProblems(policy, [...KNOWN_RULES.map(({ id }) => id), ...own]);
  return [
    ...wrongRules,
    ...wrong.map(({ fieldPath, message, allowed }) => `${fieldPath}: ${message}${allowed === undefined ? '' : ` (allowed: ${allowed})`}`),
  ];
}
