import { JsonObject, asObject, asString } from '../manifest/json';
import { podTemplateOf, workloadKindOf } from '../manifest/workload-kind';
import { Finding, Severity } from '../rules/finding';
import { isServerRule } from '../rules/rule-id';
import { isDay } from './day';
import { Suppression } from './validation-policy';

/**
 * The annotation by which an object, or its pod template, accepts findings: one line for each rule, with the rule's id, a colon and the
 * reason; a day in brackets behind the id ends it.
 *
 *     pod-patterns.cdk8s.io/suppress: |
 *       practice/floating-tag: the digest is pinned by the admission webhook
 *       practice/requests (2027-01-31): measured next month
 */
export const SUPPRESS_ANNOTATION = 'pod-patterns.cdk8s.io/suppress';

/** A suppression with where it stands and whether any finding needed it. */
export interface ActiveSuppression {
  readonly suppression: Suppression;
  /** The annotation's field path, for a suppression that a manifest carries; undefined for one of the policy. */
  readonly fieldPath?: string;
  used: boolean;
}

/** A line of the annotation that says nothing that can be followed. */
export interface UnreadableSuppression {
  readonly fieldPath: string;
  readonly line: string;
}

const LINE = /^\s*([A-Za-z0-9./_-]+)\s*(?:\(([^)]*)\))?\s*:\s*(.*\S)\s*$/;

/** What a manifest says of suppressions itself. */
export interface AnnotatedSuppressions {
  readonly active: readonly ActiveSuppression[];
  /** The lines that cannot be read. */
  readonly unreadable: readonly UnreadableSuppression[];
}

const NONE: AnnotatedSuppressions = { active: [], unreadable: [] };

/** The suppressions that a manifest carries itself, and the lines of them that cannot be read. */
export function annotatedSuppressions(manifest: JsonObject): AnnotatedSuppressions {
  const workload = workloadKindOf(manifest);
  const own = annotationOf(manifest);
  // A Pod has no template beside itself.
  const ofTemplate = workload?.templateFieldPath ? annotationOf(podTemplateOf(manifest, workload)) : undefined;
  if (own === undefined && ofTemplate === undefined) return NONE;
  const lines = [...linesOf(own, ''), ...linesOf(ofTemplate, `${workload?.templateFieldPath}.`)];
  return {
    active: lines.flatMap((line) => ('suppression' in line ? [line] : [])),
    unreadable: lines.flatMap((line) => ('suppression' in line ? [] : [line])),
  };
}

function annotationOf(holder: JsonObject | undefined): string | undefined {
  return holder && asString(asObject(asObject(holder.metadata).annotations)[SUPPRESS_ANNOTATION]);
}

/** What the lines of an annotation say, of an object at a path. */
function linesOf(text: string | undefined, path: string): (ActiveSuppression | UnreadableSuppression)[] {
  if (text === undefined) return [];
  const fieldPath = `${path}metadata.annotations[${SUPPRESS_ANNOTATION}]`;
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => {
    const [, rule, expires, reason] = LINE.exec(line) ?? [];
    if (rule === undefined || (expires !== undefined && !isDay(expires))) return { fieldPath, line: line.trim() };
    return { suppression: { rule, reason, expires }, fieldPath, used: false };
  });
}

/** The suppression that accepts a finding, or undefined. An error of the server is accepted by none. */
export function suppressionOf(finding: Finding, suppressions: readonly ActiveSuppression[], today: string): ActiveSuppression | undefined {
  if (isServerRule(finding.ruleId) && finding.severity === Severity.ERROR) return undefined;
  return suppressions.find(
    ({ suppression }) => suppression.rule === finding.ruleId && !isExpired(suppression, today) && fits(suppression, finding),
  );
}

/** Whether a suppression has come to its end. */
export function isExpired({ expires }: Suppression, today: string): boolean {
  return expires !== undefined && expires < today;
}

function fits({ kind, name, namespace, constructPath }: Suppression, { subject }: Finding): boolean {
  if (kind !== undefined && kind !== subject.kind) return false;
  if (namespace !== undefined && namespace !== (subject.namespace ?? 'default')) return false;
  if (constructPath !== undefined && !matches(constructPath, subject.constructPath)) return false;
  return name === undefined || matches(name, subject.name);
}

/** Whether a text fits a pattern in which `*` stands for any text. */
function matches(pattern: string, text: string | undefined): boolean {
  if (text === undefined) return false;
  const parts = pattern.split('*');
  if (parts.length === 1) return pattern === text;
  let at = parts[0].length;
  if (!text.startsWith(parts[0])) return false;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  const last = parts[parts.length - 1];
  return text.length - last.length >= at && text.endsWith(last);
}
