import { ServerErrorType, Violation } from '../finding';
import { ManifestRule, RuleDescription } from '../rule';
import { SchemaIssue, SchemaIssueKind } from './schema-issues';

/** A rule that reports one kind of what the walk over the schema found. All such rules share one walk over a manifest. */
export function schemaRule(kind: SchemaIssueKind, description: Omit<RuleDescription, 'id'>, errorType?: ServerErrorType): ManifestRule {
  return {
    id: `schema/${kind}`,
    ...description,
    judgeManifest(_manifest, report, { walked: { issues } }) {
      for (const issue of issues) if (issue.kind === kind) report(violationOf(issue, errorType));
    },
  };
}

function violationOf({ kind: _kind, fix, allowed, ...issue }: SchemaIssue, errorType: ServerErrorType | undefined): Violation {
  return {
    ...issue,
    ...(fix === undefined ? {} : { fix }),
    ...(allowed === undefined ? {} : { allowed }),
    ...(errorType ? { errorType } : {}),
  };
}
