import { PodIntent } from '../manifest/intent';
import { JsonObject } from '../manifest/json';
import { PodModel } from '../manifest/pod-model';
import { Severity, Violation } from './finding';
import { RuleContext } from './rule-context';

/** A manifest that shows what a rule means: it is the rule's test and its page in the catalogue. */
export interface RuleExample {
  /** What the example shows, as a short phrase. */
  readonly title: string;
  /** The manifests, as YAML. More than one document where the rule looks at several objects. */
  readonly yaml: string;
  /** For an example that does not comply: the field paths that the rule names, in order. */
  readonly fieldPaths?: readonly string[];
  /** The Kubernetes version that the example is for; the library's default where absent. */
  readonly version?: string;
  /** What is meant by the pod beside its manifest, for rules that need to know. */
  readonly intent?: PodIntent;
}

/** What every rule says of itself. */
export interface RuleDescription {
  /** The room and the name of the rule: `practice/job-never-completes`. A suppression and a page of the catalogue go by it. */
  readonly id: string;
  readonly severity: Severity;
  /** The rule in one line, as what a compliant manifest does. */
  readonly title: string;
  /** What happens to a pod that breaks the rule. */
  readonly why: string;
  /** What to do about it. */
  readonly fix: string;
  /** Where the fact comes from. */
  readonly source: string;
  /** The first Kubernetes version in which the rule holds. */
  readonly since?: string;
  /** The last Kubernetes version in which the rule holds. */
  readonly until?: string;
  /**
   * Names of fields. A manifest that has none of them, at any depth, cannot break the rule, so that it need not be judged by it.
   *
   * @default - any manifest may break the rule
   */
  readonly onlyWith?: readonly string[];
  /**
   * Whether only a pod can break the rule of which more is known than its manifest shows, because roles made it or an annotation says so.
   *
   * @default - any pod may break the rule
   */
  readonly onlyWithIntent?: boolean;
  /**
   * The kinds that the rule looks at, of whatever API group.
   *
   * @default - every kind
   */
  readonly kinds?: readonly string[];
  /**
   * What is reported of a violation, where that depends on the manifest around it.
   *
   * @default - the violation as it is
   */
  readonly reported?: (violation: Violation, manifest: JsonObject, context: RuleContext) => Violation;
  readonly compliant: readonly RuleExample[];
  readonly nonCompliant: readonly RuleExample[];
}

/** Takes one place that breaks a rule. */
export type ReportViolation = (violation: Violation) => void;

/** A rule on the pod of any workload kind. */
export interface PodRule extends RuleDescription {
  /** Reports every place of one pod that breaks the rule. */
  judge(pod: PodModel, report: ReportViolation, context: RuleContext): void;
}

/** A rule on a whole manifest of whatever kind. */
export interface ManifestRule extends RuleDescription {
  /** Reports every place of one manifest that breaks the rule. */
  judgeManifest(manifest: JsonObject, report: ReportViolation, context: RuleContext): void;
}

/** A rule as the engine takes it. */
export type Rule = PodRule | ManifestRule;
