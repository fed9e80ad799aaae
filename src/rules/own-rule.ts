import { Severity } from './finding';
import { IJudgedObject } from './judged-object';

/** What a rule of one's own says of one place in a manifest. */
export interface RuleViolation {
  /** The field, as `kubectl` writes it: `spec.template.spec.containers[0].image`. An empty text stands for the object as a whole. */
  readonly fieldPath: string;
  /** What is wrong there, in one sentence without the value, the path or the fix. */
  readonly message: string;
  /**
   * The value that is wrong.
   *
   * @default - no value is shown
   */
  readonly value?: unknown;
  /**
   * What would be accepted, in words.
   *
   * @default - nothing is said of it
   */
  readonly allowed?: string;
  /**
   * What to do, where this place knows better than the rule.
   *
   * @default - the fix of the rule
   */
  readonly fix?: string;
  /**
   * How much this violation weighs.
   *
   * @default - the severity of the rule
   */
  readonly severity?: Severity;
}

/**
 * A rule of one's own: what a team asks of manifests beyond what the library knows.
 *
 * Give it to `PodValidation.enforce()`, which has it judge the workloads of an app, or to `pod-patterns check --rules`, which has it judge
 * files. It sees the final manifest, after roles and JSON patches, and its findings are weighed, suppressed and reported as those of the
 * library's rules are. A rule that throws is reported under its own id and hides no other finding.
 */
export interface IRule {
  /**
   * What suppressions and weights name the rule by: a room and a name, as `shop/registry`. The rooms of the library's own rules (`server`,
   * `practice` …) are taken.
   */
  readonly id: string;
  /** How much a violation weighs. */
  readonly severity: Severity;
  /** The rule in one line, as what a compliant manifest does. */
  readonly title: string;
  /** What happens to an object that breaks the rule. */
  readonly why: string;
  /** What to do about it. */
  readonly fix: string;
  /**
   * Where more is to be read about it: a page of the team's handbook, for example.
   *
   * @default - nothing is named
   */
  readonly source?: string;

  /**
   * Reports every place of one object that breaks the rule.
   *
   * @param judged the object, with its pod where it has one
   * @returns the violations; none for an object that complies
   */
  judge(judged: IJudgedObject): RuleViolation[];
}
