import { ServerErrorType } from '../finding';
import { ManifestRule, RuleDescription } from '../rule';
import { SchemaIssueKind, schemaIssues } from './schema-walk';

/** A rule that reports one kind of what the walk over the schema found. All such rules share one walk over a manifest. */
export function schemaRule(kind: SchemaIssueKind, description: Omit<RuleDescription, 'id'>, errorType?: ServerErrorType): ManifestRule {
  return {
    id: `schema/${kind}`,
    ...description,
    *judgeManifest(manifest, { version }) {
      for (const { kind: found, fix, allowed, ...issue } of schemaIssues(manifest, version.minor)) {
        if (found !== kind) continue;
        yield {
          ...issue,
          ...(fix === undefined ? {} : { fix }),
          ...(allowed === undefined ? {} : { allowed }),
          ...(errorType ? { errorType } : {}),
        };
      }
    },
  };
}
