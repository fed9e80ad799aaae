import { KubernetesVersion } from '../cluster/kubernetes-version';
import { compareFieldPaths } from '../manifest/field-path';
import { fieldsAmong } from '../manifest/fields-among';
import { JsonObject, isJsonObject } from '../manifest/json';
import { objectsIn } from '../manifest/manifest-list';
import { PodModel } from '../manifest/pod-model';
import { ALL_RULES } from '../rules';
import { Finding, Severity } from '../rules/finding';
import { Neighbours } from '../rules/neighbours';
import { Rule } from '../rules/rule';
import { RuleContext } from '../rules/rule-context';
import { podSecurityRules } from '../rules/security/pod-security-rules';
import { FoundInObject } from './found-in-object';
import { JudgedObject } from './judged-object';
import { JudgeOptions, Judgement, Subject, SuppressedFinding } from './judgement';
import { OwnRule, ownRule } from './own-rule';
import { RuleSet, ruleSet } from './rule-set';
import { POLICY_SUBJECT, idleFinding, unreadableFinding } from './suppression-findings';
import { ActiveSuppression, annotatedSuppressions, isExpired, suppressionOf } from './suppressions';
import { ValidationPolicy } from './validation-policy';

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
  private readonly neighbours: Neighbours;

  /**
   * @param neighbours what stands beside the manifests, of the kinds that rules look at
   */
  public constructor({ version, rules = ALL_RULES, policy = {}, today }: JudgeOptions, neighbours: Neighbours) {
    this.rules = rules;
    this.policy = policy;
    this.ownRules = (policy.rules ?? []).map(ownRule);
    this.version = version;
    this.neighbours = neighbours;
    this.suppressions = (policy.suppressions ?? []).map((suppression) => ({ suppression, used: false }));
    this.today = today ?? new Date().toISOString().slice(0, 10);
  }

  /** Judges one manifest; the objects of a List one by one. */
  public judge(subject: Subject): Judgement {
    if (!isJsonObject(subject.manifest)) return { findings: [], suppressed: [] };
    const findings: Finding[] = [];
    const suppressed: SuppressedFinding[] = [];
    for (const { object, path } of objectsIn(subject.manifest)) {
      this.keep(this.judgeObject(subject, object, path), object, findings, suppressed);
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

  private judgeObject(from: Subject, object: JsonObject, path: string): FoundInObject {
    const version = from.version ?? this.version;
    const rules = ruleSet(this.rules, version);
    const context = new RuleContext(object, version, this.neighbours, rules.telling);
    const pod = PodModel.read(object, from.intent);
    const { podRules, manifestRules } = rules.for(object, pod, fieldsMet(context, object, rules));
    const found = new FoundInObject(from, object, path, context, this.policy);
    if (pod) {
      found.judge(podRules, (rule) => rule.judge(pod, context));
      const level = from.podSecurity ?? this.policy.podSecurity;
      if (level !== undefined) found.judge(podSecurityRules(level, version), (check) => check.judge(pod, context));
    }
    found.judge(manifestRules, (rule) => rule.judgeManifest(object, context));
    if (this.ownRules.length > 0) {
      found.judge(this.ownRules, (rule) => rule.judge(new JudgedObject(object, context, pod, from.constructPath)));
    }
    return found;
  }

  private keep(found: FoundInObject, object: JsonObject, findings: Finding[], suppressed: SuppressedFinding[]): void {
    const { active, unreadable } = annotatedSuppressions(object);
    if (found.findings.length + active.length + unreadable.length === 0) return;
    const suppressions = [...active, ...this.suppressions];
    const kept: Finding[] = [];
    for (const finding of found.findings) {
      const by = suppressions.length > 0 ? suppressionOf(finding, suppressions, this.today) : undefined;
      if (!by) {
        kept.push(finding);
        continue;
      }
      by.used = true;
      suppressed.push({ finding, suppression: by.suppression });
    }
    if (active.length + unreadable.length > 0) {
      const { subject } = found;
      kept.push(...unreadable.map((line) => unreadableFinding(line, subject)));
      for (const { suppression, used, fieldPath } of active) {
        const expired = isExpired(suppression, this.today);
        if (!used) kept.push(idleFinding(suppression, expired, fieldPath ?? '', subject));
      }
    }
    if (kept.length > 1) kept.sort(inOrder);
    findings.push(...kept);
  }
}

/** The telling fields of an object. The rules that report what its walk finds say so if that fails. */
function fieldsMet(context: RuleContext, object: JsonObject, { telling }: RuleSet): readonly string[] {
  try {
    return context.walked.met;
  } catch {
    return fieldsAmong(object, telling);
  }
}

function inOrder(left: Finding, right: Finding): number {
  return (
    WEIGHT[left.severity] - WEIGHT[right.severity] ||
    compareFieldPaths(left.fieldPath, right.fieldPath) ||
    (left.ruleId < right.ruleId ? -1 : left.ruleId > right.ruleId ? 1 : 0)
  );
}
