import { KubernetesVersion } from '../cluster/kubernetes-version';
import { compareFieldPaths } from '../manifest/field-path';
import { JsonObject, asObject, asString, isJsonObject } from '../manifest/json';
import { objectsIn } from '../manifest/manifest-list';
import { PodModel } from '../manifest/pod-model';
import { ALL_RULES } from '../rules';
import { Finding, FindingSubject, Severity, Violation } from '../rules/finding';
import { Neighbours } from '../rules/neighbours';
import { Rule, RuleContext, RuleDescription } from '../rules/rule';
import { isServerRule } from '../rules/rule-id';
import { podSecurityRules } from '../rules/security/pod-security-rules';
import { JudgedObject } from './judged-object';
import { JudgeOptions, Judgement, Subject, SuppressedFinding } from './judgement';
import { OwnRule, ownRule } from './own-rule';
import { ruleSet } from './rule-set';
import { POLICY_SUBJECT, idleFinding, unreadableFinding } from './suppression-findings';
import { ActiveSuppression, annotatedSuppressions, isExpired, suppressionOf } from './suppressions';
import { RuleWeight, ValidationPolicy } from './validation-policy';

const WEIGHT: Readonly<Record<Severity, number>> = { [Severity.ERROR]: 0, [Severity.WARNING]: 1, [Severity.ADVICE]: 2 };

/**
 * One run of the rules over manifests that come one by one, so that however many there are, only one is held at a time. It remembers which
 * suppressions of the policy were needed.
 */
export class JudgeRun {
  private readonly rules: readonly Rule[];
  private readonly policy: ValidationPolicy;
  private readonly suppressions: ActiveSuppression[];
  private readonly today: string;
  private readonly ownRules: readonly OwnRule[];
  private readonly version: KubernetesVersion;
  private context: RuleContext;

  /**
   * @param neighbours what stands beside the manifests, of the kinds that rules look at
   */
  public constructor({ version, rules = ALL_RULES, policy = {}, today }: JudgeOptions, neighbours: Neighbours) {
    this.rules = rules;
    this.policy = policy;
    this.ownRules = (policy.rules ?? []).map(ownRule);
    this.version = version;
    this.context = { version, neighbours };
    this.suppressions = (policy.suppressions ?? []).map((suppression) => ({ suppression, used: false }));
    this.today = today ?? new Date().toISOString().slice(0, 10);
  }

  /** Judges one manifest; the objects of a List one by one. */
  public judge(subject: Subject): Judgement {
    if (!isJsonObject(subject.manifest)) return { findings: [], suppressed: [] };
    const findings: Finding[] = [];
    const suppressed: SuppressedFinding[] = [];
    for (const { object, path } of objectsIn(subject.manifest)) {
      const found = this.judgeObject(subject, object, path);
      this.keep(found, subject, object, path, findings, suppressed);
    }
    return { findings, suppressed };
  }

  /** The suppressions of the policy that no manifest needed so far, and those that have expired. */
  public idleSuppressions(): Finding[] {
    return this.suppressions.flatMap(({ suppression, used }) => {
      const expired = isExpired(suppression, this.today);
      return !used || expired ? [idleFinding(suppression, expired, '', POLICY_SUBJECT)] : [];
    });
  }

  private judgeObject(from: Subject, object: JsonObject, path: string): Finding[] {
    const found: Finding[] = [];
    const context = this.contextOf(from.version ?? this.version);
    let subject: FindingSubject | undefined;
    const note = (rule: RuleDescription, violations: Iterable<Violation>) => {
      for (const one of violations) {
        subject ??= subjectOf(from, object, path);
        const violation = rule.reported?.(one, object, context) ?? one;
        const severity = this.severityOf(rule, violation);
        if (severity) found.push({ ...violation, ruleId: rule.id, severity, fix: violation.fix ?? rule.fix, subject });
      }
    };
    // A function for each of a hundred rules of each manifest would cost as much as many of the rules.
    const runAll = <Each extends RuleDescription>(rules: readonly Each[], judgeBy: (rule: Each) => Iterable<Violation>) => {
      for (const rule of rules) {
        try {
          note(rule, judgeBy(rule));
        } catch (error) {
          note(rule, [bugOf(rule, error)]);
        }
      }
    };
    const rules = ruleSet(this.rules, context.version).for(object);
    const pod = PodModel.read(object, from.intent);
    if (pod) {
      const level = from.podSecurity ?? this.policy.podSecurity;
      const checks = level === undefined ? [] : podSecurityRules(level, context.version);
      runAll(rules.podRules, (rule) => rule.judge(pod, context));
      runAll(checks, (check) => check.judge(pod, context));
    }
    runAll(rules.manifestRules, (rule) => rule.judgeManifest(object, context));
    runAll(this.ownRules, (rule) => rule.judge(new JudgedObject(object, context, pod, from.constructPath)));
    return found;
  }

  private contextOf(version: KubernetesVersion): RuleContext {
    if (version !== this.context.version) this.context = { ...this.context, version };
    return this.context;
  }

  private keep(
    found: Finding[],
    from: Subject,
    object: JsonObject,
    path: string,
    findings: Finding[],
    suppressed: SuppressedFinding[],
  ): void {
    const { active, unreadable } = annotatedSuppressions(object);
    if (found.length + active.length + unreadable.length === 0) return;
    const suppressions = [...active, ...this.suppressions];
    const kept: Finding[] = [];
    for (const finding of found) {
      const by = suppressions.length > 0 ? suppressionOf(finding, suppressions, this.today) : undefined;
      if (!by) {
        kept.push(finding);
        continue;
      }
      by.used = true;
      suppressed.push({ finding, suppression: by.suppression });
    }
    if (active.length + unreadable.length > 0) {
      const subject = subjectOf(from, object, path);
      kept.push(...unreadable.map((line) => unreadableFinding(line, subject)));
      for (const { suppression, used, fieldPath } of active) {
        const expired = isExpired(suppression, this.today);
        if (!used) kept.push(idleFinding(suppression, expired, fieldPath ?? '', subject));
      }
    }
    if (kept.length > 1) kept.sort(inOrder);
    findings.push(...kept);
  }

  private severityOf(rule: RuleDescription, violation: Violation): Severity | undefined {
    const own = violation.severity ?? rule.severity;
    const weights = this.policy.weights;
    const weight = weights && Object.hasOwn(weights, rule.id) && !isServerRule(rule.id) ? weights[rule.id] : undefined;
    if (weight === undefined) return own;
    return weight === RuleWeight.OFF ? undefined : (weight as string as Severity);
  }
}

function inOrder(left: Finding, right: Finding): number {
  return (
    WEIGHT[left.severity] - WEIGHT[right.severity] ||
    compareFieldPaths(left.fieldPath, right.fieldPath) ||
    (left.ruleId < right.ruleId ? -1 : left.ruleId > right.ruleId ? 1 : 0)
  );
}

function subjectOf(from: Subject, object: JsonObject, path: string): FindingSubject {
  const metadata = asObject(object.metadata);
  return {
    apiVersion: asString(object.apiVersion) ?? '',
    kind: asString(object.kind) ?? '',
    name: asString(metadata.name) ?? asString(metadata.generateName) ?? '',
    namespace: asString(metadata.namespace),
    constructPath: from.constructPath,
    file: from.file,
    listPath: path === '' ? undefined : path,
  };
}

function bugOf(rule: RuleDescription, error: unknown): Violation {
  return {
    fieldPath: '',
    message: `the rule itself failed, so that it says nothing of this manifest: ${error instanceof Error ? error.message : String(error)}`,
    fix: `This is a bug of the rule '${rule.id}', not of the manifest: report it with the manifest.`,
    severity: Severity.WARNING,
  };
}
