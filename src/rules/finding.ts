import { JsonValue } from '../manifest/json';

/** How much a finding weighs. */
export enum Severity {
  /** The API server would refuse the manifest, or the pod can never work. */
  ERROR = 'error',
  /** The API server warns, or the pod breaks in a known situation. */
  WARNING = 'warning',
  /** The pod works, and experience says that another way is better. */
  ADVICE = 'advice',
}

/** Every severity, from the weightiest on. */
export const SEVERITIES: readonly Severity[] = Object.values(Severity);

/** Whether a value, of a file for example, is a severity. */
export function isSeverity(value: unknown): value is Severity {
  return SEVERITIES.some((severity) => severity === value);
}

/** The severities that weigh at least as much as one: what fails at it. */
export function severitiesFrom(least: Severity): readonly Severity[] {
  return SEVERITIES.slice(0, SEVERITIES.indexOf(least) + 1);
}

/**
 * The API server's own name for what is wrong with a field, as `kubectl` prints it.
 *
 * @see https://pkg.go.dev/k8s.io/apimachinery/pkg/util/validation/field#ErrorType
 */
export type ServerErrorType =
  | 'FieldValueRequired'
  | 'FieldValueInvalid'
  | 'FieldValueDuplicate'
  | 'FieldValueForbidden'
  | 'FieldValueNotSupported'
  | 'FieldValueNotFound'
  | 'FieldValueTooLong'
  | 'FieldValueTooMany'
  | 'FieldValueTypeInvalid'
  | 'InternalError';

/** What a rule says of one place in a manifest. */
export interface Violation {
  /** The field, as the API server writes it: `spec.template.spec.containers[0].image`. */
  readonly fieldPath: string;
  /** What is wrong there, in one sentence without the value, the path or the fix. */
  readonly message: string;
  /** The value that is wrong. */
  readonly value?: JsonValue;
  /** What would be accepted, in words or as a list of values. */
  readonly allowed?: string;
  /** What to do, where this place knows better than the rule's own `fix`. */
  readonly fix?: string;
  /** The API server's type of error, for rules that speak for the server. */
  readonly errorType?: ServerErrorType;
  /** How much this violation weighs, where that differs from the rule's own severity. */
  readonly severity?: Severity;
}

/** The object that a finding is about. */
export interface FindingSubject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  /** The path of the construct that made the manifest. */
  readonly constructPath?: string;
  /** The file that the manifest was read from. */
  readonly file?: string;
  /** Where the object stands in its manifest, for an object of a List: `items[2]`. */
  readonly listPath?: string;
}

/** A violation of a rule, with the rule and the object it was found in. */
export interface Finding extends Violation {
  readonly ruleId: string;
  /** How much it weighs: the violation's own severity, else the rule's. */
  readonly severity: Severity;
  /** What to do: the violation's own fix, else the rule's. */
  readonly fix: string;
  readonly subject: FindingSubject;
}
