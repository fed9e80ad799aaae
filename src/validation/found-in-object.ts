import { JsonObject, asObject, asString } from '../manifest/json';
import { Finding, FindingSubject, Severity, Violation } from '../rules/finding';
import { ReportViolation, RuleDescription } from '../rules/rule';
import { RuleContext } from '../rules/rule-context';
import { isServerRule } from '../rules/rule-id';
import { Subject } from './judgement';
import { RuleWeight, ValidationPolicy } from './validation-policy';

/** What rules find in one object, with the weight that a policy gives it. */
export class FoundInObject {
  public readonly findings: Finding[] = [];
  private namedSubject?: FindingSubject;

  /**
   * @param from the manifest that the object stands in
   * @param object the object
   * @param path the field path of the object in its manifest; empty unless that is a List
   */
  public constructor(
    private readonly from: Subject,
    private readonly object: JsonObject,
    private readonly path: string,
    private readonly context: RuleContext,
    private readonly policy: ValidationPolicy,
  ) {}

  /** The object, as findings name it. */
  public get subject(): FindingSubject {
    return (this.namedSubject ??= subjectOf(this.from, this.object, this.path));
  }

  /** Takes what a rule reports. One that throws is reported under its own id, and hides nothing that others find. */
  public by(rule: RuleDescription, judge: (report: ReportViolation) => void): void {
    try {
      judge((violation) => this.note(rule, violation));
    } catch (error) {
      this.note(rule, bugOf(rule, error));
    }
  }

  private note(rule: RuleDescription, found: Violation): void {
    const violation = rule.reported?.(found, this.object, this.context) ?? found;
    const severity = this.severityOf(rule, violation);
    if (!severity) return;
    this.findings.push({ ...violation, ruleId: rule.id, severity, fix: violation.fix ?? rule.fix, subject: this.subject });
  }

  private severityOf(rule: RuleDescription, violation: Violation): Severity | undefined {
    const own = violation.severity ?? rule.severity;
    const { weights } = this.policy;
    const weight = weights && Object.hasOwn(weights, rule.id) && !isServerRule(rule.id) ? weights[rule.id] : undefined;
    if (weight === undefined) return own;
    return weight === RuleWeight.OFF ? undefined : (weight as string as Severity);
  }
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
