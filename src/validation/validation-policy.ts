import { Severity } from '../rules/finding';
import { IRule } from '../rules/own-rule';
import { PodSecurityLevel } from '../rules/security/pod-security-level';

/** How much a rule is to weigh. */
export enum RuleWeight {
  /** Fails the synth or the check. */
  ERROR = 'error',
  /** Is printed as a warning. */
  WARNING = 'warning',
  /** Is printed as advice. */
  ADVICE = 'advice',
  /** The rule does not run. */
  OFF = 'off',
}

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
  /**
   * The path of the construct for which it holds, as findings at synth name it; `*` stands for any text: `shop/web*`. Manifests that are
   * read from files have no constructs, so that it never holds for them.
   *
   * @default - objects of every construct
   */
  readonly constructPath?: string;
}

/** What a team decided about the rules: which it does without, which it adds, and which findings it accepts. */
export interface ValidationPolicy {
  /**
   * How much each rule weighs, by its id. Rules of the server (`schema/…`, `server/…`) keep their weight: the server would refuse the
   * manifest all the same.
   *
   * @default - each rule's own severity
   */
  readonly weights?: Record<string, RuleWeight>;
  /**
   * The findings that are accepted. Those that no finding needs, and those that have expired, are findings themselves.
   *
   * @default - none
   */
  readonly suppressions?: Suppression[];
  /**
   * The level of the Pod Security Standards that every pod is held against.
   *
   * @default - none; a pattern construct is held against `restricted` unless its security profile is switched off
   */
  readonly podSecurity?: PodSecurityLevel;
  /**
   * The least that fails the synth or the check; what weighs less is printed.
   *
   * @default Severity.ERROR
   */
  readonly failOn?: Severity;
  /**
   * Rules of one's own, which judge beside those of the library.
   *
   * @default - none
   */
  readonly rules?: IRule[];
}
