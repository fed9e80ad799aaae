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
import { ApplicableRules, RuleSet, ruleSet } from './rule-set';
import { POLICY_SUBJECT, idleFinding, unreadableFinding } from './suppression-findings';
import { ActiveSuppression, annotatedSuppressions, isExpired, suppressionOf } from './suppressions';
import { ValidationPolicy } from './validation-policy';

const WEIGHT: Readonly<Record<Severity, number>> = { [Severity.ERROR]: 0, [Severity.WARNING]: 1, [Severity.ADVICE]: 2 };

/**
 * So many objects are judged rule by rule: enough that the code of a rule is at hand for the next, few enough that the objects are. Whoever
 * has manifests one by one had better wait for as many.
 */
export const JUDGED_TOGETHER = 16;

/** An object, with the manifest that it is of and its place among those that are judged. */
interface PlacedObject {
  readonly from: Subject;
  readonly object: JsonObject;
  readonly path: string;
  readonly place: number;
}

/** An object that was read, and what rules find in it. */
interface ReadObject {
  readonly object: JsonObject;
  readonly pod: PodModel | undefined;
  readonly context: RuleContext;
  readonly rules: ApplicableRules;
  readonly found: FoundInObject;
}

/** A judgement that grows object by object. */
interface OpenJudgement extends Judgement {
  readonly findings: Finding[];
  readonly suppressed: SuppressedFinding[];
}

/**
 * One run of the rules over manifests that come one by one, so that however many there are, only a few are held at a time. It remembers
 * which suppressions of the policy were needed.
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

  /**
   * Judges manifests, the objects of a List one by one. To judge several at once is faster than to judge them one after the other, and what
   * is said of each is the same.
   */
  public judge(subjects: readonly Subject[]): readonly Judgement[] {
    const judgements = subjects.map((): OpenJudgement => ({ findings: [], suppressed: [] }));
    const objects = subjects.flatMap((from, place): PlacedObject[] =>
      isJsonObject(from.manifest) ? objectsIn(from.manifest).map(({ object, path }) => ({ from, object, path, place })) : [],
    );
    for (let start = 0; start < objects.length; start += JUDGED_TOGETHER) {
      this.judgeSome(objects.slice(start, start + JUDGED_TOGETHER), judgements);
    }
    return judgements;
  }

  private judgeSome(some: readonly PlacedObject[], judgements: readonly OpenJudgement[]): void {
    const read = some.map(({ from, object, path }) => this.read(from, object, path));
    judgeTogether(read);
    some.forEach(({ from, place }, index) => {
      this.judgeAlone(from, read[index]);
      this.keep(read[index], judgements[place]);
    });
  }

  /** The suppressions of the policy that no manifest needed so far, and those that have expired. */
  public idleSuppressions(): Finding[] {
    return this.suppressions.flatMap(({ suppression, used }) => {
      const expired = isExpired(suppression, this.today);
      return !used || expired ? [idleFinding(suppression, expired, '', POLICY_SUBJECT)] : [];
    });
  }

  private read(from: Subject, object: JsonObject, path: string): ReadObject {
    const version = from.version ?? this.version;
    const rules = ruleSet(this.rules, version);
    const context = new RuleContext(object, version, this.neighbours, rules.telling);
    const pod = PodModel.read(object, from.intent);
    const found = new FoundInObject(from, object, path, context, this.policy);
    return { object, pod, context, rules: rules.for(object, pod, fieldsMet(context, object, rules)), found };
  }

  /** Judges an object by what differs from object to object, and by rules of one's own, which may remember the objects before. */
  private judgeAlone(from: Subject, { object, pod, context, found }: ReadObject): void {
    const level = from.podSecurity ?? this.policy.podSecurity;
    if (pod && level !== undefined) {
      for (const check of podSecurityRules(level, context.version)) found.by(check, (report) => check.judge(pod, report, context));
    }
    for (const rule of this.ownRules) {
      found.by(rule, (report) => rule.judge(new JudgedObject(object, context, pod, from.constructPath), report));
    }
  }

  private keep({ object, found }: ReadObject, { findings, suppressed }: OpenJudgement): void {
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

/** Judges objects by the rules of the library. Those of one form have one list of rules, and are judged rule by rule. */
function judgeTogether(objects: readonly ReadObject[]): void {
  const forms = new Map<ApplicableRules, ReadObject[]>();
  for (const object of objects) {
    const alike = forms.get(object.rules);
    if (alike) alike.push(object);
    else forms.set(object.rules, [object]);
  }
  for (const [{ podRules, manifestRules }, alike] of forms) {
    for (const rule of podRules) {
      for (const { pod, context, found } of alike) found.by(rule, (report) => rule.judge(pod!, report, context));
    }
    for (const rule of manifestRules) {
      for (const { object, context, found } of alike) found.by(rule, (report) => rule.judgeManifest(object, report, context));
    }
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
