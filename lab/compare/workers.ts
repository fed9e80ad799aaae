import { ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { PartFigures } from './figures';

/** What is compared in a run: the same for each of its processes. */
export interface RunOfParts {
  readonly count: number;
  readonly seed: number;
  readonly versions: readonly string[];
  /** A folder of manifests of other projects. */
  readonly fixtures?: string;
}

/** What a process says: that it waits for a part, what it found, or why it cannot go on. */
export type Answer = 'ready' | PartFigures | { readonly failure: string };

/** The sources as they are: they are checked elsewhere. */
const NODE_OPTIONS = ['--require', 'ts-node/register/transpile-only'];

/**
 * Compares the parts of a run in several processes, each taking the next part when it is done with one.
 *
 * @param parts how many parts of made manifests there are
 * @param done called with the number of parts that are compared, and of all
 * @returns what each part found, in the order of the parts, so that it does not matter which process took which
 */
export async function comparePartsWith(
  processes: number,
  run: RunOfParts,
  parts: number,
  done: (compared: number, all: number) => void,
): Promise<PartFigures[]> {
  const waiting: (number | 'given')[] = ['given', ...Array.from({ length: parts }, (_, part) => part)];
  const all = waiting.length;
  const found: PartFigures[] = [];
  let next = 0;
  let compared = 0;
  const children: ChildProcess[] = [];
  const work = (child: ChildProcess) =>
    new Promise<void>((resolve, reject) => {
      let at = -1;
      child.on('message', (answer: Answer) => {
        if (typeof answer === 'object' && 'failure' in answer) {
          reject(new Error(answer.failure));
          return;
        }
        if (answer !== 'ready') {
          found[at] = answer;
          done((compared += 1), all);
        }
        if (next === all) {
          resolve();
          return;
        }
        child.send(waiting[(at = next++)]);
      });
      child.on('error', reject);
      child.on('exit', (code, signal) => reject(new Error(`a process of the comparison ended with ${signal ?? `exit code ${code}`}`)));
      child.send(run);
    });
  try {
    for (let count = 0; count < Math.min(processes, all); count += 1) {
      children.push(fork(join(__dirname, 'worker.ts'), { execArgv: NODE_OPTIONS, serialization: 'advanced' }));
    }
    await Promise.all(children.map(work));
  } finally {
    for (const child of children) if (child.connected) child.disconnect();
  }
  return found;
}
