import { loadV8 } from './load-built-in';

const FLAG = '--max-inlined-bytecode-size-cumulative';
/** What V8 allows by itself. */
const USUAL = 920;
const LIMIT = 230;

/**
 * Has V8 copy less of other functions into each function that it optimizes, until the process ends. The rules are many small functions, which call
 * each other across all of them, and V8 would be busy with a few large ones for most of a check.
 *
 * It is for a process that does nothing else: a program that has the library in it decides on this itself.
 */
export function limitInlining(): void {
  const { setFlagsFromString } = loadV8();
  setFlagsFromString(`${FLAG}=${LIMIT}`);
  // What V8 compiled is kept for processes that begin with the usual flags, and V8 looks at no other.
  process.prependOnceListener('exit', () => setFlagsFromString(`${FLAG}=${USUAL}`));
}
