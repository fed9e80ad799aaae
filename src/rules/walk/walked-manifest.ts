import { KubernetesVersion } from '../../cluster/kubernetes-version';
import { JsonObject, asString } from '../../manifest/json';
import { workloadKindOf } from '../../manifest/workload-kind';
import { Violation } from '../finding';
import { kindStatus } from '../schema/schema';
import { SchemaIssue } from '../schema/schema-issues';
import { CONSTRAINED_KINDS } from '../server/fields';
import { ManifestWalk } from './manifest-walk';
import { NO_TYPE } from './walk-plan';

/** What one walk over a manifest found. */
export interface WalkedManifest {
  /** Every place where it does not fit the schema of the version. */
  readonly issues: readonly SchemaIssue[];
  /** What the server's constraints on single fields refuse. */
  readonly violations: readonly Violation[];
}

/** What one walk over a manifest finds for a version. */
export function walkManifest(manifest: JsonObject, version: KubernetesVersion): WalkedManifest {
  const apiVersion = asString(manifest.apiVersion);
  const kind = asString(manifest.kind);
  const pass = new ManifestWalk(version, workloadKindOf(manifest)?.kind === 'Pod');
  if (apiVersion !== undefined && kind !== undefined) {
    const status = kindStatus(apiVersion, kind, version.minor);
    const type = status.status === 'present' ? status.type : NO_TYPE;
    pass.issues.kind(kind, apiVersion, status);
    pass.walk(manifest, type, CONSTRAINED_KINDS[`${apiVersion}/${kind}`]);
  }
  return { issues: pass.issues.found, violations: pass.violations };
}
