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
  /** The names of the fields that rules wait for, as far as the manifest has them, in the order in which they stand in it. */
  readonly met: readonly string[];
}

/**
 * What one walk over a manifest finds for a version.
 *
 * @param telling the names of the fields that rules wait for
 */
export function walkManifest(manifest: JsonObject, version: KubernetesVersion, telling?: ReadonlySet<string>): WalkedManifest {
  const apiVersion = asString(manifest.apiVersion);
  const kind = asString(manifest.kind);
  const pass = new ManifestWalk(version, workloadKindOf(manifest)?.kind === 'Pod', telling);
  if (apiVersion !== undefined && kind !== undefined) {
    const status = kindStatus(apiVersion, kind, version.minor);
    pass.issues.kind(kind, apiVersion, status);
    pass.walk(manifest, status.status === 'present' ? status.type : NO_TYPE, CONSTRAINED_KINDS[`${apiVersion}/${kind}`]);
  } else {
    pass.walk(manifest, NO_TYPE, undefined);
  }
  return { issues: pass.issues.found, violations: pass.violations, met: pass.met };
}
