/** What the exit code of `pod-patterns` says to a pipeline. */
export enum ExitCode {
  /** Nothing was found that weighs as much as `--fail-on`. */
  PASSED = 0,
  /** Something was found that weighs as much as `--fail-on`. */
  FAILED = 1,
  /** The command was not understood, or an input could not be read. */
  UNUSABLE = 2,
}
