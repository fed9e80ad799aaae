import { availableParallelism } from 'os';
import { join } from 'path';
import { exampleFolders } from './demo/example-folders';
import { reportOf } from './demo/report';
import { synthesize } from './demo/synthesis';
import { Terminal } from './demo/terminal';

const REPOSITORY = join(__dirname, '..');
const BINARIES = join(REPOSITORY, 'node_modules', '.bin');

/** Synthesizes every example whose path contains the filter, and shows what starts in which order. Resolves to whether all of them succeeded. */
async function demo(filter: string | undefined): Promise<boolean> {
  const terminal = new Terminal(process.stdout);
  const examples = exampleFolders(__dirname, filter);
  if (examples.length === 0) {
    const known = exampleFolders(__dirname).map((example) => `  ${example}`);
    terminal.lines(terminal.red(`no example has '${filter ?? ''}' in its path; there are:`), ...known);
    return false;
  }
  const failed: string[] = [];
  const reports = new Map<string, string[]>();
  const waiting = [...examples];
  const unreported = [...examples];
  const work = async () => {
    for (let example = waiting.shift(); example !== undefined; example = waiting.shift()) {
      const synthesis = await synthesize(join(__dirname, example), BINARIES);
      if (!synthesis.succeeded) failed.push(example);
      reports.set(example, reportOf(example, synthesis, REPOSITORY, terminal));
      // Examples are shown in their order, whichever is done first.
      for (let report = reports.get(unreported[0]); report; report = reports.get(unreported[0])) {
        terminal.lines(...report);
        unreported.shift();
      }
      if (unreported.length > 0) terminal.progress(`${reports.size} of ${count(examples)}, now ${unreported[0]}`);
    }
  };
  terminal.progress(`cdk8s synth of ${count(examples)}`);
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), 4) }, work));
  terminal.lines(
    failed.length === 0
      ? terminal.green(`${count(examples)} synthesized`)
      : terminal.red(`${failed.length} of ${count(examples)} failed: ${failed.join(', ')}`),
  );
  return failed.length === 0;
}

function count(examples: readonly string[]): string {
  return `${examples.length} example${examples.length === 1 ? '' : 's'}`;
}

demo(process.argv[2]).then(
  (succeeded) => {
    process.exitCode = succeeded ? 0 : 1;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 1;
  },
);
