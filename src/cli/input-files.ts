import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { decodeText } from './decode-text';

/** The name by which standard input is given and reported. */
export const STANDARD_INPUT = '-';

/** The most bytes of a file that are read: what is larger is no manifest, and would take the memory of the pipeline. */
const LARGEST_FILE = 100 * 1024 * 1024;
const MANIFEST_FILE = /\.(ya?ml|json)$/i;

/** A file to read. */
export interface InputFile {
  readonly file: string;
  /** Whether the file was named itself, and not found in a folder. */
  readonly named: boolean;
  /** Why it cannot be read, where that is known already. */
  readonly unreadable?: string;
}

/**
 * The files that arguments name: a file is itself, a folder stands for the manifests in it and below, in the order of their names. Hidden
 * folders and `node_modules` are passed over, and so are links to folders, which may lead in circles.
 */
export function inputFiles(paths: readonly string[]): InputFile[] {
  const found = new Map<string, InputFile>();
  const add = (input: InputFile) => {
    if (found.get(input.file)?.named !== true) found.set(input.file, input);
  };
  for (const path of paths) {
    if (path === STANDARD_INPUT) {
      add({ file: STANDARD_INPUT, named: true });
      continue;
    }
    try {
      if (statSync(path).isDirectory()) walk(path, add);
      else add({ file: path, named: true });
    } catch (error) {
      add({ file: path, named: true, unreadable: reasonOf(error) });
    }
  }
  return [...found.values()];
}

/**
 * Reads a file as text.
 *
 * @throws an error that says why the file cannot be read
 */
export function readInput(file: string, standardInput: () => Buffer): string {
  let bytes: Buffer;
  if (file === STANDARD_INPUT) {
    bytes = standardInput();
    assertSize(bytes.length);
  } else {
    const status = statSync(file);
    if (!status.isFile() && !status.isFIFO() && !status.isCharacterDevice()) throw new Error('it is no file');
    assertSize(status.size);
    bytes = readFileSync(file);
  }
  return decodeText(bytes);
}

/** Why an input cannot be read, in words. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'it does not exist';
  if (code === 'EACCES' || code === 'EPERM') return 'it may not be read by this user';
  if (code === 'ELOOP') return 'its links lead in a circle';
  return message;
}

/**
 * Holds a size against the most that is read.
 *
 * @throws an error if it is more
 */
export function assertSize(bytes: number): void {
  if (bytes > LARGEST_FILE) throw new Error(`it has ${Math.ceil(bytes / 1024 / 1024)} MiB, and 100 MiB is the most that is read`);
}

function walk(folder: string, add: (input: InputFile) => void): void {
  let entries;
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    add({ file: folder, named: true, unreadable: reasonOf(error) });
    return;
  }
  entries.sort((left, right) => (left.name < right.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!entry.name.startsWith('.') && entry.name !== 'node_modules') walk(path, add);
    } else if (MANIFEST_FILE.test(entry.name) && !(entry.isSymbolicLink() && leadsToFolder(path))) {
      add({ file: path, named: false });
    }
  }
}

function leadsToFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
