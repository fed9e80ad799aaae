import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Builder, podMaker } from './pods';
import { synthesize } from './synthesize';

/*
 * One process, one measurement: `synth.ts library 1 1000` makes 1 chart of 1,000 pods with the library, synthesizes it, and prints
 * the milliseconds that passed and those of processor time as JSON. A process for each run keeps the just-in-time compiler and the heap of one side out of the other's.
 */
const [builder, charts, podsInEach] = [process.argv[2] as Builder, Number(process.argv[3]), Number(process.argv[4])];

const outdir = mkdtempSync(join(tmpdir(), 'pod-patterns-bench-'));
try {
  const makePod = podMaker(builder);
  const processorStart = process.cpuUsage();
  const start = performance.now();
  synthesize(outdir, makePod, charts, podsInEach);
  const elapsedMilliseconds = performance.now() - start;
  const { user, system } = process.cpuUsage(processorStart);
  process.stdout.write(JSON.stringify({ elapsedMilliseconds, processorMilliseconds: (user + system) / 1000 }));
} finally {
  rmSync(outdir, { recursive: true, force: true });
}
