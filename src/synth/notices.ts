import { IConstruct } from 'constructs';
import { Finding } from '../rules/finding';
import { formatFinding } from '../validation/format-finding';
import { failsSynth } from './enforcement';

const printed = new WeakMap<IConstruct, Set<string>>();

/**
 * Prints what does not fail the synth of an app, warnings and advice as a rule, each once however often the app is synthesized. They go to
 * standard error, because the cdk8s CLI swallows the standard output of an app.
 */
export function printNotices(app: IConstruct, findings: readonly Finding[]): void {
  const before = printed.get(app) ?? new Set<string>();
  printed.set(app, before);
  for (const finding of findings) {
    if (failsSynth(app, finding)) continue;
    const text = `[${finding.subject.constructPath ?? (finding.subject.name || finding.subject.kind)}] ${formatFinding(finding)}\n`;
    if (before.has(text)) continue;
    before.add(text);
    process.stderr.write(text);
  }
}
