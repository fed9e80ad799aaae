import { JsonValue } from '../manifest/json';
import { Finding, SEVERITIES, Severity } from '../rules/finding';
import { isOwnRuleId } from '../rules/rule-id';

const LONGEST_VALUE = 120;

/**
 * The text of one finding, as it stands in an error of synth and on a terminal: what is wrong and where on the first line, then the
 * value, what is allowed, what to do, and the rule, with its page where it is one of the library's.
 */
export function formatFinding(finding: Finding): string {
  const { subject, fieldPath, message, value, allowed, fix, ruleId, severity } = finding;
  const lines = [`${severity}: ${fieldPath === '' ? '' : `${fieldPath}: `}${message}`];
  if (subject.kind !== '') lines.push(`object: ${formatObject(finding)}`);
  if (value !== undefined) lines.push(`value: ${formatValue(value)}`);
  if (allowed !== undefined) lines.push(`allowed: ${allowed}`);
  lines.push(`fix: ${fix}`);
  lines.push(isOwnRuleId(ruleId) ? `rule: ${ruleId}` : `rule: ${ruleId} (docs/rules.md#${ruleAnchor(ruleId)})`);
  return lines.join('\n    ');
}

/** The anchor of a rule in the rules' page: `practice/floating-tag` stands under `practicefloating-tag`, as Markdown makes it of the title. */
export function ruleAnchor(ruleId: string): string {
  return ruleId.toLowerCase().replace(/[^a-z0-9 -]/g, '');
}

/** The object of a finding in words: `Deployment shop/web`. */
export function formatObject({ subject }: Finding): string {
  const name = subject.namespace === undefined ? subject.name : `${subject.namespace}/${subject.name}`;
  return name === '' ? subject.kind : `${subject.kind} ${name}`;
}

/** How many findings there are of each severity, in words. */
export function formatCounts(counts: Readonly<Record<Severity, number>>): string {
  return SEVERITIES.filter((severity) => counts[severity] > 0)
    .map((severity) => `${counts[severity]} ${plural(severity, counts[severity])}`)
    .join(', ');
}

function plural(severity: Severity, count: number): string {
  if (severity === Severity.ADVICE) return count === 1 ? 'piece of advice' : 'pieces of advice';
  return count === 1 ? severity : `${severity}s`;
}

function formatValue(value: JsonValue): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}
