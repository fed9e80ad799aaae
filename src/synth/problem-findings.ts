import { AssemblyProblem } from '../assembly/assembly-problem';
import { asObject, asString } from '../manifest/json';
import { Finding, FindingSubject, Severity } from '../rules/finding';
import { MadeManifest } from './made-manifest';

/** What was found while a manifest was made: contracts that the manifest will not show any more, and what cdk8s threw. */
export function findingsOfMaking(made: MadeManifest, constructPath: string): Finding[] {
  const metadata = asObject(made.manifest.metadata);
  const subject: FindingSubject = {
    apiVersion: asString(made.manifest.apiVersion) ?? '',
    kind: asString(made.manifest.kind) ?? '',
    name: asString(metadata.name) ?? '',
    namespace: asString(metadata.namespace),
    constructPath,
  };
  const findings: Finding[] = made.problems.map((problem) => ({ ...problem, severity: severityOf(problem), subject }));
  if (made.failure) {
    findings.push({
      ruleId: 'contract/serializable',
      severity: Severity.ERROR,
      subject,
      fieldPath: '',
      message: `the manifest cannot be made: ${made.failure.message}`,
      fix: 'Correct the prop that the message names; cdk8s raised it while it serialized the construct.',
    });
  }
  return findings;
}

function severityOf({ severity }: AssemblyProblem): Severity {
  if (severity === 'warning') return Severity.WARNING;
  return severity === 'advice' ? Severity.ADVICE : Severity.ERROR;
}
