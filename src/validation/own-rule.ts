import { JsonValue } from '../manifest/json';
import { SEVERITIES, isSeverity } from '../rules/finding';
import { IJudgedObject } from '../rules/judged-object';
import { IRule } from '../rules/own-rule';
import { ReportViolation, RuleDescription } from '../rules/rule';
import { RULE_ROOMS, isOwnRuleId } from '../rules/rule-id';

/** A rule of a team's own, as the engine runs it. */
export interface OwnRule extends RuleDescription {
  /** Reports every place of one object that breaks the rule. */
  judge(judged: IJudgedObject, report: ReportViolation): void;
}

const TEXTS = ['id', 'title', 'why', 'fix'] as const;

/**
 * A rule as the engine runs it. What it says of itself is read once: in another language than JavaScript each reading is a call.
 */
export function ownRule(rule: IRule): OwnRule {
  const { id, severity, title, why, fix, source = '' } = rule;
  return {
    id,
    severity,
    title,
    why,
    fix,
    source,
    compliant: [],
    nonCompliant: [],
    judge: (judged, report) => reportReturned(rule.judge(judged), report),
  };
}

/** Everything that is wrong with rules of one's own as such, each problem with the rule that it is about. */
export function ownRuleProblems(rules: readonly unknown[]): string[] {
  const problems: string[] = [];
  const ids = new Set<string>();
  rules.forEach((given, index) => {
    const rule = (given ?? {}) as Partial<Record<keyof IRule, unknown>>;
    const name = typeof rule.id === 'string' && rule.id !== '' ? `the rule '${rule.id}'` : `the rule at index ${index}`;
    for (const field of TEXTS) {
      if (typeof rule[field] !== 'string' || rule[field] === '') {
        problems.push(`${name} has no ${field}: state it as a text, in Python as a property`);
      }
    }
    if (typeof rule.id === 'string' && rule.id !== '') {
      if (!isOwnRuleId(rule.id)) {
        problems.push(
          `${name} cannot have this id: write a room and a name in small letters, as 'shop/registry'; ` +
            `the rooms of the library's own rules are taken (${RULE_ROOMS.join(', ')})`,
        );
      } else if (ids.has(rule.id)) {
        problems.push(`${name} is there twice: give each rule an id of its own`);
      }
      ids.add(rule.id);
    }
    if (!isSeverity(rule.severity)) {
      problems.push(`${name} has the severity '${String(rule.severity)}' (allowed: ${SEVERITIES.join(', ')})`);
    }
    if (typeof rule.judge !== 'function') problems.push(`${name} has no method judge(judged), which returns the violations`);
  });
  return problems;
}

/** Reports what a rule returned, which no compiler may have looked at. */
function reportReturned(returned: unknown, report: ReportViolation): void {
  if (!Array.isArray(returned)) throw new Error('it returned no list of violations');
  for (const violation of returned as readonly unknown[]) {
    const { fieldPath, message, value, allowed, fix, severity } = (violation ?? {}) as Record<string, unknown>;
    if (typeof fieldPath !== 'string' || typeof message !== 'string') {
      throw new Error('it returned a violation without fieldPath or message');
    }
    report({
      fieldPath,
      message,
      value: asJson(value),
      allowed: textOf(allowed),
      fix: textOf(fix),
      severity: isSeverity(severity) ? severity : undefined,
    });
  }
}

function textOf(value: unknown): string | undefined {
  return value === undefined || value === null ? undefined : String(value);
}

/** A value as reports can write it, whatever it is. */
function asJson(value: unknown): JsonValue | undefined {
  if (value === undefined) return undefined;
  try {
    const text = JSON.stringify(value) as string | undefined;
    return text === undefined ? String(value) : (JSON.parse(text) as JsonValue);
  } catch {
    return String(value);
  }
}
