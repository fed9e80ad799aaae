import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Builder, podMaker } from './pods';
import { synthesize } from './synthesize';

/*
 * `heap.ts library 1000`: the bytes that each of 1,000 synthesized pods keeps, as JSON. One pod is synthesized before, so that what is loaded once
 * is not counted for each.
 */
const [builder, pods] = [process.argv[2] as Builder, Number(process.argv[3])];

const outdir = mkdtempSync(join(tmpdir(), 'pod-patterns-bench-'));
try {
  const makePod = podMaker(builder);
  synthesize(outdir, makePod, 1, 1);
  const before = usedHeap();
  const app = synthesize(outdir, makePod, 1, pods);
  const heapBytesPerPod = (usedHeap() - before) / pods;
  process.stdout.write(JSON.stringify({ charts: app.charts.length, heapBytesPerPod }));
} finally {
  rmSync(outdir, { recursive: true, force: true });
}

function usedHeap(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}
