import { ContainerKind } from '../../manifest/container-kind';
import { PodTimeline } from './pod-timeline';
import { StopPhase } from './stop-plan';

/** What happens where one column of a timeline's chart ends and the next one begins. */
export interface ChartNote {
  /** The column that begins here, from 0; the number of columns for the end of the chart. */
  readonly column: number;
  readonly text: string;
}

/**
 * What happens from phase to phase, in words: one note for each place, from left to right.
 *
 * @param timeline the timeline
 * @param stops the phases of the stop that have a column
 */
export function timelineNotes(timeline: PodTimeline, stops: readonly StopPhase[]): ChartNote[] {
  const runs = timeline.stuckIn === undefined && timeline.start.length > 0;
  return merged([...startNotes(timeline), ...(runs ? [...readyNotes(timeline), ...stopNotes(timeline, stops)] : [])]);
}

/** One note for each place, from left to right. */
function merged(notes: readonly ChartNote[]): ChartNote[] {
  const texts = new Map<number, string[]>();
  for (const { column, text } of notes) texts.set(column, [...(texts.get(column) ?? []), text]);
  return [...texts].sort(([left], [right]) => left - right).map(([column, several]) => ({ column, text: several.join('; ') }));
}

function startNotes({ start, stuckIn }: PodTimeline): ChartNote[] {
  return start
    .slice(0, stuckIn === undefined ? start.length : stuckIn + 1)
    .flatMap(({ gates, within }, phase) => [
      ...(gates.length > 0 ? [{ column: phase + 1, text: gates.map(({ text }) => text).join('; and ') }] : []),
      ...within.map(({ text }) => ({ column: phase, text: `${text}, before the next container of the phase starts` })),
    ]);
}

function readyNotes({ readiness, start, stop }: PodTimeline): ChartNote[] {
  const column = start.length;
  if (readiness.length > 0) {
    const probes = readiness.map(({ container, text }) => `${container}: ${text}`);
    return [{ column, text: `the pod is ready when its readiness probes pass: ${probes.join('; ')}` }];
  }
  return stop.cause === 'deletion' ? [{ column, text: 'the pod is ready: no readiness probe says otherwise' }] : [];
}

function stopNotes({ stop, containers, start }: PodTimeline, drawn: readonly StopPhase[]): ChartNote[] {
  const { cause, hooks, neverEnding, graceSeconds, outcome = '' } = stop;
  const running = start.length + 1;
  const ordinary = containers.filter(({ kind }) => kind === ContainerKind.CONTAINER).map(({ name }) => name);
  if (neverEnding.length > 0) {
    const what = said(neverEnding, 'does not end by itself', 'do not end by themselves');
    return [{ column: running, text: `${what}, so this never comes: ${outcome}` }];
  }
  const ended = said(ordinary, 'has ended', 'have ended');
  const called = hooks.filter(({ container }) => drawn.some((phase) => phase.containers.includes(container)));
  const atOnce =
    called.length > 0 ? `all preStop hooks begin (${called.map(({ container, text }) => `${container}: ${text}`).join('; ')}); ` : '';
  const notes = drawn.map(({ containers: names, after, drainSeconds }, index): ChartNote => {
    const drain = drainSeconds === undefined ? '' : ` and takes up to ${drainSeconds} s`;
    const first = cause === 'end' && ordinary.length > 0 ? ended : 'the pod is deleted';
    const why = index === 0 ? `${first}: ${atOnce}` : `${said(after, 'has exited', 'have exited')}: `;
    const hooked = index === 0 && called.some(({ container }) => names.includes(container));
    const afterHook = hooked ? `, ${names.length > 1 ? 'each ' : ''}after its own preStop hook` : '';
    return { column: running + index, text: `${why}${said(names, 'gets', 'get')} SIGTERM${afterHook}${drain}` };
  });
  const left = drawn[drawn.length - 1]?.containers ?? [];
  const killed = said(left, 'has exited, or is killed', 'have exited, or are killed');
  const end = left.length === 0 ? `${ended}: ${outcome}` : `${killed} after ${graceSeconds} s: ${outcome}`;
  const last = cause === 'end' ? end : `whatever still runs ${graceSeconds} s after the deletion is killed`;
  return [...notes, { column: running + drawn.length, text: last }];
}

/** Containers and what they do: `web has ended`, `web and logs have ended`. */
function said(names: readonly string[], one: string, several: string): string {
  const shown = names.map((name) => name || '(no name)');
  return shown.length === 1 ? `${shown[0]} ${one}` : `${shown.slice(0, -1).join(', ')} and ${shown[shown.length - 1]} ${several}`;
}
