import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { Script } from 'node:vm';

/** What Node.js calls to compile each file that is required. */
interface Compiler {
  _compile(this: NodeModule, content: string, filename: string): unknown;
}

/** The names of files that carry a hash of what is in them, so that a file by the same name is the same file. */
const HASHED = /^shared-[A-Z0-9]+\.js$/;

/**
 * What V8 made of the bundles in one run, kept beside them for the next, which then need not compile them again. Node.js does so by itself
 * from version 22 on; this is for Node.js 20.
 */
export class CompileCache {
  private readonly fresh = new Map<string, Script>();

  /** @param folder where the compiled files are kept; each version of Node.js has its own */
  public constructor(private readonly folder: string) {}

  /** Has the files that are required from now on compiled by the cache, if they are bundles. */
  public install(): void {
    const compiler = Module.prototype as unknown as Compiler;
    const original = compiler._compile;
    const run = (module: NodeModule, content: string, filename: string) => this.run(module, content, filename);
    compiler._compile = function (content, filename) {
      return HASHED.test(basename(filename)) ? run(this, content, filename) : original.call(this, content, filename);
    };
  }

  /** Runs a module, from what was kept of it where there is something. */
  public run(module: NodeModule, content: string, filename: string): void {
    const kept = this.read(filename);
    const script = new Script(Module.wrap(content), { filename, cachedData: kept });
    if (kept === undefined || script.cachedDataRejected) this.fresh.set(filename, script);
    const wrapper = script.runInThisContext() as (...args: unknown[]) => void;
    wrapper.call(module.exports, module.exports, createRequire(filename), module, filename, dirname(filename));
  }

  /** Keeps what was compiled, with the functions that were called. It is no harm if that fails, as it does where nobody may write. */
  public save(): void {
    try {
      if (this.fresh.size > 0) mkdirSync(this.folder, { recursive: true });
      for (const [filename, script] of this.fresh) {
        const place = this.placeOf(filename);
        // Other processes read and write at the same time.
        const unfinished = `${place}.${process.pid}`;
        writeFileSync(unfinished, script.createCachedData());
        renameSync(unfinished, place);
      }
    } catch {
      return;
    }
  }

  private read(filename: string): Buffer | undefined {
    try {
      return readFileSync(this.placeOf(filename));
    } catch {
      return undefined;
    }
  }

  private placeOf(filename: string): string {
    return join(this.folder, `${basename(filename)}.compiled`);
  }
}
