import { nearestName } from '../manifest/nearest-name';
import { Command, UsageError } from './command';
import { COMMANDS } from './commands';
import { ExitCode } from './exit-code';
import { Terminal } from './terminal';

/** Runs `pod-patterns` with its arguments. */
export function run(args: readonly string[], terminal: Terminal): ExitCode {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    (name === undefined ? terminal.error : terminal.out).call(terminal, help());
    return name === undefined ? ExitCode.UNUSABLE : ExitCode.PASSED;
  }
  const command = COMMANDS.find((one) => one.name === name);
  if (!command) {
    const near = nearestName(
      name,
      COMMANDS.map((one) => one.name),
    );
    terminal.error(`pod-patterns: there is no command '${name}'${near === undefined ? '' : `: did you mean '${near}'?`}\n\n${help()}`);
    return ExitCode.UNUSABLE;
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    terminal.out(`${command.summary}.\n\nUsage: ${command.usage}\n`);
    return ExitCode.PASSED;
  }
  return attempt(command, rest, terminal);
}

function attempt(command: Command, args: readonly string[], terminal: Terminal): ExitCode {
  try {
    return command.run(args, terminal);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (!(error instanceof UsageError) && !String(code).startsWith('ERR_PARSE_ARGS')) throw error;
    terminal.error(`pod-patterns ${command.name}: ${message}\n\nSee \`pod-patterns ${command.name} --help\`.\n`);
    return ExitCode.UNUSABLE;
  }
}

function help(): string {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length));
  const commands = COMMANDS.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return [
    'Judges Kubernetes manifests as the API server will, and as an experienced operator would.',
    '',
    'Usage: pod-patterns COMMAND',
    '',
    ...commands,
    '',
    'Exit codes: 0 nothing found that weighs as much as --fail-on; 1 something found; 2 not understood, or an input that cannot be read.',
    '',
  ].join('\n');
}
