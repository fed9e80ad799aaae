import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Measurement, Row } from '../measurement';
import { median } from '../median';
import { runCheck, runProgram } from '../run-program';
import { writeDeployments } from '../subjects/deployments';

const TIMES = 5;

/** A whole process that judges one file, beside one that does nothing. */
export class CheckOne implements Measurement {
  public readonly name = 'check of one file';
  private readonly own: number[] = [];
  private readonly nothing: number[] = [];

  public round(): void {
    const folder = mkdtempSync(join(tmpdir(), 'pod-patterns-bench-'));
    try {
      const { file } = writeDeployments(folder, 1);
      for (let time = 0; time < TIMES; time++) {
        this.nothing.push(runProgram(process.execPath, ['-e', '0']).elapsedMilliseconds);
        this.own.push(runCheck(file));
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  public rows(): Row[] {
    const [own, nothing] = [median(this.own), median(this.nothing)];
    return [
      {
        what: 'one manifest in a file, whole process',
        library: `${own.toFixed(0)} ms`,
        comparedWith: `${nothing.toFixed(0)} ms node -e 0`,
        figure: own / nothing,
        bound: 2,
        unit: '×',
      },
    ];
  }
}
