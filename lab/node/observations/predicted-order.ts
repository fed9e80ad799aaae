import assert from 'node:assert/strict';
import { KubernetesVersion } from '../../../src/cluster/kubernetes-version';
import { JsonObject } from '../../../src/manifest/json';
import { PodModel } from '../../../src/manifest/pod-model';
import { PodTimeline, podTimeline } from '../../../src/reports/timeline/pod-timeline';
import { LogLine, clock } from './log-line';

/** The timeline that the library draws of the pod among an example's objects, for the version of the node. */
export function predictedTimeline(objects: readonly JsonObject[]): PodTimeline {
  const pods = objects.flatMap((object) => PodModel.read(object) ?? []);
  assert.equal(pods.length, 1, `one pod expected, found ${pods.length}`);
  return podTimeline(pods[0], KubernetesVersion.V1_36);
}

/** Asserts that containers wrote their first lines phase by phase, and that what has to end before others start had. */
export function assertStartedAsPredicted({ start }: PodTimeline, lines: readonly LogLine[]): void {
  start.slice(1).forEach((phase, index) => {
    const before = start[index];
    for (const later of phase.containers) {
      for (const earlier of before.containers) assertBefore(first(lines, earlier), first(lines, later));
      for (const { container, event } of before.gates) if (event === 'completed') assertBefore(last(lines, container), first(lines, later));
    }
  });
}

/** Asserts that containers were told to stop phase by phase, each when those before it had written their last line. */
export function assertStoppedAsPredicted({ stop }: PodTimeline, lines: readonly LogLine[]): void {
  for (const { containers, after } of stop.phases) {
    for (const later of containers) for (const earlier of after) assertBefore(last(lines, earlier), first(lines, later));
  }
}

/** The predicted order with the times at which it came true. */
export function orderText(phases: readonly { readonly containers: readonly string[] }[], lines: readonly LogLine[]): string {
  return phases.map(({ containers }) => containers.map((name) => `${name} ${clock(first(lines, name).at)}`).join(' + ')).join(' → ');
}

function assertBefore(earlier: LogLine, later: LogLine): void {
  const told = ({ container, at, text }: LogLine) => `${container} '${text}' at ${clock(at)}`;
  assert.ok(earlier.at < later.at, `predicted: ${told(earlier)} before ${told(later)}`);
}

function first(lines: readonly LogLine[], name: string): LogLine {
  return oneOf(lines, name, 0);
}

function last(lines: readonly LogLine[], name: string): LogLine {
  return oneOf(lines, name, -1);
}

function oneOf(lines: readonly LogLine[], name: string, index: number): LogLine {
  const line = lines.filter(({ container }) => container === name).at(index);
  assert.ok(line, `${name} wrote nothing`);
  return line;
}
