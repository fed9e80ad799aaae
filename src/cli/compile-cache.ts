import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Script } from 'node:vm';

/** What Node.js puts around the text of a module. */
type Wrapper = (exports: object, require: NodeJS.Require, module: { exports: object }, filename: string, folder: string) => void;

/**
 * What V8 made of bundles in one run, kept beside them for the next, which then need not compile them again. Node.js has a cache of its own
 * from version 22 on, but keeps what is compiled when a file is loaded, and not the functions, which are compiled when they are called.
 */
export class CompileCache {
  private readonly fresh = new Map<string, Script>();

  /**
   * @param folder where the compiled files are kept, each version of Node.js has its own; undefined where nothing is to be kept
   * @param require what the bundles require other files by
   */
  public constructor(
    private readonly folder: string | undefined,
    private readonly require: NodeJS.Require,
  ) {}

  /**
   * What a bundle exports. It is compiled from what was kept of it where there is something.
   *
   * @param filename the bundle: all of it is ASCII, and its name carries a hash of what is in it, because V8 itself compares no more than the
   * length of what it is to compile and what was kept
   */
  public load(filename: string): object {
    const kept = this.read(filename);
    const text = readFileSync(filename, 'latin1');
    const script = new Script(`(function (exports, require, module, __filename, __dirname) { ${text}\n})`, { filename, cachedData: kept });
    if (kept === undefined || script.cachedDataRejected) this.fresh.set(filename, script);
    const module = { exports: {} };
    const wrapper = script.runInThisContext() as Wrapper;
    wrapper.call(module.exports, module.exports, this.require, module, filename, dirname(filename));
    return module.exports;
  }

  /** Keeps what was compiled, with the functions that were called. It is no harm if that fails, as it does where nobody may write. */
  public save(): void {
    const { folder } = this;
    if (folder === undefined || this.fresh.size === 0) return;
    try {
      mkdirSync(folder, { recursive: true });
      for (const [filename, script] of this.fresh) {
        const place = placeOf(filename, folder);
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
    if (this.folder === undefined) return undefined;
    try {
      return readFileSync(placeOf(filename, this.folder));
    } catch {
      return undefined;
    }
  }
}

function placeOf(filename: string, folder: string): string {
  return join(folder, `${basename(filename)}.compiled`);
}
