/** What a command may use of the process around it, so that tests can stand in for it. */
export interface Terminal {
  /** Whether standard output shows colours. */
  readonly colours: boolean;
  /** Whether somebody watches standard error, so that progress may be shown there. */
  readonly watched: boolean;
  /** How many characters a line of standard output has; undefined where that is no terminal. */
  readonly columns?: number;
  /** Writes to standard output. */
  out(text: string): void;
  /** Writes to standard error. */
  error(text: string): void;
  /** Reads standard input to its end. */
  input(): Buffer;
  /** Reads standard input chunk by chunk, for what may be longer than memory is large. */
  chunks(): Iterable<Uint8Array>;
}
