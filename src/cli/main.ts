import { readFileSync, readSync, writeSync } from 'node:fs';
import { run } from './run';

/** The whole of a text, also where a pipe takes it piece by piece: a process that ends with output of its own pending would cut it off. */
function write(descriptor: number, text: string): void {
  const bytes = Buffer.from(text);
  let written = 0;
  while (written < bytes.length) {
    try {
      written += writeSync(descriptor, bytes, written);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // The reader of a pipe may go before the end, as `head` does.
      if (code === 'EPIPE') return;
      if (code !== 'EAGAIN') throw error;
    }
  }
}

const CHUNK = 256 * 1024;
const MOMENT = 5;

/** Standard input as it comes. */
function* chunks(): Iterable<Uint8Array> {
  const chunk = new Uint8Array(CHUNK);
  for (;;) {
    let bytes: number;
    try {
      bytes = readSync(0, chunk);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EOF') return;
      if (code !== 'EAGAIN') throw error;
      // Whoever writes to the pipe has not written yet.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, MOMENT);
      continue;
    }
    if (bytes === 0) return;
    yield chunk.subarray(0, bytes);
  }
}

/** Runs the command that the process was started for, to the end of the process. */
export function main(): void {
  const exitCode = run(process.argv.slice(2), {
    out: (text) => write(1, text),
    error: (text) => write(2, text),
    input: () => readFileSync(0),
    chunks,
    // Node.js loads its streams when it is first asked for one: whoever finds nothing need not know what a terminal can show.
    get colours() {
      return process.stdout.isTTY && !process.env.NO_COLOR && process.env.TERM !== 'dumb';
    },
    get columns() {
      return process.stdout.columns;
    },
    get watched() {
      return process.stderr.isTTY;
    },
  });
  // All output is written by now. A process that is left to end by itself waits for compilers and gives its memory back bit by bit.
  process.exit(exitCode);
}
