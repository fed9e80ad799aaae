import { Measurement, Row } from '../measurement';
import { median } from '../median';
import { runSubject } from '../run-subject';

/** How long a program waits for the library that has loaded cdk8s-plus-28 already. */
export class Import implements Measurement {
  public readonly name = 'import';
  private readonly times: number[] = [];

  public round(): void {
    this.times.push(runSubject<{ readonly importMilliseconds: number }>('import').importMilliseconds);
  }

  public rows(): Row[] {
    const time = median(this.times);
    return [
      {
        what: 'import of the library, where cdk8s-plus-28 is loaded',
        library: `${time.toFixed(1)} ms`,
        comparedWith: '',
        figure: time,
        bound: 15,
        unit: ' ms',
      },
    ];
  }
}
