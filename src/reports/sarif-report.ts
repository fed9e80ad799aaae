import { Severity } from '../rules/finding';
import { formatFinding, formatObject, ruleAnchor } from '../validation/format-finding';
import { LocatedFinding, ReportFormat } from './check-report';

const LEVELS: Readonly<Record<Severity, string>> = {
  [Severity.ERROR]: 'error',
  [Severity.WARNING]: 'warning',
  [Severity.ADVICE]: 'note',
};

/**
 * The report in the Static Analysis Results Interchange Format, which code scanning of GitHub, GitLab and Azure DevOps takes in.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export const sarifReport: ReportFormat = {
  name: 'sarif',
  render: ({ findings, suppressed }) => {
    const located = [...findings, ...suppressed];
    const rules = [...new Set(located.map(({ finding }) => finding.ruleId))].sort();
    const log = {
      $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
      version: '2.1.0',
      runs: [
        {
          tool: {
            driver: {
              name: 'pod-patterns',
              rules: rules.map((id) => ({ id, help: { text: `docs/rules.md#${ruleAnchor(id)}` } })),
            },
          },
          columnKind: 'utf16CodeUnits',
          results: located.map((one) => resultOf(one, rules.indexOf(one.finding.ruleId))),
        },
      ],
    };
    return `${JSON.stringify(log, undefined, 2)}\n`;
  },
};

function resultOf({ finding, position, suppression }: LocatedFinding, ruleIndex: number) {
  const { subject, fieldPath, ruleId, severity } = finding;
  const region = position && { startLine: position.line, startColumn: position.column };
  const logical = [formatObject(finding), fieldPath].filter((part) => part !== '').join(': ');
  return {
    ruleId,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: formatFinding(finding) },
    locations: [
      {
        ...(subject.file === undefined ? {} : { physicalLocation: { artifactLocation: { uri: uriOf(subject.file) }, region } }),
        ...(logical === '' ? {} : { logicalLocations: [{ fullyQualifiedName: logical }] }),
      },
    ],
    ...(suppression && { suppressions: [{ kind: 'external', justification: suppression.reason }] }),
  };
}

/** A path as a URI reference: with slashes, and with what a URI may not hold escaped. */
function uriOf(file: string): string {
  const path = file.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
  return path.startsWith('/') ? `file://${path}` : path.replace(/^\.\//, '');
}
