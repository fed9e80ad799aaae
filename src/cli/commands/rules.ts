import { parseArgs } from 'node:util';
import { Command } from '../command';
import { ExitCode } from '../exit-code';
import { describedRules } from '../known-rules';

/** Lists the rules. */
export const rules: Command = {
  name: 'rules',
  summary: 'List every rule with its severity and what it asks for',
  usage: 'pod-patterns rules',
  run: (args, terminal) => {
    parseArgs({ args: [...args], options: {}, strict: true });
    const known = describedRules();
    const width = Math.max(...known.map(({ id }) => id.length));
    terminal.out(known.map(({ id, severity, title }) => `${id.padEnd(width)}  ${severity.padEnd(7)}  ${title}\n`).join(''));
    return ExitCode.PASSED;
  },
};
