import { spawn } from 'child_process';
import { existsSync, readFileSync, readdirSync } from 'fs';
import { delimiter, join } from 'path';
import { parseAllDocuments } from 'yaml';
import { ManifestObject } from './pod-start';

/** A manifest that an example has written. */
export interface WrittenManifest {
  readonly path: string;
  readonly objects: readonly ManifestObject[];
}

/** What came of the synthesis of an example. */
export interface Synthesis {
  readonly succeeded: boolean;
  readonly manifests: readonly WrittenManifest[];
  /** What the app and the CLI wrote to standard error: warnings of the library, or why it failed. */
  readonly messages: string;
  readonly seconds: number;
}

/**
 * Runs `cdk8s synth` in the folder of an example, as a user would.
 *
 * @param folder the folder of the example
 * @param binaries the folder with the programs of the repository's packages
 */
export async function synthesize(folder: string, binaries: string): Promise<Synthesis> {
  const start = Date.now();
  const { status, messages } = await run(join(binaries, 'cdk8s'), ['synth', '--check-upgrade=false'], folder, {
    ...process.env,
    PATH: `${binaries}${delimiter}${process.env.PATH ?? ''}`,
    // Types are checked for who edits an example; here they would take half of the time.
    TS_NODE_TRANSPILE_ONLY: 'true',
    // A manifest by itself cannot say which of its containers is an ambassador.
    POD_PATTERNS_KEEP_INTENT: 'true',
    npm_config_loglevel: 'error',
  });
  const succeeded = status === 0;
  return { succeeded, manifests: succeeded ? writtenIn(join(folder, 'dist')) : [], messages, seconds: (Date.now() - start) / 1000 };
}

function run(program: string, args: string[], cwd: string, env: NodeJS.ProcessEnv): Promise<{ status: number | null; messages: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'ignore', 'pipe'] });
    let messages = '';
    child.stderr.setEncoding('utf8').on('data', (part: string) => (messages += part));
    child.on('error', reject).on('close', (status) => resolve({ status, messages: messages.trim() }));
  });
}

function writtenIn(dist: string): WrittenManifest[] {
  if (!existsSync(dist)) return [];
  return readdirSync(dist)
    .sort()
    .map((file) => join(dist, file))
    .map((path) => ({
      path,
      objects: parseAllDocuments(readFileSync(path, 'utf8')).map((document) => document.toJS() as ManifestObject),
    }));
}
