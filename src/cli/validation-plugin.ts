import { KubernetesVersion } from '../cluster/kubernetes-version';
import { LocatedFinding } from '../reports/check-report';
import { SEVERITIES, Severity, isSeverity, severitiesFrom } from '../rules/finding';
import { IRule } from '../rules/own-rule';
import { PodSecurityLevel } from '../rules/security/pod-security-level';
import { formatFinding, formatObject } from '../validation/format-finding';
import { KNOWN_RULES } from '../validation/known-rules';
import { readPolicy } from '../validation/read-policy';
import { ValidationPolicy } from '../validation/validation-policy';
import { checkFiles } from './check-files';
import { inputFiles } from './input-files';
import { readPolicyFile } from './policy-file';
import { readRuleFiles } from './rule-files';

/** The `properties` of the plugin in `cdk8s.yaml`. */
export interface PodPatternsValidationProperties {
  /**
   * The oldest Kubernetes version that the manifests have to run on.
   *
   * @default - the oldest version that Kubernetes supports
   */
  readonly kubernetesVersion?: string;
  /**
   * The level of the Pod Security Standards that every pod is held against.
   *
   * @default - that of the policy, else none
   */
  readonly podSecurity?: string;
  /**
   * Weights and suppressions of rules, or the file that holds them.
   *
   * @default - each rule's own severity, and no suppression
   */
  readonly policy?: unknown;
  /**
   * Files of rules of one's own: JavaScript modules that export one or several.
   *
   * @default - the rules of the library alone
   */
  readonly rules?: readonly string[];
  /**
   * The least that fails the synth: `error`, `warning` or `advice`.
   *
   * @default - that of the policy, else `error`
   */
  readonly failOn?: string;
}

/** What the cdk8s CLI gives to a plugin, as far as it is used here. */
export interface PluginContext {
  readonly manifests: readonly string[];
  readonly report: {
    addViolation(violation: PluginViolation): void;
    submit(status: 'success' | 'failure'): void;
  };
}

/** A violation as the cdk8s CLI prints it. */
export interface PluginViolation {
  readonly ruleName: string;
  readonly recommendation: string;
  readonly fix: string;
  readonly violatingResources: readonly {
    readonly resourceName: string;
    readonly locations: readonly string[];
    readonly manifestPath: string;
  }[];
}

const PROPERTIES = ['kubernetesVersion', 'podSecurity', 'policy', 'rules', 'failOn'];

/**
 * Judges what `cdk8s synth` wrote, as a plugin of the cdk8s CLI: an app needs to know nothing of it. What weighs as much as `failOn` fails
 * the synth; the rest is printed on standard error.
 *
 * @see https://cdk8s.io/docs/latest/cli/synth/
 */
export class PodPatternsValidation {
  private readonly version: KubernetesVersion;
  private readonly policy: ValidationPolicy;
  private readonly failing: readonly Severity[];

  /** @throws an error that names every property that is wrong */
  public constructor(properties: PodPatternsValidationProperties = {}) {
    const problems: string[] = [];
    for (const name of Object.keys(properties)) {
      if (!PROPERTIES.includes(name)) problems.push(`there is no property '${name}' (allowed: ${PROPERTIES.join(', ')})`);
    }
    const attempt = <T>(name: string, fallback: T, read: () => T): T => {
      try {
        return read();
      } catch (error) {
        problems.push(`${name}: ${(error as Error).message}`);
        return fallback;
      }
    };
    const { kubernetesVersion, podSecurity, policy } = properties;
    this.version = attempt('kubernetesVersion', KubernetesVersion.DEFAULT, () =>
      kubernetesVersion === undefined ? KubernetesVersion.DEFAULT : KubernetesVersion.of(String(kubernetesVersion)),
    );
    const level = podSecurity === undefined ? {} : { podSecurity: attempt('podSecurity', undefined, () => levelOf(podSecurity)) };
    const rules = attempt('rules', [], () => rulesOf(properties.rules));
    this.policy = { ...attempt<ValidationPolicy>('policy', {}, () => policyOf(policy, rules)), ...level, rules };
    const failOn = properties.failOn ?? this.policy.failOn ?? Severity.ERROR;
    if (!isSeverity(failOn)) problems.push(`failOn: '${String(failOn)}' is no severity (allowed: ${SEVERITIES.join(', ')})`);
    this.failing = isSeverity(failOn) ? severitiesFrom(failOn) : [];
    if (problems.length > 0) throw new Error(`the properties of PodPatternsValidation are not right:\n  ${problems.join('\n  ')}`);
  }

  /** Judges the manifests of one synth. */
  public async validate(context: PluginContext): Promise<void> {
    const found: LocatedFinding[] = [];
    checkFiles(inputFiles(context.manifests), {
      version: this.version,
      policy: this.policy,
      standardInput: () => [],
      progress: () => undefined,
      finding: (one) => void (one.suppression ? undefined : found.push(one)),
    });
    const failing = found.filter(({ finding }) => this.failing.includes(finding.severity));
    for (const { finding } of found) {
      // Standard output may be where `--stdout` writes the manifests.
      if (!this.failing.includes(finding.severity)) process.stderr.write(`${formatFinding(finding)}\n`);
    }
    for (const violation of violationsOf(failing)) context.report.addViolation(violation);
    context.report.submit(failing.length === 0 ? 'success' : 'failure');
  }
}

/** The findings as violations: those that one rule says in the same words of several places are one. */
function violationsOf(findings: readonly LocatedFinding[]): PluginViolation[] {
  const bySaying = new Map<string, LocatedFinding[]>();
  for (const located of findings) {
    const { ruleId, message, allowed, fix } = located.finding;
    const saying = JSON.stringify([ruleId, message, allowed, fix]);
    const same = bySaying.get(saying);
    if (same) same.push(located);
    else bySaying.set(saying, [located]);
  }
  return [...bySaying.values()].map((same) => {
    const { ruleId, message, allowed, fix } = same[0].finding;
    return {
      ruleName: ruleId,
      recommendation: allowed === undefined ? message : `${message} (allowed: ${allowed})`,
      fix,
      violatingResources: same.map(({ finding, position }) => ({
        // The CLI finds the construct by the name of its object.
        resourceName: finding.subject.name === '' ? formatObject(finding) : finding.subject.name,
        locations: [[finding.fieldPath, position && `line ${position.line}`].filter(Boolean).join(', ')],
        manifestPath: finding.subject.file ?? '',
      })),
    };
  });
}

function levelOf(text: string): PodSecurityLevel {
  const levels = Object.values(PodSecurityLevel);
  const found = levels.find((level) => level === text);
  if (found === undefined) throw new Error(`'${text}' is no level of the Pod Security Standards (allowed: ${levels.join(', ')})`);
  return found;
}

function rulesOf(files: unknown): IRule[] {
  if (files === undefined) return [];
  if (!Array.isArray(files) || !files.every((file) => typeof file === 'string')) throw new Error('must be a list of files');
  return readRuleFiles(files);
}

function policyOf(policy: unknown, ownRules: readonly IRule[]): ValidationPolicy {
  if (typeof policy === 'string') return readPolicyFile(policy, ownRules);
  const read = readPolicy(
    policy,
    [...KNOWN_RULES, ...ownRules].map(({ id }) => id),
  );
  if (read.problems.length > 0) throw new Error(read.problems.map(({ fieldPath, message }) => `${fieldPath}: ${message}`).join('; '));
  return read.policy;
}
