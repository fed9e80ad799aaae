import { Measurement, Row } from '../measurement';
import { median } from '../median';
import { runSubject } from '../run-subject';
import { SynthFigures } from '../synth-figures';

const COMPARED = 1000;
const SIZES = [250, 500, 1000, 2000];

/**
 * Charts of one pod each. cdk8s resolves the dependencies of the whole app for each chart, so that bare it takes four times as long for twice
 * as many; the library does it once.
 */
export class ManyCharts implements Measurement {
  public readonly name = 'charts of one pod';
  private readonly bare: number[] = [];
  private readonly library = new Map<number, number[]>(SIZES.map((size) => [size, []]));

  public round(): void {
    this.bare.push(runSubject<SynthFigures>('synth', 'bare', COMPARED, 1).elapsedMilliseconds);
    for (const [size, times] of this.library) times.push(runSubject<SynthFigures>('synth', 'library', size, 1).elapsedMilliseconds);
  }

  public rows(): Row[] {
    const time = (size: number) => median(this.library.get(size) ?? []);
    const bare = median(this.bare);
    const compared: Row = {
      what: `${COMPARED} charts of one pod, construct and synth`,
      library: `${time(COMPARED).toFixed(0)} ms`,
      comparedWith: `${bare.toFixed(0)} ms bare`,
      figure: time(COMPARED) / bare,
      bound: 0.5,
      unit: '×',
    };
    const growth = SIZES.slice(1).map((size, index): Row => {
      const half = SIZES[index];
      return {
        what: `${size} charts beside ${half}: twice as many`,
        library: `${time(size).toFixed(0)} ms`,
        comparedWith: `${time(half).toFixed(0)} ms for ${half}`,
        figure: time(size) / time(half),
        // Twice the work takes twice the time; what is above that is room for the garbage collector.
        bound: 2.4,
        unit: '×',
      };
    });
    return [compared, ...growth];
  }
}
