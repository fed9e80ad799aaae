import { Severity } from '../rules/finding';
import { SUPPRESSION_FINDINGS } from '../rules/suppression';
import { formatFinding, formatObject, ruleAnchor } from '../validation/format-finding';
import { KNOWN_RULES } from '../validation/known-rules';
import { LocatedFinding, ReportFormat } from './check-report';
import { JsonList } from './json-list';

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
  begin: () => {
    const results = new JsonList(8);
    const ruleIds = new Map<string, number>();
    return {
      finding: (found) => {
        const { ruleId } = found.finding;
        const index = ruleIds.get(ruleId) ?? ruleIds.size;
        ruleIds.set(ruleId, index);
        return `${results.isEmpty ? HEAD : ''}${results.entry(resultOf(found, index))}`;
      },
      end: () => {
        const driver = { name: 'pod-patterns', rules: [...ruleIds.keys()].map(ruleOf) };
        return `${results.isEmpty ? HEAD : ''}${results.end()},\n      "tool": ${JSON.stringify({ driver })}\n    }\n  ]\n}\n`;
      },
    };
  },
};

/** What stands before the results: they come one by one, and the rules that they name are known at the end. */
const HEAD = `{
  "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
  "version": "2.1.0",
  "runs": [
    {
      "columnKind": "utf16CodeUnits",
      "results": `;

/** What the viewer of a report shows of a rule. Rules of a team's own are known by their id alone. */
function ruleOf(id: string): object {
  const rule = [...KNOWN_RULES, ...SUPPRESSION_FINDINGS].find((one) => one.id === id);
  if (!rule) return { id };
  return {
    id,
    shortDescription: { text: rule.title },
    fullDescription: { text: rule.why },
    help: { text: `${rule.fix} See docs/rules.md#${ruleAnchor(id)}.` },
    ...(rule.source.startsWith('https://') && { helpUri: rule.source }),
    defaultConfiguration: { level: LEVELS[rule.severity] },
  };
}

function resultOf({ finding, position, suppression }: LocatedFinding, ruleIndex: number): object {
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
