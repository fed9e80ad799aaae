import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { ENVIRONMENT } from './environment';

const ROOT = join(__dirname, '..');

/** Runs a program of `bench/subjects` in a process of its own and returns what it measured. */
export function runSubject<Figures>(subject: string, ...args: (string | number)[]): Figures {
  const output = execFileSync(
    process.execPath,
    ['--expose-gc', '-r', 'ts-node/register/transpile-only', join(ROOT, 'bench', 'subjects', `${subject}.ts`), ...args.map(String)],
    { cwd: ROOT, encoding: 'utf8', env: { ...ENVIRONMENT, TS_NODE_PROJECT: 'tsconfig.dev.json' }, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  return JSON.parse(output) as Figures;
}
