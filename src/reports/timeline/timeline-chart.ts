import { ContainerKind } from '../../manifest/container-kind';
import { PodTimeline, TimelineContainer } from './pod-timeline';
import { ChartNote, timelineNotes } from './timeline-notes';

/** What a container does in a part of the timeline. */
export type BarState = 'task' | 'starting' | 'running' | 'stopping';

/** A container in one state over some columns. */
export interface Bar {
  /** The first column, from 0. */
  readonly from: number;
  /** The column behind the last one. */
  readonly to: number;
  readonly state: BarState;
}

/** A row of the chart: one container from its start to its end. */
export interface Lane {
  readonly container: TimelineContainer;
  /** Its bars from left to right; none for a container that never starts. */
  readonly bars: readonly Bar[];
}

/** A timeline as a drawing has it, without measures: a column for each phase, a row for each container. */
export interface TimelineChart {
  readonly lanes: readonly Lane[];
  readonly startColumns: number;
  /** One for a pod that gets to run, none for one that never leaves its start. */
  readonly runningColumns: number;
  readonly stopColumns: number;
  /** From left to right, one for each place that has any. */
  readonly notes: readonly ChartNote[];
}

/** Lays a timeline out in columns and rows, with a note for each change from one column to the next. */
export function timelineChart(timeline: PodTimeline): TimelineChart {
  const { containers, start, stuckIn, stop } = timeline;
  const startColumns = start.length;
  const gets = stuckIn === undefined && startColumns > 0;
  const runningColumns = gets ? 1 : 0;
  const running = startColumns + runningColumns;
  const ends = stop.cause === 'end';
  // What ends by itself is not stopped, and a pod that never ends is not stopped either.
  const hasOrdinary = containers.some(({ kind }) => kind === ContainerKind.CONTAINER);
  const stops = !gets || stop.neverEnding.length > 0 ? [] : ends && hasOrdinary ? stop.phases.slice(1) : stop.phases;
  const stopOf = (name: string) => {
    const phase = stops.findIndex((each) => each.containers.includes(name));
    return phase === -1 ? undefined : running + phase;
  };
  const lanes = containers.map((container): Lane => {
    if (stuckIn !== undefined && container.phase > stuckIn) return { container, bars: [] };
    if (container.kind === ContainerKind.INIT) {
      const to = container.phase === stuckIn ? startColumns : container.phase + 1;
      return { container, bars: [{ from: container.phase, to, state: 'task' }] };
    }
    return { container, bars: barsOf(container, startColumns, running, stopOf(container.name)) };
  });
  return { lanes, startColumns, runningColumns, stopColumns: stops.length, notes: timelineNotes(timeline, stops) };
}

function barsOf({ phase, statesHealth }: TimelineContainer, startColumns: number, running: number, stop: number | undefined): Bar[] {
  const served = statesHealth ? phase + 1 : phase;
  const bars: Bar[] = [];
  if (statesHealth) bars.push({ from: phase, to: served, state: 'starting' });
  const end = stop ?? running;
  if (served < end) bars.push({ from: served, to: end, state: 'running' });
  if (stop !== undefined) bars.push({ from: stop, to: stop + 1, state: 'stopping' });
  return startColumns === 0 ? [] : bars;
}
