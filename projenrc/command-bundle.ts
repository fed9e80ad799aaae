import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { BuildOptions, build } from 'esbuild';

const CLI = join(__dirname, '..', 'src', 'cli');

/**
 * Writes the command and the plugin of the cdk8s CLI as one bundle, and beside it the files by which each is found. The bundle is made of the
 * sources, as modules that V8 need not tell from each other: as many functions call each other directly, and none by way of its file.
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
  writeFileSync(
    join(folder, 'validation-plugin.js'),
    `exports.PodPatternsValidation = require(${JSON.stringify(name)}).PodPatternsValidation;\n`,
  );
}
