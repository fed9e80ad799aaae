import { ContainerKind } from '../../manifest/container-kind';
import { PodTimeline } from './pod-timeline';
import { Gate } from './start-phases';

/** Something that happens to a container and has a time. */
export interface TimelineEvent {
  readonly container: string;
  /**
   * `started`: its process runs. `healthy`: its startup probe has passed, or its postStart hook has returned, for the first time. `exited`:
   * its process has ended.
   */
  readonly event: 'started' | 'healthy' | 'exited';
}

/** The start of a container, or the SIGTERM that it gets, and what has to have happened before. */
export interface TimelineStep {
  readonly action: 'start' | 'stop';
  readonly container: string;
  /** What has to have happened before; empty for what waits for nothing. */
  readonly after: readonly TimelineEvent[];
}

/**
 * The timeline as steps that can be held against the time stamps of a pod that ran: each step comes after every event that it names. In the
 * order in which they are expected; ordinary containers start together and stop together.
 *
 * @param timeline the timeline
 * @param deleted whether the pod is deleted while its containers run; a pod that runs to its end has ordinary containers that end by themselves
 */
export function timelineSteps(timeline: PodTimeline, deleted = timeline.stop.cause === 'deletion'): TimelineStep[] {
  const steps: TimelineStep[] = [];
  const reached = timeline.stuckIn === undefined ? timeline.start.length : timeline.stuckIn + 1;
  timeline.start.slice(0, reached).forEach(({ containers }, phase) => {
    const after = phase === 0 ? [] : timeline.start[phase - 1].gates.map(eventOf);
    for (const container of containers) steps.push({ action: 'start', container, after });
  });
  if (timeline.stuckIn !== undefined) return steps;
  const ordinary = timeline.containers.filter(({ kind }) => kind === ContainerKind.CONTAINER).map(({ name }) => name);
  for (const { containers, after } of timeline.stop.phases) {
    if (!deleted && containers.every((container) => ordinary.includes(container))) continue;
    const exits = after.map((container): TimelineEvent => ({ container, event: 'exited' }));
    for (const container of containers) steps.push({ action: 'stop', container, after: exits });
  }
  return steps;
}

function eventOf({ container, event }: Gate): TimelineEvent {
  if (event === 'completed') return { container, event: 'exited' };
  return { container, event: event === 'started' ? 'started' : 'healthy' };
}
