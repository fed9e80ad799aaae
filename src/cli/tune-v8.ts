import { loadV8 } from './load-built-in';

/** Flags of V8 as a check of many manifests wants them, and as V8 has them by itself. */
const FLAGS = [
  // The rules are many small functions that call each other across all of them. V8 copies those that are called into those that call, and would
  // be busy with a few large ones for most of a check.
  { wanted: '--max-inlined-bytecode-size-cumulative=230', usual: '--max-inlined-bytecode-size-cumulative=920' },
  // The objects of a few manifests are held until these are judged. V8 may take that for a long life and give old memory to all that come after,
  // where they would wait for a full collection.
  { wanted: '--no-allocation-site-pretenuring', usual: '--allocation-site-pretenuring' },
];

/**
 * Has V8 compile and allocate as suits a check of many manifests, until the process ends.
 *
 * It is for a process that does nothing else: a program that has the library in it decides on this itself.
 */
export function tuneV8(): void {
  const { setFlagsFromString } = loadV8();
  FLAGS.forEach(({ wanted }) => setFlagsFromString(wanted));
  // What V8 compiled is kept for processes that begin with the usual flags, and V8 looks at no other.
  process.prependOnceListener('exit', () => FLAGS.forEach(({ usual }) => setFlagsFromString(usual)));
}
