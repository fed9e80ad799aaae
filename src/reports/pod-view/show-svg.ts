import { SvgDrawing, svgDocument, svgText } from '../timeline/svg-drawing';
import { cutToWidth, textWidth, wrappedToWidth } from '../timeline/svg-element';
import { SVG_THEMES, SvgTheme } from '../timeline/svg-theme';
import { timelineSvg } from '../timeline/timeline-svg';
import { PodView } from './pod-view';
import { ShowFormat } from './show-report';
import { ViewSection, costSection, sectionsBefore, viewTitle } from './view-sections';

const MARGIN = 16;
const SIZE = 13.5;
const LINE = 19;
const WIDEST_CELL = 230;
/** How much wider bold characters are. */
const BOLD = 1.12;

/** The pods as one drawing, each below the other. */
export const showSvg: ShowFormat = {
  name: 'svg',
  render: ({ pods, kubernetesVersion }, { theme: name }) => {
    const theme = SVG_THEMES[name];
    const title = `${pods.map(viewTitle).join(', ')}, Kubernetes ${kubernetesVersion}`;
    return svgDocument(
      pods.flatMap((pod) => drawingsOf(pod, kubernetesVersion, theme)),
      title,
      theme,
    );
  },
};

function drawingsOf(view: PodView, version: string, theme: SvgTheme): SvgDrawing[] {
  const timeline = timelineSvg(view.timeline, theme);
  const { width } = timeline;
  const title = cutToWidth(`${viewTitle(view)}, Kubernetes ${version}`, 18, width - 2 * MARGIN);
  return [
    { width, height: 48, content: svgText(MARGIN, 34, title, { size: 17, colour: theme.text, weight: 700 }) },
    ...sectionsBefore(view).map((section) => sectionOf(section, width, theme)),
    timeline,
    sectionOf(costSection(view), width, theme),
  ];
}

function sectionOf({ title, rows }: ViewSection, width: number, theme: SvgTheme): SvgDrawing {
  const columns = Math.max(...rows.map((row) => row.length)) - 1;
  const parts = [svgText(MARGIN, 22, title, { size: 14, colour: theme.muted, weight: 600 })];
  const starts = [MARGIN];
  for (let column = 0; column < columns; column++) {
    const widest = Math.max(...rows.map((row) => textWidth(row[column], SIZE))) * (column === 0 ? BOLD : 1);
    starts.push(starts[column] + Math.min(WIDEST_CELL, widest) + 16);
  }
  let y = 44;
  for (const row of rows) {
    starts.slice(0, -1).forEach((x, column) => {
      const weight = column === 0 ? 600 : undefined;
      parts.push(
        svgText(x, y, cutToWidth(row[column], column === 0 ? SIZE * BOLD : SIZE, WIDEST_CELL), { size: SIZE, colour: theme.text, weight }),
      );
    });
    for (const line of wrappedToWidth(row[columns], SIZE, width - MARGIN - starts[columns])) {
      parts.push(svgText(starts[columns], y, line, { size: SIZE, colour: theme.text }));
      y += LINE;
    }
    y += 3;
  }
  return { width, height: y, content: parts.join('') };
}
