import { Measurement, Row } from '../measurement';
import { median } from '../median';
import { runSubject } from '../run-subject';
import { Builder } from '../subjects/pods';
import { SynthFigures } from '../synth-figures';

const PODS = 1000;

/** 1,000 pods in one chart: the time to construct and synthesize them, and the heap that they keep. */
export class OneChart implements Measurement {
  public readonly name = `${PODS} pods in one chart`;
  private readonly figures: Record<Builder, SynthFigures[]> = { library: [], bare: [] };

  public round(): void {
    for (const builder of ['bare', 'library'] as const) this.figures[builder].push(runSubject<SynthFigures>('synth', builder, 1, PODS));
  }

  public rows(): Row[] {
    const of = (builder: Builder, figure: keyof SynthFigures) => median(this.figures[builder].map((figures) => figures[figure]));
    const [library, bare] = [of('library', 'totalMilliseconds'), of('bare', 'totalMilliseconds')];
    const [libraryHeap, bareHeap] = [of('library', 'heapBytesPerPod'), of('bare', 'heapBytesPerPod')];
    return [
      {
        what: `${PODS} pods in one chart, construct and synth`,
        library: `${library.toFixed(0)} ms`,
        comparedWith: `${bare.toFixed(0)} ms bare`,
        figure: library / bare,
        bound: 1.1,
        unit: '×',
      },
      {
        what: 'heap for each pod, after synth',
        library: `${(libraryHeap / 1024).toFixed(1)} KiB`,
        comparedWith: `${(bareHeap / 1024).toFixed(1)} KiB bare`,
        figure: libraryHeap / bareHeap,
        bound: 1.5,
        unit: '×',
      },
    ];
  }
}
