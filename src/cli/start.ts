import nodeModule from 'node:module';
import { join } from 'node:path';
import { CompileCache } from './compile-cache';
import { loadMain } from './load-main';

// Node.js has a cache of its own from version 22 on.
const { enableCompileCache } = nodeModule as { enableCompileCache?: () => unknown };

if (enableCompileCache) {
  enableCompileCache();
} else if (!process.env.NODE_DISABLE_COMPILE_CACHE) {
  const cache = new CompileCache(join(__dirname, `compiled-${process.version}-${process.arch}`));
  cache.install();
  // A check calls what the other commands call, and the rules.
  if (process.argv[2] === 'check') process.once('exit', () => cache.save());
}
loadMain();
