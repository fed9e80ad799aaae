import { Row } from './measurement';

/** The rows as a Markdown table, the bound and whether it is kept in the last columns. */
export function table(rows: readonly Row[]): string {
  const head = ['what', 'library', 'beside', 'figure', 'bound', 'kept'];
  const cells = rows.map((row) => [
    row.what,
    row.library,
    row.comparedWith,
    `${row.figure.toFixed(2)}${row.unit}`,
    row.bound === undefined ? '' : `≤ ${row.bound}${row.unit}`,
    row.bound === undefined ? '' : isKept(row) ? 'yes' : 'NO',
  ]);
  const widths = head.map((title, column) => Math.max(...[head, ...cells].map((line) => line[column].length), title.length));
  const line = (texts: readonly string[]) => `| ${texts.map((text, column) => text.padEnd(widths[column])).join(' | ')} |`;
  return [line(head), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...cells.map(line)].join('\n');
}

/** Whether a row's figure is within its bound. */
export function isKept({ figure, bound }: Row): boolean {
  return bound === undefined || figure <= bound;
}
