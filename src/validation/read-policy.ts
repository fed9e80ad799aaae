import { isJsonObject } from '../manifest/json';
import { SEVERITIES, isSeverity } from '../rules/finding';
import { isServerRule } from '../rules/rule-id';
import { PodSecurityLevel } from '../rules/security/pod-security-level';
import { isDay } from './day';
import { RuleWeight, Suppression, ValidationPolicy } from './validation-policy';

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

const WEIGHTS: readonly string[] = Object.values(RuleWeight);
const POLICY_FIELDS = ['weights', 'suppressions', 'podSecurity', 'failOn'];
const LEVELS: readonly string[] = Object.values(PodSecurityLevel);
const SUPPRESSION_FIELDS = ['rule', 'reason', 'expires', 'kind', 'name', 'namespace'];

/**
 * Reads a policy from data, of a YAML file for example.
 *
 * @param data the data
 * @param knownRules the ids of the rules that there are
 * @returns the policy without what is wrong, and every problem with its field path
 */
export function readPolicy(data: unknown, knownRules: readonly string[]): ReadPolicy {
  return read(data, knownRules, SUPPRESSION_FIELDS);
}

/**
 * Everything that is wrong with a policy that a program states, where a compiler does not look: rule ids and days.
 *
 * @param knownRules the ids of the rules that there are
 */
export function policyProblems({ rules, ...policy }: ValidationPolicy, knownRules: readonly string[]): readonly PolicyProblem[] {
  return read(withoutUndefined(policy), knownRules, [...SUPPRESSION_FIELDS, 'constructPath']).problems;
}

function read(data: unknown, knownRules: readonly string[], suppressionFields: readonly string[]): ReadPolicy {
  const problems: PolicyProblem[] = [];
  const weights: Record<string, RuleWeight> = {};
  const suppressions: Suppression[] = [];
  if (data === undefined || data === null) return { policy: {}, problems };
  if (!isJsonObject(data)) {
    return { policy: {}, problems: [{ fieldPath: '', message: 'a policy is a mapping', allowed: POLICY_FIELDS.join(', ') }] };
  }
  unknownFields(data, POLICY_FIELDS, '', problems);
  if (data.weights !== undefined && !isJsonObject(data.weights)) {
    problems.push({ fieldPath: 'weights', message: 'must map rule ids to their weight', allowed: WEIGHTS.join(', ') });
  } else {
    for (const [id, weight] of Object.entries(data.weights ?? {})) {
      const before = problems.length;
      const fieldPath = `weights[${id}]`;
      if (!knownRules.includes(id)) problems.push({ fieldPath, message: `there is no rule '${id}'` });
      if (typeof weight !== 'string' || !WEIGHTS.includes(weight)) {
        problems.push({ fieldPath, message: `'${String(weight)}' is no weight`, allowed: WEIGHTS.join(', ') });
      }
      if (isServerRule(id)) {
        problems.push({ fieldPath, message: 'a rule of the server keeps its weight: the server refuses what it reports' });
      }
      if (problems.length === before) weights[id] = weight as RuleWeight;
    }
  }
  if (data.suppressions !== undefined && !Array.isArray(data.suppressions)) {
    problems.push({ fieldPath: 'suppressions', message: 'must be a list' });
  } else {
    (data.suppressions ?? []).forEach((entry: unknown, index: number) => {
      const suppression = readSuppression(entry, `suppressions[${index}]`, knownRules, suppressionFields, problems);
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
  const failOn = data.failOn;
  if (failOn !== undefined && !isSeverity(failOn)) {
    problems.push({ fieldPath: 'failOn', message: `'${String(failOn)}' is no severity`, allowed: SEVERITIES.join(', ') });
  }
  const policy = {
    weights,
    suppressions,
    ...(isLevel ? { podSecurity: level as PodSecurityLevel } : {}),
    ...(isSeverity(failOn) ? { failOn } : {}),
  };
  return { policy, problems };
}

function readSuppression(
  entry: unknown,
  fieldPath: string,
  knownRules: readonly string[],
  fields: readonly string[],
  problems: PolicyProblem[],
): Suppression | undefined {
  if (!isJsonObject(entry)) {
    problems.push({ fieldPath, message: 'must be a mapping', allowed: fields.join(', ') });
    return undefined;
  }
  const before = problems.length;
  unknownFields(entry, fields, fieldPath, problems);
  for (const field of fields) {
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

/** What a program leaves undefined is as if it had not said it. */
function withoutUndefined(map: object): object {
  return Object.fromEntries(Object.entries(map).filter(([, value]) => value !== undefined));
}
