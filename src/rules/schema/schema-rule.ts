import { ServerErrorType } from '../finding';
import { ManifestRule, RuleDescription } from '../rule';
import { walkedManifest } from '../walk/walked-manifest';
import { SchemaIssueKind } from './schema-issues';

/** A rule that reports one kind of what the walk over the schema found. All such rules share one walk over a manifest. */
export function schemaRule(kind: SchemaIssueKind, description: Omit<RuleDescription, 'id'>, errorType?: ServerErrorType): ManifestRule {
  return {
    id: `schema/${kind}`,
    ...description,
    *judgeManifest(manifest, { version }) {
      for (const { kind: found, fix, allowed, ...issue } of walkedManifest(manifest, version).issues) {
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
