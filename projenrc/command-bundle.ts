import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { BuildOptions, build } from 'esbuild';

const CLI = join(__dirname, '..', 'src', 'cli');

/** What the cdk8s CLI finds in the library when its plugin goes by the name of the package; no program imports it. */
export const PLUGIN = { name: 'PodPatternsValidation', bundle: './validation-plugin.js' };

/**
 * Writes the command and the plugin of the cdk8s CLI as one bundle, and beside it the files by which each is found. The bundle is made of the
 * sources, whose functions esbuild has call each other directly: those of CommonJS are asked for by way of their modules.
 *
 * @param common what all bundles are made with
 * @param folder where the bundles are
 */
export async function bundleCommand(common: BuildOptions, folder: string): Promise<void> {
  const own: BuildOptions = { ...common, outdir: folder, bundle: true, format: 'cjs', packages: 'external', tsconfig: 'tsconfig.dev.json' };
  const { metafile } = await build({ ...own, entryPoints: [join(CLI, 'index.ts')], entryNames: 'command-[hash]', metafile: true });
  const [file] = Object.keys(metafile?.outputs ?? {});
  // What starts the command reads the bundle as ASCII, which takes half the time of UTF-8. esbuild escapes what strings hold, and leaves comments
  // and regular expressions, which mean the same with escapes.
  const text = readFileSync(file, 'utf8').replace(/[^\x00-\x7F]/g, (other) => `\\u${other.charCodeAt(0).toString(16).padStart(4, '0')}`);
  writeFileSync(file, text);
  const name = `./${basename(file)}`;
  await build({ ...own, entryPoints: [join(CLI, 'start.ts')], define: { COMMAND_BUNDLE: JSON.stringify(name) } });
  writeFileSync(join(folder, PLUGIN.bundle), `exports.${PLUGIN.name} = require(${JSON.stringify(name)}).${PLUGIN.name};\n`);
}
