import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { Builder, podMaker } from './pods';

/*
 * One process, one measurement: `synth.ts library 1 1000` makes 1 chart of 1,000 pods with the library, synthesizes it, and prints
 * milliseconds of processor time and bytes as JSON. A process for each run keeps the just-in-time compiler and the heap of one side out of the other's.
 */
const [builder, charts, podsInEach] = [process.argv[2] as Builder, Number(process.argv[3]), Number(process.argv[4])];

const outdir = mkdtempSync(join(tmpdir(), 'pod-patterns-bench-'));
try {
  const makePod = podMaker(builder);
  const heapBefore = usedHeap();
  const start = process.cpuUsage();
  const app = new App({ outdir });
  for (let chartIndex = 0; chartIndex < charts; chartIndex++) {
    const chart = new Chart(app, `chart-${chartIndex}`);
    for (let podIndex = 0; podIndex < podsInEach; podIndex++) makePod(chart, `pod-${podIndex}`);
  }
  const constructMilliseconds = millisecondsSince(start);
  app.synth();
  const totalMilliseconds = millisecondsSince(start);
  const heapAfter = usedHeap();
  process.stdout.write(
    JSON.stringify({
      charts: app.charts.length,
      constructMilliseconds,
      totalMilliseconds,
      heapBytesPerPod: (heapAfter - heapBefore) / (charts * podsInEach),
    }),
  );
} finally {
  rmSync(outdir, { recursive: true, force: true });
}

/** Processor time, user and system: what other programs do at the same time counts less in it than in the time on the wall. */
function millisecondsSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

function usedHeap(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}
