import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Measurement, Row } from '../measurement';
import { median } from '../median';
import { memoryOfCheck, runCheck } from '../run-program';
import { writeDeployments } from '../subjects/deployments';

const [FEW, MANY] = [2000, 20000];

/** What a check of ten times as many manifests takes: ten times the time, and hardly more memory. */
export class CheckGrowth implements Measurement {
  public readonly name = `check of ${MANY} manifests beside ${FEW}`;
  private readonly times: Record<number, number[]> = { [FEW]: [], [MANY]: [] };
  private readonly memory: Record<string, Record<number, number[]>> = {
    'in one file': { [FEW]: [], [MANY]: [] },
    'in files': { [FEW]: [], [MANY]: [] },
  };

  public round(): void {
    const root = mkdtempSync(join(tmpdir(), 'pod-patterns-bench-'));
    try {
      for (const count of [FEW, MANY]) {
        const { folder, file } = writeDeployments(root, count);
        this.times[count].push(runCheck(file));
        this.memory['in one file'][count].push(memoryOfCheck(file));
        this.memory['in files'][count].push(memoryOfCheck(folder));
      }
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  }

  public rows(): Row[] {
    const [few, many] = [median(this.times[FEW]), median(this.times[MANY])];
    const time: Row = {
      what: `${MANY} manifests beside ${FEW}, time`,
      library: `${(many / 1000).toFixed(1)} s`,
      comparedWith: `${(few / 1000).toFixed(1)} s for ${FEW}`,
      figure: many / few,
      // Ten times the work takes ten times the time; what is above that is room for the garbage collector.
      bound: 12,
      unit: '×',
    };
    const memory = Object.entries(this.memory).map(([where, of]): Row => {
      const [small, large] = [median(of[FEW]), median(of[MANY])];
      return {
        what: `${MANY} manifests ${where} beside ${FEW}, memory`,
        library: `${large.toFixed(0)} MiB`,
        comparedWith: `${small.toFixed(0)} MiB for ${FEW}`,
        figure: large / small,
        bound: 1.5,
        unit: '×',
      };
    });
    return [time, ...memory];
  }
}
