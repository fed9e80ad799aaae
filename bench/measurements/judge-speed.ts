import { Measurement, Row } from '../measurement';
import { median } from '../median';
import { runSubject } from '../run-subject';

const COUNT = 5000;
const MICROSECONDS = 1e6;

/** How many parsed Deployments a process judges in a second, by all rules. */
export class JudgeSpeed implements Measurement {
  public readonly name = `${COUNT} parsed Deployments`;
  private readonly times: number[] = [];

  public round(): void {
    this.times.push(runSubject<{ readonly microsecondsEach: number }>('judge', COUNT).microsecondsEach);
  }

  public rows(): Row[] {
    const each = median(this.times);
    return [
      {
        what: 'a parsed Deployment of three containers, all rules',
        library: `${Math.round(MICROSECONDS / each)} a second`,
        comparedWith: '20000 a second',
        figure: each,
        bound: 50,
        unit: ' µs',
      },
    ];
  }
}
