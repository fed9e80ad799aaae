import { KubernetesVersion } from '../../src/cluster/kubernetes-version';
import { JsonObject } from '../../src/manifest/json';
import { SchemaIssue } from '../../src/rules/schema/schema-issues';
import { walkManifest } from '../../src/rules/walk/walked-manifest';

/** Every place where a manifest does not fit the schema of a Kubernetes minor. */
export function schemaIssues(manifest: JsonObject, minor: number): readonly SchemaIssue[] {
  return walkManifest(manifest, KubernetesVersion.of(`1.${minor}`)).issues;
}
