import { Severity } from '../finding';
import { RuleDescription } from '../rule';

const SOURCE = 'docs/check.md';

/** What is found in suppressions themselves: one that nobody looks at any more hides the next mistake as well. */
export const SUPPRESSION_FINDINGS: readonly RuleDescription[] = [
  suppressionFinding(
    'unused',
    Severity.ADVICE,
    'Every suppression is needed by a finding',
    'What it was for is mended, or its rule id or its objects are mistyped; it would hide the next finding of the rule without a word.',
    'Remove it, or correct its rule id and the objects it is for.',
  ),
  suppressionFinding(
    'expired',
    Severity.WARNING,
    'No suppression has expired',
    'Its author gave it a day because the finding was to be mended by then.',
    'Mend what it was for, or give it a new day and say why.',
  ),
  suppressionFinding(
    'unreadable',
    Severity.WARNING,
    'Every line of the suppressing annotation can be read',
    'A line that is not understood suppresses nothing.',
    'Write a rule id, a day in brackets if it is to end, a colon and the reason.',
  ),
];

function suppressionFinding(name: string, severity: Severity, title: string, why: string, fix: string): RuleDescription {
  return { id: `suppression/${name}`, severity, title, why, fix, source: SOURCE, compliant: [], nonCompliant: [] };
}
