/** What `subjects/synth.ts` prints of one run. */
export interface SynthFigures {
  /** What a user waits for. */
  readonly elapsedMilliseconds: number;
  /** What all threads of the process used, those of the compiler and the garbage collector too. */
  readonly processorMilliseconds: number;
}
