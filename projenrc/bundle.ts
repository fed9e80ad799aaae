import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { Metafile, Plugin, build } from 'esbuild';
import { PLUGIN, bundleCommand } from './command-bundle';

/** What jsii compiled, and where the bundles of it go: all into one folder, so that any of them finds any other beside itself. */
const LIB = join(__dirname, '..', 'lib');
const BUNDLES = join(LIB, 'bundle');

/** The file by which a program enters the library. */
const ENTRY = join(LIB, 'index.js');

/** The bytes of a file that Node.js needs longer to find than to read. */
const SMALL = 20_000;

/** A file that loads others when they are needed rather than when the library is imported. What it requires is a bundle of its own. */
const LOADER = /[\\/]load-[^\\/]+\.[jt]s$/;

/**
 * Writes the compiled library as a few large files. Node.js needs longer to find and read a hundred small files than to run what is in them.
 * What several bundles need is in a file that they share, so that there is one of each class.
 */
async function bundle(): Promise<void> {
  rmSync(BUNDLES, { recursive: true, force: true });
  const entries = [ENTRY, ...loadedLater()];
  const library = exportedNames();
  const first = await modulesOf(entries, entryPlugin(library, []));
  rmSync(BUNDLES, { recursive: true });
  const modules = await modulesOf(entries, entryPlugin(library, inSmallFiles(first)));
  const names = entries.map((entry) => basename(entry));
  for (const file of Object.keys(modules.outputs).map((output) => resolve(output))) {
    await build({
      ...COMMON,
      entryPoints: [file],
      outfile: file,
      allowOverwrite: true,
      format: 'cjs',
      footer: names.includes(basename(file)) ? { js: exportsOf(basename(file) === 'index.js' ? Object.keys(library) : []) } : {},
    });
  }
  await bundleCommand({ ...COMMON, plugins: [LEAVE_WHAT_IS_LOADED_LATER] }, BUNDLES);
}

/** esbuild shares code between bundles in ES modules only, so these are made first and each is written as CommonJS then. */
async function modulesOf(entryPoints: string[], entries: Plugin): Promise<Metafile> {
  const { metafile } = await build({
    ...COMMON,
    entryPoints,
    entryNames: '[name]',
    chunkNames: 'shared-[hash]',
    outdir: BUNDLES,
    bundle: true,
    splitting: true,
    format: 'esm',
    packages: 'external',
    plugins: [LEAVE_WHAT_IS_LOADED_LATER, entries],
    metafile: true,
  });
  return metafile;
}

/** The modules of the files that take longer to find than to read. esbuild makes one file for all that the same entries need. */
function inSmallFiles({ outputs }: Metafile): string[] {
  const shared = Object.values(outputs).filter(({ entryPoint }) => entryPoint === undefined);
  return shared.filter(({ bytes }) => bytes < SMALL).flatMap(({ inputs }) => Object.keys(inputs).map((input) => resolve(input)));
}

/**
 * What makes an entry of CommonJS out of its ES module, whose default export it is. The names that are never assigned are for those who import
 * the library from an ES module: Node.js finds them by reading the file and not by running it.
 */
function exportsOf(names: readonly string[]): string {
  return `module.exports = module.exports.default;\n0 && (module.exports = { ${names.join(', ')} });`;
}

/** The names that the library exports, each with the file that it comes from. */
function exportedNames(): Record<string, string> {
  const load = createRequire(__filename);
  const library = load(join(LIB, 'index.js')) as Record<string, unknown>;
  const modules = Object.values(load.cache).filter((module) => module?.filename.startsWith(LIB));
  return Object.fromEntries(
    Object.keys(library).map((name) => {
      // Barrels hand a name on by a getter; the file that has the value is where it comes from.
      const origin = modules.find((module) => 'value' in (Object.getOwnPropertyDescriptor(module?.exports, name) ?? {}));
      if (!origin) throw new Error(`no file of ${LIB} exports '${name}' by itself`);
      return [name, origin.filename];
    }),
  );
}

/**
 * Has the library load each of its classes when somebody first names it: most programs use a few. Every entry knows of the modules that are
 * to be together in one file, and calls none of them for it.
 */
function entryPlugin(library: Readonly<Record<string, string>>, together: readonly string[]): Plugin {
  const getter = (name: string, file: string, enumerable: boolean) =>
    `Object.defineProperty(exports, '${name}', { enumerable: ${enumerable}, get: () => require(${JSON.stringify(file)}).${name} });`;
  const getters = [
    ...Object.entries(library).map(([name, file]) => getter(name, file, true)),
    // Whoever goes through all that the library has does not load what is for the CLI alone.
    getter(PLUGIN.name, PLUGIN.bundle, false),
  ];
  const index = `Object.defineProperty(exports, '__esModule', { value: true });\n${getters.join('\n')}\n`;
  const knowsOf = `\nfunction together() {\n${together.map((file) => `require(${JSON.stringify(file)});`).join('\n')}\n}\n`;
  return {
    name: 'entries',
    setup: ({ onLoad, initialOptions }) =>
      onLoad({ filter: /\.js$/ }, ({ path }) => {
        if (!(initialOptions.entryPoints as string[]).includes(path)) return undefined;
        const contents = path === ENTRY ? index : readFileSync(path, 'utf8');
        return { contents: contents + knowsOf, resolveDir: dirname(path) };
      }),
  };
}

const COMMON = { platform: 'node', target: 'node20', logLevel: 'warning' } as const;

const LEAVE_WHAT_IS_LOADED_LATER: Plugin = {
  name: 'leave-what-is-loaded-later',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^\./ }, ({ importer, path }) =>
      LOADER.test(importer) || path === PLUGIN.bundle ? { path: `./${basename(path, '.js')}.js`, external: true } : undefined,
    ),
};

/** The files that the loaders require. */
function loadedLater(): string[] {
  const files = readdirSync(LIB, { recursive: true, encoding: 'utf8' }).map((file) => join(LIB, file));
  return files
    .filter((file) => LOADER.test(file))
    .flatMap((loader) =>
      [...readFileSync(loader, 'utf8').matchAll(/\brequire\(['"](\.[^'"]+)['"]\)/g)].map(([, path]) => `${resolve(loader, '..', path)}.js`),
    );
}

bundle().catch((error: unknown) => {
  process.stderr.write(`${relative(process.cwd(), BUNDLES)}: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
