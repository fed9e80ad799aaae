import { Measurement, Row } from '../measurement';
import { median } from '../median';
import { runSubject } from '../run-subject';
import { Builder } from '../subjects/pods';

const PODS = 1000;

/** The heap that each pod of an app keeps once it is synthesized. */
export class Heap implements Measurement {
  public readonly name = `heap of ${PODS} pods`;
  private readonly bytes: Record<Builder, number[]> = { library: [], bare: [] };

  public round(): void {
    for (const builder of ['bare', 'library'] as const) {
      this.bytes[builder].push(runSubject<{ readonly heapBytesPerPod: number }>('heap', builder, PODS).heapBytesPerPod);
    }
  }

  public rows(): Row[] {
    const [library, bare] = [median(this.bytes.library), median(this.bytes.bare)];
    return [
      {
        what: 'heap for each pod, after synth',
        library: `${(library / 1024).toFixed(1)} KiB`,
        comparedWith: `${(bare / 1024).toFixed(1)} KiB bare`,
        figure: library / bare,
        bound: 1.5,
        unit: '×',
      },
    ];
  }
}
