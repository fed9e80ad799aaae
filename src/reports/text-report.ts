import { SourcePosition } from '../manifest/source-position';
import { Finding, Severity } from '../rules/finding';
import { formatCounts, formatFinding } from '../validation/format-finding';
import { CheckSummary, LocatedFinding, ReportFormat, ReportOptions } from './check-report';
import { Excerpt } from './excerpt';

const COLOURS: Readonly<Record<Severity, number>> = { [Severity.ERROR]: 31, [Severity.WARNING]: 33, [Severity.ADVICE]: 36 };
const LONGEST_LINE = 160;

/** The report for people: each finding with the lines around it and what to do, and at the end what was judged. */
export const textReport: ReportFormat = {
  name: 'text',
  begin: (options) => ({
    finding: (found) => (found.suppression ? '' : `${findingText(found, options)}\n`),
    end: summary,
  }),
};

/** One finding with its place, the lines around it and what to do. */
export function findingText({ finding, position, excerpt }: LocatedFinding, options: ReportOptions): string {
  const { file } = finding.subject;
  const [head, ...details] = formatFinding(finding).split('\n').map(printable);
  const place = file === undefined ? '' : `${printable(file)}${position ? `:${position.line}:${position.column}` : ''}: `;
  const frame = position && excerpt ? frameOf(excerpt, position) : [];
  const lines = [
    `${place}${coloured(head, finding, options)}`,
    ...frame.map((line) => (options.colours ? `\u001b[2m${line}\u001b[0m` : line)),
    ...details,
  ];
  return `${lines.join('\n')}\n`;
}

/** The lines around a place, numbered, with a mark under the column. */
function frameOf({ firstLine, lines }: Excerpt, { line, column }: SourcePosition): string[] {
  const width = String(firstLine + lines.length - 1).length;
  return lines.flatMap((text, index) => {
    const numbered = `    ${String(firstLine + index).padStart(width)} | ${printable(text)}`.trimEnd();
    const isMarked = firstLine + index === line && column <= LONGEST_LINE;
    return isMarked ? [numbered, `    ${' '.repeat(width)} | ${' '.repeat(column - 1)}^`] : [numbered];
  });
}

function summary(report: CheckSummary): string {
  const { kubernetesVersion, suppressed, files, objects, unknownKinds, otherDocuments } = report;
  const counts = formatCounts(report.counts);
  const lines = [
    `${count(objects, 'object')} in ${count(files, 'file')} judged for Kubernetes ${kubernetesVersion}: ${counts === '' ? 'nothing found' : counts}`,
  ];
  if (suppressed > 0) lines.push(`accepted by suppressions: ${count(suppressed, 'finding')}`);
  const kinds = Object.entries(unknownKinds).map(([kind, number]) => `${number} × ${printable(kind)}`);
  if (kinds.length > 0) lines.push(`not judged by a schema, because the kind is not one of Kubernetes' own: ${kinds.join(', ')}`);
  if (otherDocuments > 0) lines.push(`left out, because they have neither apiVersion nor kind: ${count(otherDocuments, 'document')}`);
  return `${lines.join('\n')}\n`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function coloured(head: string, { severity }: Finding, { colours }: ReportOptions): string {
  return colours ? `\u001b[${COLOURS[severity]};1m${severity}\u001b[0m${head.slice(severity.length)}` : head;
}

/** A text without control characters: what stands in a manifest must not move the cursor of a terminal. */
export function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, (character) => (character === '\t' ? ' ' : '\ufffd'));
}
