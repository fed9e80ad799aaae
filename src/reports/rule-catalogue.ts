import { RuleDescription, RuleExample } from '../rules/rule';
import { ruleAnchor } from '../validation/format-finding';

/** The rooms of the rules in the order of the catalogue, with what they have in common. */
const ROOMS: Readonly<Record<string, string>> = {
  input: 'What keeps a file from being judged.',
  schema: 'What the API server refuses or drops while it reads a manifest.',
  server: 'What the API server refuses when it validates what it has read. These cannot be suppressed.',
  warnings: 'What the API server accepts with a warning.',
  security: 'The Pod Security Standards, which a cluster enforces by namespace.',
  contract: 'What constructs and roles promise each other and a manifest cannot show. They are found while the manifest is made.',
  practice: 'What no server says and an experienced operator would.',
  suppression: 'What is found in suppressions themselves.',
};

/**
 * The catalogue of rules as a page of Markdown: what each asks for, why, what to do, and the examples that are its tests.
 *
 * Findings point to the anchors of this page, so the heading of a rule is its id.
 */
export function ruleCatalogue(rules: readonly RuleDescription[]): string {
  const rooms = Object.keys(ROOMS).filter((room) => rules.some(({ id }) => roomOf(id) === room));
  const lines = [
    '# Rules',
    '',
    'Made from the rules themselves by `npm run docs:rules`. An `error` fails the synth; a `warning` and an `advice` are printed once.',
    '',
  ];
  for (const room of rooms) {
    const own = rules.filter(({ id }) => roomOf(id) === room);
    lines.push(`- **${room}**: ${own.map(({ id }) => `[${id.slice(room.length + 1)}](#${ruleAnchor(id)})`).join(', ')}`);
  }
  for (const room of rooms) {
    lines.push('', `## ${room}`, '', ROOMS[room]);
    for (const rule of rules.filter(({ id }) => roomOf(id) === room)) lines.push('', ...sectionOf(rule));
  }
  return `${lines.join('\n')}\n`;
}

function sectionOf({ id, severity, title, why, fix, source, since, until, compliant, nonCompliant }: RuleDescription): string[] {
  const range = [since && `from Kubernetes ${since}`, until && `to Kubernetes ${until}`].filter(Boolean).join(' ');
  return [
    `### ${id}`,
    '',
    `**${title}.** (${severity}${range ? `, ${range}` : ''})`,
    '',
    why,
    '',
    `Fix: ${fix}`,
    '',
    `Source: ${source}`,
    ...compliant.flatMap((example) => exampleOf('Complies', example)),
    ...nonCompliant.flatMap((example) => exampleOf('Does not comply', example)),
  ];
}

function exampleOf(verdict: string, { title, yaml, fieldPaths }: RuleExample): string[] {
  const at = fieldPaths && fieldPaths.length > 0 ? `, reported at ${fieldPaths.map((path) => `\`${path}\``).join(', ')}` : '';
  return ['', `${verdict}: ${title}${at}`, '', '```yaml', yaml.trim(), '```'];
}

function roomOf(id: string): string {
  return id.split('/')[0];
}
