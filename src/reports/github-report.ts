import { Severity } from '../rules/finding';
import { formatFinding } from '../validation/format-finding';
import { LocatedFinding, ReportFormat } from './check-report';

const COMMANDS: Readonly<Record<Severity, string>> = {
  [Severity.ERROR]: 'error',
  [Severity.WARNING]: 'warning',
  [Severity.ADVICE]: 'notice',
};

/**
 * The report as workflow commands of GitHub Actions, which shows each finding beside its line in a pull request.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export const githubReport: ReportFormat = {
  name: 'github',
  begin: () => ({ finding: commandOf, end: () => '' }),
};

function commandOf({ finding, position, suppression }: LocatedFinding): string {
  if (suppression) return '';
  const properties = {
    file: finding.subject.file,
    line: position?.line,
    col: position?.column,
    title: finding.ruleId,
  };
  const stated = Object.entries(properties).filter(([, value]) => value !== undefined);
  const list = stated.map(([name, value]) => `${name}=${escapeProperty(String(value))}`).join(',');
  return `::${COMMANDS[finding.severity]} ${list}::${escapeData(formatFinding(finding))}\n`;
}

/** A text within a command: a line end would begin another command. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
