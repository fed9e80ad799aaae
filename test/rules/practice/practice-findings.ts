import { parseAllDocuments } from 'yaml';
import { KubernetesVersion } from '../../../src/cluster/kubernetes-version';
import { PodIntent } from '../../../src/manifest/intent';
import { JsonObject, isJsonObject } from '../../../src/manifest/json';
import { WORKLOAD_KINDS } from '../../../src/manifest/workload-kind';
import { Finding } from '../../../src/rules/finding';
import { Rule } from '../../../src/rules/rule';
import { judge } from '../../../src/validation/judge';

/** The kinds of workload in which a practice is tried. */
export const KINDS = ['Pod', 'Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'];

/** A workload of a kind around the spec of a pod, which is given as YAML. Its pods have the label `app: web`. */
export function workload(kind: string, spec: string): JsonObject {
  const { apiVersion, templatePath } = WORKLOAD_KINDS[kind];
  const pod: JsonObject = { metadata: { labels: { app: 'web' } }, spec: read(spec)[0] };
  const around = [...templatePath].reverse().reduce<JsonObject>((inner, key) => ({ [key]: inner }), pod);
  const metadata = templatePath.length === 0 ? { name: 'web', labels: { app: 'web' } } : { name: 'web' };
  return { apiVersion, kind, ...around, metadata };
}

/** What can be said of a pod beside its manifest and what stands around it. */
export interface Surroundings {
  readonly kind?: string;
  readonly intent?: PodIntent;
  readonly version?: string;
  /** Other objects, as YAML. */
  readonly beside?: string;
}

/** What one rule says of a pod whose spec is given as YAML. */
export function findingsOf(rule: Rule, spec: string, { kind = 'Deployment', intent, version, beside = '' }: Surroundings = {}): Finding[] {
  const subjects = [{ manifest: workload(kind, spec), intent }, ...read(beside).map((manifest) => ({ manifest, intent: undefined }))];
  const target = version === undefined ? KubernetesVersion.DEFAULT : KubernetesVersion.of(version);
  return judge(subjects, { version: target, rules: [rule] });
}

/** The same, as texts: where, and how much it weighs. */
export function placesOf(rule: Rule, spec: string, around?: Surroundings): string[] {
  return findingsOf(rule, spec, around).map(({ severity, fieldPath }) => `${severity} ${fieldPath.replace(/^(?:.*\.)?spec\./, '')}`);
}

function read(yaml: string): JsonObject[] {
  return parseAllDocuments(yaml)
    .map((document) => document.toJS() as unknown)
    .filter(isJsonObject);
}
