import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Fetches the sources of Go modules and returns their folders, in the order of the modules. They stay in Go's module cache, so that a
 * second run fetches nothing.
 *
 * @param modules each as `path@version`
 * @throws when Go is absent or a module cannot be had, with what Go said
 */
export function moduleFolders(modules: readonly string[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'go-modules-'));
  try {
    // `go mod download` wants a module to work for, and writes the checksums that it verified beside it.
    writeFileSync(join(folder, 'go.mod'), 'module tables\n\ngo 1.22\n');
    const printed = execFileSync('go', ['mod', 'download', '-json', ...modules], {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    const found = new Map<string, string>();
    for (const entry of jsonStream(printed)) found.set(`${entry.Path}@${entry.Version}`, entry.Dir);
    return modules.map((module) => {
      const at = found.get(module);
      if (at === undefined) throw new Error(`go mod download gave no folder for ${module}`);
      return at;
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Go prints one JSON object after the other, each over several lines, with nothing between them. */
function jsonStream(text: string): { Path: string; Version: string; Dir: string }[] {
  return JSON.parse(`[${text.trim().replace(/\n\}\n\{/g, '\n},\n{')}]`) as { Path: string; Version: string; Dir: string }[];
}
