import { PodTimeline } from './pod-timeline';
import { SvgDrawing, svgText } from './svg-drawing';
import { cutToWidth, element, escaped, textWidth, wrappedToWidth } from './svg-element';
import { BarColours, SvgTheme, coloursOf } from './svg-theme';
import { BarState, Lane, TimelineChart, timelineChart } from './timeline-chart';

const WIDTH = 800;
const MARGIN = 16;
const NAME_SIZE = 14;
const SMALL = 12;
const NOTE_SIZE = 13.5;
const WIDEST_NAME = 200;
const NARROWEST_COLUMN = 44;
const LANE = 40;
const BAR = 22;
const TOP = 64;

/** The measures of one drawing. */
interface Layout {
  readonly chart: TimelineChart;
  readonly timeline: PodTimeline;
  readonly theme: SvgTheme;
  readonly width: number;
  readonly left: number;
  readonly column: number;
  readonly bottom: number;
}

/**
 * The timeline as a drawing that can be read at 800 pixels: a row for each container, a column for each phase, and below what happens where
 * one phase ends and the next one begins, by its number.
 *
 * @param timeline the timeline
 * @param theme its colours
 */
export function timelineSvg(timeline: PodTimeline, theme: SvgTheme): SvgDrawing {
  const chart = timelineChart(timeline);
  const columns = Math.max(1, columnsOf(chart));
  const names = chart.lanes.map(({ container }) => Math.max(textWidth(container.name, NAME_SIZE) * 1.06, textWidth(container.role, SMALL)));
  const left = MARGIN + Math.min(WIDEST_NAME, Math.max(60, ...names)) + 12;
  const column = Math.max(NARROWEST_COLUMN, (WIDTH - left - MARGIN - 10) / columns);
  const width = left + column * columns + MARGIN + 10;
  const bottom = TOP + Math.max(1, chart.lanes.length) * LANE;
  const layout: Layout = { chart, timeline, theme, width, left, column, bottom };
  const grace = graceBracket(layout);
  const legendTop = bottom + (grace === '' ? 14 : 40);
  const notes = noteLines(layout, legendTop + 34);
  const content = [
    ...sections(layout),
    ...chart.notes.map(({ column: at }) => gateLine(layout, at)),
    ...chart.lanes.map((lane, index) => laneOf(layout, lane, TOP + index * LANE)),
    ...chart.notes.map(({ column: at }, index) => numberMark(left + at * column, TOP - 16, index + 1, theme)),
    grace,
    legend(layout, legendTop),
    notes.content,
  ];
  return { width, height: notes.bottom + 12, content: content.join('') };
}

function columnsOf({ startColumns, runningColumns, stopColumns }: TimelineChart): number {
  return startColumns + runningColumns + stopColumns;
}

function sections({ chart, theme, left, column, bottom, timeline }: Layout): string[] {
  const { startColumns, runningColumns, stopColumns } = chart;
  const parts = [
    { name: 'start', from: 0, columns: startColumns, ground: true },
    { name: 'runs', from: startColumns, columns: runningColumns, ground: false },
    { name: timeline.stop.cause === 'end' ? 'end' : 'stop', from: startColumns + runningColumns, columns: stopColumns, ground: true },
  ].filter(({ columns }) => columns > 0);
  return parts.flatMap(({ name, from, columns, ground }) => {
    const x = left + from * column;
    const panel = ground ? [element('rect', { x, y: 10, width: columns * column, height: bottom - 4, rx: 8, fill: theme.panel })] : [];
    const label = svgText(x + (columns * column) / 2, 29, name, { size: NAME_SIZE, colour: theme.muted, weight: 600, anchor: 'middle' });
    return [...panel, label];
  });
}

function gateLine({ left, column, theme, bottom }: Layout, at: number): string {
  const x = left + at * column;
  return element('path', {
    d: `M${x.toFixed(1)} ${TOP - 6}V${bottom}`,
    stroke: theme.grid,
    'stroke-width': 1.2,
    'stroke-dasharray': '3 3',
  });
}

function numberMark(x: number, y: number, number: number, theme: SvgTheme): string {
  return (
    element('circle', { cx: x, cy: y, r: 10, fill: theme.background, stroke: theme.muted, 'stroke-width': 1.3 }) +
    svgText(x, y + 4.2, String(number), { size: SMALL, colour: theme.text, weight: 600, anchor: 'middle' })
  );
}

function laneOf({ left, column, theme }: Layout, { container, bars }: Lane, top: number): string {
  const colours = coloursOf(container, theme);
  const name = container.name || '(no name)';
  const shown = cutToWidth(name, NAME_SIZE * 1.06, WIDEST_NAME);
  const label =
    svgText(left - 12, top + 18, shown, { size: NAME_SIZE, colour: theme.text, weight: 600, anchor: 'end' }) +
    svgText(left - 12, top + 33, container.role, { size: SMALL, colour: theme.muted, anchor: 'end' });
  const y = top + (LANE - BAR) / 2;
  const drawn =
    bars.length === 0
      ? svgText(left + 8, y + 16, 'never starts', { size: SMALL, colour: theme.muted })
      : bars
          .map((bar, index) => {
            const from = left + bar.from * column + 3;
            const to = left + bar.to * column - (index === bars.length - 1 ? 3 : -3);
            return barOf(from, y, to - from, bar.state, colours);
          })
          .join('');
  return element('g', {}, element('title', {}, escaped(`${name}: ${container.role}`)), label, drawn);
}

function barOf(x: number, y: number, width: number, state: BarState, { fill, line }: BarColours): string {
  const frame = { x, y, width, height: BAR, rx: 4, stroke: line, 'stroke-width': 1.5 };
  if (state === 'stopping') return element('rect', { ...frame, fill, 'fill-opacity': 0.45, 'stroke-dasharray': '2 3' });
  if (state !== 'starting') return element('rect', { ...frame, fill });
  const slant = Array.from({ length: Math.max(0, Math.floor((width - BAR + 4) / 9) + 1) }, (_, index) => {
    const from = x + 2 + index * 9;
    return `M${from.toFixed(1)} ${y + BAR - 2}l${BAR - 6} ${-(BAR - 4)}`;
  });
  return (
    element('rect', { ...frame, fill, 'fill-opacity': 0.35 }) +
    element('path', { d: slant.join(''), stroke: line, 'stroke-width': 1.2, 'stroke-opacity': 0.55, fill: 'none' })
  );
}

/** The one period that all containers have together to stop. */
function graceBracket({ chart, timeline, left, column, bottom, theme }: Layout): string {
  if (chart.stopColumns === 0) return '';
  const from = left + (chart.startColumns + chart.runningColumns) * column + 2;
  const to = left + columnsOf(chart) * column - 2;
  const y = bottom + 16;
  const path = `M${from.toFixed(1)} ${y - 6}v12M${from.toFixed(1)} ${y}H${to.toFixed(1)}M${to.toFixed(1)} ${y - 6}v12`;
  const text = `at most ${timeline.stop.graceSeconds} s together`;
  const centre = Math.min((from + to) / 2, to - textWidth(text, SMALL) / 2 + 12);
  return (
    element('path', { d: path, stroke: theme.muted, 'stroke-width': 1.3, fill: 'none' }) +
    svgText(centre, y + 18, text, { size: SMALL, colour: theme.muted, anchor: 'middle' })
  );
}

function legend({ theme, left }: Layout, top: number): string {
  const entries: [BarState, string][] = [
    ['running', 'runs'],
    ['starting', 'does not serve yet'],
    ['stopping', 'has got SIGTERM'],
  ];
  let x = left;
  return entries
    .map(([state, text]) => {
      const at = x;
      x += 44 + textWidth(text, SMALL) + 18;
      const swatch = element(
        'g',
        { transform: `translate(${at.toFixed(1)} ${top}) scale(0.6)` },
        barOf(0, 0, 52, state, { fill: theme.panel, line: theme.muted }),
      );
      return swatch + svgText(at + 38, top + 11, text, { size: SMALL, colour: theme.muted });
    })
    .join('');
}

function noteLines({ chart, theme, width }: Layout, top: number): { readonly content: string; readonly bottom: number } {
  let y = top;
  const parts: string[] = [];
  chart.notes.forEach(({ text }, index) => {
    parts.push(numberMark(MARGIN + 10, y + 8, index + 1, theme));
    for (const line of wrappedToWidth(text, NOTE_SIZE, width - 2 * MARGIN - 32)) {
      parts.push(svgText(MARGIN + 32, y + 13, line, { size: NOTE_SIZE, colour: theme.text }));
      y += 19;
    }
    y += 8;
  });
  return { content: parts.join(''), bottom: y };
}
