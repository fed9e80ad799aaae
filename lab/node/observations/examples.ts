import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { JsonObject } from '../../../src/manifest/json';
import { manifestsIn } from '../../compare/folder-manifests';

const SNAPSHOT = join(__dirname, '..', '..', '..', 'test', 'examples', '__snapshots__', 'examples.test.ts.snap');

/**
 * What an example synthesizes, as the snapshot of its test has it.
 *
 * @param folder the folder below `examples`
 * @param file the manifest, where the example writes several
 */
export function example(folder: string, file?: string): JsonObject[] {
  const found = [...readFileSync(SNAPSHOT, 'utf8').matchAll(/^exports\[`(.*?) writes what is pinned: (.*?) 1`\] = `\n"([\s\S]*?)"\n`;$/gm)]
    .filter(([, name, written]) => name === folder && (file === undefined || written === file))
    .map(([, , , text]) => text.replace(/\\(`|\\|\$\{)/g, '$1'));
  if (found.length === 0) {
    throw new Error(`the snapshot of the examples has no ${[folder, ...(file === undefined ? [] : [file])].join(' with ')}`);
  }
  return found.flatMap((text) => manifestsIn(text));
}
