import { parseArgs } from 'node:util';
import { nearestName } from '../../manifest/nearest-name';
import { RuleExample } from '../../rules/rule';
import { Command, UsageError } from '../command';
import { ExitCode } from '../exit-code';
import { describedRules } from '../known-rules';

/** Explains one rule. */
export const explain: Command = {
  name: 'explain',
  summary: 'Explain a rule: why, what to do, where the fact comes from, examples',
  usage: 'pod-patterns explain RULE',
  run: (args, terminal) => {
    const { positionals } = parseArgs({ args: [...args], options: {}, strict: true, allowPositionals: true });
    if (positionals.length !== 1) throw new UsageError('explain takes one rule id: `pod-patterns rules` lists them');
    const known = describedRules();
    const rule = known.find(({ id }) => id === positionals[0]);
    if (!rule) {
      const near = nearestName(
        positionals[0],
        known.map(({ id }) => id),
      );
      throw new UsageError(
        `there is no rule '${positionals[0]}'${near === undefined ? '' : `: did you mean '${near}'?`} \`pod-patterns rules\` lists them`,
      );
    }
    const range = [rule.since && `from Kubernetes ${rule.since}`, rule.until && `to Kubernetes ${rule.until}`].filter(Boolean);
    const lines = [
      `${rule.id} (${[rule.severity, ...range].join(', ')})`,
      '',
      `${rule.title}.`,
      '',
      `Why: ${rule.why}`,
      `Fix: ${rule.fix}`,
      `Source: ${rule.source}`,
      ...rule.compliant.slice(0, 1).flatMap((example) => exampleOf('Complies', example)),
      ...rule.nonCompliant.slice(0, 1).flatMap((example) => exampleOf('Does not comply', example)),
    ];
    terminal.out(`${lines.join('\n')}\n`);
    return ExitCode.PASSED;
  },
};

function exampleOf(verdict: string, { title, yaml }: RuleExample): string[] {
  return [
    '',
    `${verdict}: ${title}`,
    '',
    ...yaml
      .trim()
      .split('\n')
      .map((line) => `    ${line}`.trimEnd()),
  ];
}
