import { run } from '../../src/cli/run';

/** What a command wrote and how it ended. */
export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

/** Runs `pod-patterns` within the test's own process. */
export function runCommand(
  args: readonly string[],
  { input = '', colours = false, columns }: { input?: string; colours?: boolean; columns?: number } = {},
): Outcome {
  let out = '';
  let error = '';
  const code = run(args, {
    out: (text) => (out += text),
    error: (text) => (error += text),
    input: () => Buffer.from(input),
    chunks: () => [Buffer.from(input)],
    colours,
    columns,
    watched: false,
  });
  return { code, out, error };
}
