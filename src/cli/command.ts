import { ExitCode } from './exit-code';
import { Terminal } from './terminal';

/** One command of `pod-patterns`. */
export interface Command {
  readonly name: string;
  /** What it does, in one line. */
  readonly summary: string;
  /** How it is called, with its options. */
  readonly usage: string;
  /**
   * Runs the command.
   *
   * @throws UsageError if the arguments are not understood
   */
  run(args: readonly string[], terminal: Terminal): ExitCode;
}

/** Arguments that are not understood, with what would be. */
export class UsageError extends Error {}
