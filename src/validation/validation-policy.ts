import { Severity } from '../rules/finding';
import { PodSecurityLevel } from '../rules/security/pod-security-level';

/** A finding that is known and accepted. */
export interface Suppression {
  /** The rule that is not to speak: `practice/floating-tag`. */
  readonly rule: string;
  /** Why that is right here: it stands in every report. */
  readonly reason: string;
  /**
   * The last day on which the suppression holds, as `2027-01-31`.
   *
   * @default - it holds for ever
   */
  readonly expires?: string;
  /**
   * The kind of the objects for which it holds.
   *
   * @default - objects of every kind
   */
  readonly kind?: string;
  /**
   * The name of the object for which it holds; `*` stands for any text: `web-*`.
   *
   * @default - objects of every name
   */
  readonly name?: string;
  /**
   * The namespace of the objects for which it holds.
   *
   * @default - objects of every namespace
   */
  readonly namespace?: string;
}

/** What a team decided about the rules: which it does without, and which findings it accepts. */
export interface ValidationPolicy {
  /**
   * How much each rule weighs, by its id: `error`, `warning` or `advice`, or `off` for a rule that is not to run. Rules of the server
   * (`schema/…`, `server/…`) keep their weight: the server would refuse the manifest all the same.
   *
   * @default - each rule's own severity
   */
  readonly rules?: Readonly<Record<string, string>>;
  /**
   * The findings that are accepted.
   *
   * @default - none
   */
  readonly suppressions?: readonly Suppression[];
  /**
   * The level of the Pod Security Standards that every pod is held against.
   *
   * @default - none; a pattern construct is held against `restricted` unless its security profile is switched off
   */
  readonly podSecurity?: PodSecurityLevel;
}

/** What is wrong with a policy, at a field of it. */
export interface PolicyProblem {
  readonly fieldPath: string;
  readonly message: string;
  readonly allowed?: string;
}

/** A policy as it was read, with everything that is wrong with it. */
export interface ReadPolicy {
  readonly policy: ValidationPolicy;
  readonly problems: readonly PolicyProblem[];
}

const WEIGHTS: readonly string[] = [...Object.values(Severity), 'off'];
const POLICY_FIELDS = ['rules', 'suppressions', 'podSecurity'];
const LEVELS: readonly string[] = Object.values(PodSecurityLevel);
const SUPPRESSION_FIELDS = ['rule', 'reason', 'expires', 'kind', 'name', 'namespace'];
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Whether the rule speaks for the server, so that its errors cannot be suppressed. */
export function isServerRule(ruleId: string): boolean {
  return ruleId.startsWith('server/') || ruleId.startsWith('schema/');
}

/** Whether a text is a day of the calendar: `2027-01-31`. */
export function isDay(text: string): boolean {
  if (!DAY.test(text)) return false;
  const time = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text);
}

/**
 * Reads a policy from data, of a YAML file for example.
 *
 * @param data the data
 * @param knownRules the ids of the rules that there are
 * @returns the policy without what is wrong, and every problem with its field path
 */
export function readPolicy(data: unknown, knownRules: readonly string[]): ReadPolicy {
  const problems: PolicyProblem[] = [];
  const rules: Record<string, string> = {};
  const suppressions: Suppression[] = [];
  if (data === undefined || data === null) return { policy: {}, problems };
  if (!isMap(data)) {
    return { policy: {}, problems: [{ fieldPath: '', message: 'a policy is a mapping', allowed: POLICY_FIELDS.join(', ') }] };
  }
  unknownFields(data, POLICY_FIELDS, '', problems);
  if (data.rules !== undefined && !isMap(data.rules)) {
    problems.push({ fieldPath: 'rules', message: 'must map rule ids to their weight', allowed: WEIGHTS.join(', ') });
  } else {
    for (const [id, weight] of Object.entries(data.rules ?? {})) {
      const before = problems.length;
      const fieldPath = `rules[${id}]`;
      if (!knownRules.includes(id)) problems.push({ fieldPath, message: `there is no rule '${id}'` });
      if (typeof weight !== 'string' || !WEIGHTS.includes(weight)) {
        problems.push({ fieldPath, message: `'${String(weight)}' is no weight`, allowed: WEIGHTS.join(', ') });
      }
      if (isServerRule(id)) {
        problems.push({ fieldPath, message: 'a rule of the server keeps its weight: the server refuses what it reports' });
      }
      if (problems.length === before) rules[id] = weight as string;
    }
  }
  if (data.suppressions !== undefined && !Array.isArray(data.suppressions)) {
    problems.push({ fieldPath: 'suppressions', message: 'must be a list' });
  } else {
    (data.suppressions ?? []).forEach((entry: unknown, index: number) => {
      const suppression = readSuppression(entry, `suppressions[${index}]`, knownRules, problems);
      if (suppression) suppressions.push(suppression);
    });
  }
  const level = data.podSecurity;
  const isLevel = typeof level === 'string' && LEVELS.includes(level);
  if (level !== undefined && !isLevel) {
    problems.push({
      fieldPath: 'podSecurity',
      message: `'${String(level)}' is no level of the Pod Security Standards`,
      allowed: LEVELS.join(', '),
    });
  }
  return { policy: { rules, suppressions, ...(isLevel ? { podSecurity: level as PodSecurityLevel } : {}) }, problems };
}

function readSuppression(
  entry: unknown,
  fieldPath: string,
  knownRules: readonly string[],
  problems: PolicyProblem[],
): Suppression | undefined {
  if (!isMap(entry)) {
    problems.push({ fieldPath, message: 'must be a mapping', allowed: SUPPRESSION_FIELDS.join(', ') });
    return undefined;
  }
  const before = problems.length;
  unknownFields(entry, SUPPRESSION_FIELDS, fieldPath, problems);
  for (const field of SUPPRESSION_FIELDS) {
    const value = entry[field];
    const required = field === 'rule' || field === 'reason';
    if (value === undefined && !required) continue;
    if (typeof value !== 'string' || value.trim() === '') {
      problems.push({ fieldPath: `${fieldPath}.${field}`, message: required ? 'is required' : 'must be a text' });
    }
  }
  const { rule, expires } = entry;
  if (typeof rule === 'string' && rule !== '' && !knownRules.includes(rule)) {
    problems.push({ fieldPath: `${fieldPath}.rule`, message: `there is no rule '${rule}'` });
  }
  if (typeof rule === 'string' && isServerRule(rule)) {
    problems.push({
      fieldPath: `${fieldPath}.rule`,
      message: `'${rule}' speaks for the server, which would refuse the manifest all the same`,
    });
  }
  if (typeof expires === 'string' && !isDay(expires)) {
    problems.push({ fieldPath: `${fieldPath}.expires`, message: `'${expires}' is no day`, allowed: 'a day, as "2027-01-31"' });
  }
  return problems.length === before ? (entry as unknown as Suppression) : undefined;
}

function unknownFields(map: Record<string, unknown>, known: readonly string[], path: string, problems: PolicyProblem[]): void {
  for (const field of Object.keys(map)) {
    if (!known.includes(field)) {
      problems.push({
        fieldPath: path === '' ? field : `${path}.${field}`,
        message: `unknown field '${field}'`,
        allowed: known.join(', '),
      });
    }
  }
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
