import { Finding, FindingSubject, Severity } from '../rules/finding';
import { UnreadableSuppression } from './suppressions';
import { Suppression } from './validation-policy';

/** The subject of findings on a policy itself. */
export const POLICY_SUBJECT: FindingSubject = { apiVersion: '', kind: 'ValidationPolicy', name: '' };

/** What is said of a suppression that no finding needs, or that has expired. */
export function idleFinding(suppression: Suppression, expired: boolean, fieldPath: string, subject: FindingSubject): Finding {
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

/** What is said of a line of the annotation that is not understood. */
export function unreadableFinding({ fieldPath, line }: UnreadableSuppression, subject: FindingSubject): Finding {
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
