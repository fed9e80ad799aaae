/** What `subjects/synth.ts` prints of one run. */
export interface SynthFigures {
  readonly constructMilliseconds: number;
  readonly totalMilliseconds: number;
  readonly heapBytesPerPod: number;
}
