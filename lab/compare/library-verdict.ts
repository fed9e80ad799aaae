import { KubernetesVersion } from '../../src/cluster/kubernetes-version';
import { JsonObject } from '../../src/manifest/json';
import { Finding, Severity } from '../../src/rules/finding';
import { Rule } from '../../src/rules/rule';
import { SCHEMA_RULES } from '../../src/rules/schema';
import { SERVER_RULES } from '../../src/rules/server';
import { WARNING_RULES } from '../../src/rules/warnings';
import { judge } from '../../src/validation/judge';

/** The rules that speak for the server. */
export const SPEAKING_RULES: readonly Rule[] = [...SCHEMA_RULES, ...SERVER_RULES, ...WARNING_RULES];

/** What the library expects a server to say of one manifest. */
export interface LibraryVerdict {
  readonly accepted: boolean;
  /** The paths of values that no decoder takes. */
  readonly undecodable: readonly string[];
  /** The paths of fields that the version does not have. */
  readonly unknown: readonly string[];
  readonly errors: readonly { readonly type: string; readonly field: string; readonly ruleId: string }[];
  readonly warnings: readonly string[];
  /** The paths of fields that have no effect. */
  readonly dropped: readonly string[];
  /** The rules that threw. */
  readonly failed: readonly string[];
}

const UNKNOWN_FIELD_RULES: ReadonlySet<string> = new Set(['schema/unknown-field', 'schema/newer-field', 'schema/removed-field']);

/** Judges one manifest by the rules that speak for the server. */
export function libraryVerdict(manifest: JsonObject, version: KubernetesVersion): LibraryVerdict {
  return libraryVerdicts([manifest], version)[0];
}

/** Judges manifests one by one, none of them beside the others, by the rules that speak for the server. */
export function libraryVerdicts(manifests: readonly JsonObject[], version: KubernetesVersion): LibraryVerdict[] {
  const subjects = manifests.map((manifest, index) => ({ manifest, file: String(index) }));
  const findings = manifests.map((): Finding[] => []);
  for (const finding of judge(subjects, { version, rules: SPEAKING_RULES })) findings[Number(finding.subject.file)].push(finding);
  return findings.map(verdictOf);
}

/** What the findings on one manifest say of it. */
export function verdictOf(findings: readonly Finding[]): LibraryVerdict {
  const failed = findings.filter(isFailure).map(({ ruleId, message }) => `${ruleId}: ${message}`);
  const errors = findings.filter(({ severity }) => severity === Severity.ERROR);
  return {
    accepted: errors.length === 0,
    undecodable: errors.filter(({ ruleId }) => ruleId === 'schema/wrong-type').map(({ fieldPath }) => fieldPath),
    unknown: errors.filter(({ ruleId }) => UNKNOWN_FIELD_RULES.has(ruleId)).map(({ fieldPath }) => fieldPath),
    errors: errors.filter(({ ruleId }) => !ruleId.startsWith('schema/')).map(errorOf),
    warnings: findings.filter(isServerWarning).map(({ message }) => message),
    dropped: findings.filter(({ ruleId }) => ruleId === 'schema/dropped-field').map(({ fieldPath }) => fieldPath),
    failed,
  };
}

function errorOf({ errorType, fieldPath, ruleId }: Finding): LibraryVerdict['errors'][number] {
  return { type: errorType ?? 'no type', field: fieldPath, ruleId };
}

function isFailure({ message }: Finding): boolean {
  return message.startsWith('the rule itself failed');
}

function isServerWarning(finding: Finding): boolean {
  return finding.ruleId.startsWith('warnings/') && finding.severity === Severity.WARNING && !isFailure(finding);
}
