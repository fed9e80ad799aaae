import { Finding, Severity } from '../rules/finding';
import { formatCounts, formatFinding } from '../validation/format-finding';
import { CheckReport, LocatedFinding, ReportFormat, ReportOptions } from './check-report';

const COLOURS: Readonly<Record<Severity, number>> = { [Severity.ERROR]: 31, [Severity.WARNING]: 33, [Severity.ADVICE]: 36 };
const LINES_BEFORE = 2;
const LINES_BEHIND = 1;
const LONGEST_LINE = 160;

/** The report for people: each finding with the lines around it and what to do, and at the end what was judged. */
export const textReport: ReportFormat = {
  name: 'text',
  render: (report, options) => [...report.findings.map((one) => findingText(one, options)), summary(report)].join('\n'),
};

/** One finding with its place, the lines around it and what to do. */
export function findingText({ finding, position }: LocatedFinding, options: ReportOptions): string {
  const { file } = finding.subject;
  const [head, ...details] = formatFinding(finding).split('\n').map(printable);
  const place = file === undefined ? '' : `${printable(file)}${position ? `:${position.line}:${position.column}` : ''}: `;
  const frame = file !== undefined && position ? frameOf(options.linesOf(file) ?? [], position.line, position.column) : [];
  const lines = [
    `${place}${coloured(head, finding, options)}`,
    ...frame.map((line) => (options.colours ? `\u001b[2m${line}\u001b[0m` : line)),
    ...details,
  ];
  return `${lines.join('\n')}\n`;
}

/** The lines around a place, numbered, with a mark under the column. */
function frameOf(lines: readonly string[], line: number, column: number): string[] {
  const first = Math.max(1, line - LINES_BEFORE);
  const last = Math.min(lines.length, line + LINES_BEHIND);
  const width = String(last).length;
  const frame: string[] = [];
  for (let number = first; number <= last; number++) {
    const text = printable(lines[number - 1] ?? '').slice(0, LONGEST_LINE);
    frame.push(`    ${String(number).padStart(width)} | ${text}`.trimEnd());
    if (number === line && column <= LONGEST_LINE) frame.push(`    ${' '.repeat(width)} | ${' '.repeat(column - 1)}^`);
  }
  return frame;
}

function summary({ kubernetesVersion, findings, suppressed, files, objects, unknownKinds, otherDocuments }: CheckReport): string {
  const counts = formatCounts(findings.map(({ finding }) => finding));
  const lines = [
    `${count(objects, 'object')} in ${count(files, 'file')} judged for Kubernetes ${kubernetesVersion}: ${counts === '' ? 'nothing found' : counts}`,
  ];
  if (suppressed.length > 0) lines.push(`accepted by suppressions: ${count(suppressed.length, 'finding')}`);
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
