import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The README of the project. */
export const README = join(__dirname, '..', '..', 'README.md');

/** A block of TypeScript in the README, and what is shown of its outcome. */
export interface ReadmeExample {
  /** The heading that it stands under, with a number where there are several. */
  readonly title: string;
  readonly code: string;
  /** The manifest that is shown after it. */
  readonly manifest?: string;
  /** The error that is shown after it. */
  readonly error?: string;
}

const BLOCK = /^## (.+)$|^### (.+)$|^```(ts|yaml|text)\n([\s\S]*?)^```$/gm;

/** Every block of TypeScript in the README, with the manifest or the error that follows it. */
export function readmeExamples(text: string = readFileSync(README, 'utf8')): ReadmeExample[] {
  const examples: ReadmeExample[] = [];
  let heading = '';
  for (const [, section, subsection, language, content] of text.matchAll(BLOCK)) {
    if (language === undefined) {
      heading = section ?? subsection;
    } else if (language === 'ts') {
      const number = examples.filter(({ title }) => title.startsWith(heading)).length + 1;
      examples.push({ title: number === 1 ? heading : `${heading} (${number})`, code: content });
    } else {
      const last = examples.pop();
      if (last) examples.push({ ...last, [language === 'yaml' ? 'manifest' : 'error']: content });
    }
  }
  return examples;
}

/** The README with other outcomes in the blocks that follow its TypeScript. */
export function withOutcomes(text: string, outcomes: readonly { readonly manifest: string; readonly error?: string }[]): string {
  let index = -1;
  return text.replace(BLOCK, (block, _section, _subsection, language) => {
    if (language === 'ts') index += 1;
    if (language === 'yaml') return `\`\`\`yaml\n${outcomes[index].manifest}\`\`\``;
    if (language === 'text') return `\`\`\`text\n${outcomes[index].error ?? ''}\n\`\`\``;
    return block;
  });
}
