import { Measurement, Row } from '../measurement';
import { median } from '../median';
import { runSubject } from '../run-subject';
import { Builder } from '../subjects/pods';
import { SynthFigures } from '../synth-figures';

const PODS = 1000;

/** 1,000 pods in one chart: the time to construct and synthesize them. */
export class OneChart implements Measurement {
  public readonly name = `${PODS} pods in one chart`;
  private readonly figures: Record<Builder, SynthFigures[]> = { library: [], bare: [] };

  public round(): void {
    for (const builder of ['bare', 'library'] as const) this.figures[builder].push(runSubject<SynthFigures>('synth', builder, 1, PODS));
  }

  public rows(): Row[] {
    return [
      { ...this.row('elapsedMilliseconds', 'construct and synth'), bound: 1.1 },
      this.row('processorMilliseconds', 'processor time of that'),
    ];
  }

  private row(figure: keyof SynthFigures, what: string): Row {
    const [library, bare] = (['library', 'bare'] as const).map((builder) =>
      median(this.figures[builder].map((figures) => figures[figure])),
    );
    return {
      what: `${this.name}, ${what}`,
      library: `${library.toFixed(0)} ms`,
      comparedWith: `${bare.toFixed(0)} ms bare`,
      figure: library / bare,
      unit: '×',
    };
  }
}
