import { KubernetesVersion } from '../cluster/kubernetes-version';
import { compareFieldPaths } from '../manifest/field-path';
import { PodIntent } from '../manifest/intent';
import { JsonObject, asObject, asString, isJsonObject } from '../manifest/json';
import { objectsIn } from '../manifest/manifest-list';
import { PodModel } from '../manifest/pod-model';
import { ALL_RULES } from '../rules';
import { Finding, FindingSubject, Severity, Violation } from '../rules/finding';
import { Neighbours } from '../rules/neighbours';
import { Rule, RuleContext } from '../rules/rule';
import { PodSecurityLevel } from '../rules/security/pod-security-level';
import { podSecurityRules } from '../rules/security/pod-security-rules';
import { ruleSet } from './rule-set';
import { ActiveSuppression, UnreadableSuppression, annotatedSuppressions, isExpired, suppressionOf } from './suppressions';
import { Suppression, ValidationPolicy, isServerRule } from './validation-policy';

/** A manifest to judge, and where it came from. */
export interface Subject {
  readonly manifest: JsonObject;
  /** What is meant by its pod, where that is known. */
  readonly intent?: PodIntent;
  readonly constructPath?: string;
  readonly file?: string;
  /** The level of the Pod Security Standards that its pod is meant to meet, where that is known; else that of the policy. */
  readonly podSecurity?: PodSecurityLevel;
  /** False for a manifest that only stands beside those to judge, like the Service of a pod. */
  readonly judged?: boolean;
}

/** How manifests are judged. */
export interface JudgeOptions {
  /** The Kubernetes version that the manifests are for. */
  readonly version: KubernetesVersion;
  /** The rules to judge by; every rule of the library where absent. */
  readonly rules?: readonly Rule[];
  readonly policy?: ValidationPolicy;
  /** The day by which suppressions expire, as `2026-11-21`; the current day in UTC where absent. */
  readonly today?: string;
}

/** A finding that a suppression accepted. */
export interface SuppressedFinding {
  readonly finding: Finding;
  readonly suppression: Suppression;
}

/** Everything that the rules said of a number of manifests. */
export interface Judgement {
  /** The findings that stand: subject by subject, the weightiest first, each subject's in the order of its fields. */
  readonly findings: readonly Finding[];
  /** The findings that a suppression accepted. */
  readonly suppressed: readonly SuppressedFinding[];
}

const WEIGHT: Readonly<Record<Severity, number>> = { [Severity.ERROR]: 0, [Severity.WARNING]: 1, [Severity.ADVICE]: 2 };

/** Judges manifests by rules and returns the findings that stand. */
export function judge(subjects: readonly Subject[], options: JudgeOptions): Finding[] {
  return [...judgeAll(subjects, options).findings];
}

/**
 * Judges manifests by rules.
 *
 * All manifests are judged, and every problem of each is reported. A rule that throws is reported under its own id and hides no other
 * finding.
 */
export function judgeAll(subjects: readonly Subject[], options: JudgeOptions): Judgement {
  const objects = subjects.map((subject) => (isJsonObject(subject.manifest) ? objectsIn(subject.manifest) : []));
  const neighbours = new Neighbours(objects.flatMap((listed) => listed.map(({ object }) => object)));
  const bench = new Bench(options, neighbours);
  subjects.forEach((subject, index) => {
    if (subject.judged === false) return;
    for (const { object, path } of objects[index]) bench.judgeObject(subject, object, path);
  });
  return bench.judgement();
}

/** The state of one run: what was found so far, and which suppressions were needed. */
class Bench {
  private readonly rules: ReturnType<typeof ruleSet>;
  private readonly context: RuleContext;
  private readonly weights: Readonly<Record<string, string>>;
  private readonly suppressions: ActiveSuppression[];
  private readonly podSecurity?: PodSecurityLevel;
  private readonly today: string;
  private readonly findings: Finding[] = [];
  private readonly suppressed: SuppressedFinding[] = [];

  public constructor({ version, rules = ALL_RULES, policy = {}, today }: JudgeOptions, neighbours: Neighbours) {
    this.rules = ruleSet(rules, version);
    this.context = { version, neighbours };
    this.weights = policy.rules ?? {};
    this.podSecurity = policy.podSecurity;
    this.suppressions = (policy.suppressions ?? []).map((suppression) => ({ suppression, used: false }));
    this.today = today ?? new Date().toISOString().slice(0, 10);
  }

  public judgeObject(from: Subject, object: JsonObject, path: string): void {
    const found: Finding[] = [];
    let subject: FindingSubject | undefined;
    const note = (rule: Rule, violations: Iterable<Violation>) => {
      for (const violation of violations) {
        subject ??= subjectOf(from, object, path);
        const severity = this.severityOf(rule, violation);
        if (severity) found.push({ ...violation, ruleId: rule.id, severity, fix: violation.fix ?? rule.fix, subject });
      }
    };
    const run = (rule: Rule, judgeBy: () => Iterable<Violation>) => {
      try {
        note(rule, judgeBy());
      } catch (error) {
        note(rule, [bugOf(rule, error)]);
      }
    };
    const pod = PodModel.read(object, from.intent);
    if (pod) {
      const level = from.podSecurity ?? this.podSecurity;
      const checks = level === undefined ? [] : podSecurityRules(level, this.context.version);
      for (const rule of this.rules.podRules) run(rule, () => rule.judge(pod, this.context));
      for (const check of checks) run(check, () => check.judge(pod, this.context));
    }
    for (const rule of this.rules.manifestRules(asString(object.kind) ?? '')) run(rule, () => rule.judgeManifest(object, this.context));
    this.keep(found, from, object, path);
  }

  public judgement(): Judgement {
    for (const { suppression, used } of this.suppressions) {
      const expired = isExpired(suppression, this.today);
      if (!used || expired) this.findings.push(idleFinding(suppression, expired, '', POLICY_SUBJECT));
    }
    return { findings: this.findings, suppressed: this.suppressed };
  }

  private keep(found: Finding[], from: Subject, object: JsonObject, path: string): void {
    const { active, unreadable } = annotatedSuppressions(object);
    const kept: Finding[] = [];
    for (const finding of found) {
      const by =
        active.length + this.suppressions.length > 0 ? suppressionOf(finding, [...active, ...this.suppressions], this.today) : undefined;
      if (!by) {
        kept.push(finding);
        continue;
      }
      by.used = true;
      this.suppressed.push({ finding, suppression: by.suppression });
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
    this.findings.push(...kept);
  }

  private severityOf(rule: Rule, violation: Violation): Severity | undefined {
    const own = violation.severity ?? rule.severity;
    const weight = Object.hasOwn(this.weights, rule.id) && !isServerRule(rule.id) ? this.weights[rule.id] : undefined;
    if (weight === undefined) return own;
    return weight === 'off' ? undefined : (weight as Severity);
  }
}

function inOrder(left: Finding, right: Finding): number {
  return (
    WEIGHT[left.severity] - WEIGHT[right.severity] ||
    compareFieldPaths(left.fieldPath, right.fieldPath) ||
    (left.ruleId < right.ruleId ? -1 : left.ruleId > right.ruleId ? 1 : 0)
  );
}

/** The subject of findings on a policy itself. */
const POLICY_SUBJECT: FindingSubject = { apiVersion: '', kind: 'ValidationPolicy', name: '' };

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

function bugOf(rule: Rule, error: unknown): Violation {
  return {
    fieldPath: '',
    message: `the rule itself failed, so that it says nothing of this manifest: ${error instanceof Error ? error.message : String(error)}`,
    fix: `This is a bug of the rule '${rule.id}', not of the manifest: report it with the manifest.`,
    severity: Severity.WARNING,
  };
}

function idleFinding(suppression: Suppression, expired: boolean, fieldPath: string, subject: FindingSubject): Finding {
  return {
    ruleId: expired ? 'suppression/expired' : 'suppression/unused',
    severity: expired ? Severity.WARNING : Severity.ADVICE,
    subject,
    fieldPath,
    value: suppression.rule,
    message: expired
      ? `the suppression of '${suppression.rule}' expired on ${suppression.expires}`
      : `no finding needs the suppression of '${suppression.rule}'`,
    fix: expired
      ? 'Mend what it was for, or give it a new day and say why.'
      : 'Remove it, or correct its rule id and the objects it is for.',
  };
}

function unreadableFinding({ fieldPath, line }: UnreadableSuppression, subject: FindingSubject): Finding {
  return {
    ruleId: 'suppression/unreadable',
    severity: Severity.WARNING,
    subject,
    fieldPath,
    value: line,
    message: 'this line suppresses nothing: it is not understood',
    allowed:
      'a rule id, a day in brackets if it is to end, a colon and the reason, such as "practice/floating-tag (2027-01-31): pinned later"',
    fix: 'Write the line in that form.',
  };
}
