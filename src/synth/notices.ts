import { IConstruct } from 'constructs';
import { Finding, Severity } from '../rules/finding';
import { formatFinding } from '../validation/format-finding';

const printed = new WeakMap<IConstruct, Set<string>>();

/**
 * Prints the warnings and the advice of an app, each once however often the app is synthesized. They go to standard error, because the
 * cdk8s CLI swallows the standard output of an app.
 */
export function printNotices(app: IConstruct, findings: readonly Finding[]): void {
  const before = printed.get(app) ?? new Set<string>();
  printed.set(app, before);
  for (const finding of findings) {
    if (finding.severity === Severity.ERROR) continue;
    const text = `[${finding.subject.constructPath ?? finding.subject.name}] ${formatFinding(finding)}\n`;
    if (before.has(text)) continue;
    before.add(text);
    process.stderr.write(text);
  }
}
