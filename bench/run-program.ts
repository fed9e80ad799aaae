import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ENVIRONMENT } from './environment';

const MAIN = join(__dirname, '..', 'bin', 'pod-patterns');
/** Runs `pod-patterns` and says at its end, on standard error, how much memory it took. */
const WITH_MEMORY = `process.on('exit', () => process.stderr.write(String(process.resourceUsage().maxRSS)));
process.argv.splice(1, 0, 'pod-patterns');
require(${JSON.stringify(MAIN)});`;

/** What one run of a program took. */
export interface ProgramFigures {
  readonly elapsedMilliseconds: number;
  readonly errorText: string;
}

/** Runs a program to its end. What it finds makes many a judge end with an exit code of its own. */
export function runProgram(command: string, args: readonly string[]): ProgramFigures {
  const start = performance.now();
  const { error, stderr } = spawnSync(command, args, { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8', env: ENVIRONMENT });
  if (error) throw error;
  return { elapsedMilliseconds: performance.now() - start, errorText: stderr };
}

/** Runs `pod-patterns check` as users do. */
export function runCheck(...paths: string[]): number {
  return runProgram(process.execPath, [MAIN, 'check', ...paths]).elapsedMilliseconds;
}

/** The most memory that `pod-patterns check` took, in MiB. */
export function memoryOfCheck(path: string): number {
  return Number(runProgram(process.execPath, ['-e', WITH_MEMORY, 'check', path]).errorText) / 1024;
}

/** Whether a program is on the PATH. */
export function isOnPath(command: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
