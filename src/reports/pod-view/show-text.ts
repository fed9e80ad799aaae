import { printable } from '../text-report';
import { cut, hanging } from '../timeline/text-lines';
import { timelineText } from '../timeline/timeline-text';
import { PodView } from './pod-view';
import { ShowFormat, ShowOptions } from './show-report';
import { ViewSection, costSection, sectionsBefore, viewTitle } from './view-sections';

const WIDEST_CELL = 30;

/** The pods for people: one screen for each. */
export const showText: ShowFormat = {
  name: 'text',
  render: ({ pods, unknownKinds, kubernetesVersion }, options) => {
    const unknown = Object.entries(unknownKinds).map(([kind, number]) => `${number} × ${kind}`);
    const lines = pods.flatMap((pod, index) => [...(index === 0 ? [] : ['', '']), ...linesOf(pod, kubernetesVersion, options)]);
    if (unknown.length > 0) {
      const head = "Not shown, because the kind is not one of Kubernetes' own: ";
      lines.push(...(lines.length > 0 ? [''] : []), ...hanging('', printable(`${head}${unknown.join(', ')}`), options.width));
    }
    return lines.map((line) => `${line}\n`).join('');
  },
};

function linesOf(view: PodView, version: string, { width, colours }: ShowOptions): string[] {
  const head = (text: string) => (colours ? `\u001b[1m${printable(text)}\u001b[0m` : printable(text));
  const sectionLines = (section: ViewSection) => [head(section.title), ...tableOf(section, width).map(printable)];
  return [
    head(cut(`${viewTitle(view)}, Kubernetes ${version}`, width)),
    ...sectionsBefore(view).flatMap(sectionLines),
    head('Timeline'),
    ...timelineText(view.timeline, width - 2).map((line) => `  ${printable(line)}`),
    ...sectionLines(costSection(view)),
  ];
}

function tableOf({ rows }: ViewSection, width: number): string[] {
  const columns = Math.max(...rows.map((row) => row.length)) - 1;
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.min(WIDEST_CELL, Math.floor(width / 3), Math.max(...rows.map((row) => [...row[column]].length))),
  );
  return rows.flatMap((row) => {
    const cells = widths.map((cell, column) => {
      const text = cut(row[column], cell);
      return text + ' '.repeat(cell - [...text].length);
    });
    return hanging(`  ${cells.join('  ')}  `, row[columns], width);
  });
}
