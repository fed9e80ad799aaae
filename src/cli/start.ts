import { join } from 'node:path';
import { CompileCache } from './compile-cache';

/** The name of the bundle that is the command; it is known when the bundle is made. */
declare const COMMAND_BUNDLE: string;

const kept = process.env.NODE_DISABLE_COMPILE_CACHE ? undefined : join(__dirname, `compiled-${process.version}-${process.arch}`);
const cache = new CompileCache(kept, require);
// A check calls what the other commands call, and the rules.
if (process.argv[2] === 'check') process.once('exit', () => cache.save());
const command = cache.load(join(__dirname, COMMAND_BUNDLE)) as typeof import('.');
command.main();
