import { PodTimeline } from './pod-timeline';
import { cut, hanging } from './text-lines';
import { BarState, Lane, TimelineChart, timelineChart } from './timeline-chart';

const BARS: Readonly<Record<BarState, string>> = { task: '█', starting: '░', running: '█', stopping: '▒' };
const LEGEND = `${BARS.running} runs  ${BARS.starting} does not serve yet  ${BARS.stopping} has got SIGTERM`;
const LONGEST_NAME = 24;
const NARROWEST_COLUMN = 4;

/**
 * The timeline as lines of text: a row for each container, a column for each phase, and what happens where one phase ends and the next one
 * begins, numbered as above the chart. Where there are more phases than fit, the rows are left out.
 *
 * @param timeline the timeline
 * @param width the most characters of a line
 */
export function timelineText(timeline: PodTimeline, width: number): string[] {
  const chart = timelineChart(timeline);
  const head = Math.min(LONGEST_NAME, Math.max(0, ...chart.lanes.map(({ container }) => [...(container.name || '(no name)')].length))) + 2;
  const columns = chart.startColumns + chart.runningColumns + chart.stopColumns;
  // A number stands at the end of the last column as well.
  const room = Math.floor((width - head - 2) / Math.max(1, columns));
  const drawing = room < NARROWEST_COLUMN || columns === 0 ? [] : drawn(chart, head, Math.min(room, 16), width);
  const marks = String(chart.notes.length).length;
  const notes = chart.notes.flatMap(({ text }, index) => hanging(`${String(index + 1).padStart(marks)}  `, text, width));
  return [...drawing, ...notes];
}

function drawn(chart: TimelineChart, head: number, room: number, width: number): string[] {
  const { startColumns, runningColumns, stopColumns, lanes, notes } = chart;
  const places = new Array<string>((startColumns + runningColumns + stopColumns) * room + 3).fill(' ');
  notes.forEach(({ column }, index) => [...String(index + 1)].forEach((digit, at) => (places[column * room + at] = digit)));
  const section = (name: string, columns: number) => cut(name, columns * room - 1).padEnd(columns * room);
  const sections = [
    section('start', startColumns),
    ...(runningColumns > 0 ? [section('runs', runningColumns)] : []),
    ...(stopColumns > 0 ? [section('stop', stopColumns)] : []),
  ];
  return [
    `${' '.repeat(head)}${sections.join('')}`.trimEnd(),
    `${' '.repeat(head)}${places.join('')}`.trimEnd(),
    ...lanes.map((lane) => `${cut(lane.container.name || '(no name)', head - 2).padEnd(head)}${row(lane, room)}`.trimEnd()),
    `${' '.repeat(Math.max(0, Math.min(head, width - LEGEND.length)))}${LEGEND}`,
  ];
}

function row({ bars }: Lane, room: number): string {
  if (bars.length === 0) return 'never starts';
  let line = ' '.repeat(bars[0].from * room);
  bars.forEach(({ from, to, state }, index) => {
    const last = index === bars.length - 1;
    // A gap behind the last bar shows where the container ends.
    line += BARS[state].repeat((to - from) * room - (last ? 1 : 0));
  });
  return line;
}
