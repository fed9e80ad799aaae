import { Measurement, Row } from '../measurement';
import { median } from '../median';
import { runSubject } from '../run-subject';

/** How long it takes to compute the order of a great many containers, the first time in a process. */
export class Order implements Measurement {
  public readonly name = 'order of 200 containers with 1,000 dependencies';
  private readonly times: number[] = [];

  public round(): void {
    this.times.push(runSubject<{ readonly orderMilliseconds: number }>('order').orderMilliseconds);
  }

  public rows(): Row[] {
    const time = median(this.times);
    return [{ what: this.name, library: `${time.toFixed(1)} ms`, comparedWith: '', figure: time, bound: 10, unit: ' ms' }];
  }
}
