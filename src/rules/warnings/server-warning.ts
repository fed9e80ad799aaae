import { Severity } from '../finding';
import { RuleExample, PodRule } from '../rule';

/** The server's own code, which prints the warnings. */
export const WARNINGS_SOURCE = 'https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/api/pod/warnings.go';
/** The same for Services. */
export const SERVICE_WARNINGS_SOURCE = 'https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/api/service/warnings.go';

/** What the rule of one warning says of itself. */
export interface ServerWarning {
  readonly id: string;
  readonly title: string;
  readonly why: string;
  readonly fix: string;
  readonly since?: string;
  readonly onlyWith?: readonly string[];
  readonly kinds?: readonly string[];
  readonly compliant: readonly RuleExample[];
  readonly nonCompliant: readonly RuleExample[];
  readonly judge: PodRule['judge'];
}

/** A rule whose message is the text that the API server prints when it accepts the manifest. */
export function serverWarning(warning: ServerWarning): PodRule {
  return { severity: Severity.WARNING, source: WARNINGS_SOURCE, ...warning };
}

/** A text in quotes, as the server prints it. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}

/** A Pod of some spec, in flow style, for the examples. */
export function podOf(spec: string, metadata = '{ name: web }'): string {
  return `apiVersion: v1\nkind: Pod\nmetadata: ${metadata}\nspec: ${spec}\n`;
}

/** A Service of some spec, in flow style, for the examples. */
export function serviceOf(spec: string): string {
  return `apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: ${spec}\n`;
}
