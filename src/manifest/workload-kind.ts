import { JsonObject, asObject, asString, isJsonObject } from './json';

/** A built-in kind that has, or is, a pod, and where in its manifest the pod's template stands. */
export interface WorkloadKind {
  /** The kind as manifests write it. */
  readonly kind: string;
  /** The API version that serves the kind. */
  readonly apiVersion: string;
  /** The keys from the manifest's root to the object that has the pod's `metadata` and `spec`; empty for a Pod itself. */
  readonly templatePath: readonly string[];
  /** The field path of that object: `spec.template`. */
  readonly templateFieldPath: string;
}

/** Every built-in kind that has a pod, by its name. */
export const WORKLOAD_KINDS: Readonly<Record<string, WorkloadKind>> = Object.fromEntries(
  (
    [
      ['v1', 'Pod', []],
      ['v1', 'PodTemplate', ['template']],
      ['v1', 'ReplicationController', ['spec', 'template']],
      ['apps/v1', 'Deployment', ['spec', 'template']],
      ['apps/v1', 'StatefulSet', ['spec', 'template']],
      ['apps/v1', 'DaemonSet', ['spec', 'template']],
      ['apps/v1', 'ReplicaSet', ['spec', 'template']],
      ['batch/v1', 'Job', ['spec', 'template']],
      ['batch/v1', 'CronJob', ['spec', 'jobTemplate', 'spec', 'template']],
    ] as [string, string, string[]][]
  ).map(([apiVersion, kind, templatePath]) => [kind, { apiVersion, kind, templatePath, templateFieldPath: templatePath.join('.') }]),
);

/** The kinds whose pods run to an end. */
export const JOB_KINDS: readonly string[] = ['Job', 'CronJob'];

/** The workload kind of a manifest, or undefined where the manifest has no pod: another kind, or another group's kind of the same name. */
export function workloadKindOf(manifest: JsonObject): WorkloadKind | undefined {
  return workloadKind(asString(manifest.apiVersion), asString(manifest.kind));
}

/** The workload kind of an API version and a kind, or undefined where objects of that kind have no pod. */
export function workloadKind(apiVersion: string | undefined, kind: string | undefined): WorkloadKind | undefined {
  if (kind === undefined || !Object.hasOwn(WORKLOAD_KINDS, kind)) return undefined;
  const found = WORKLOAD_KINDS[kind];
  return found.apiVersion === apiVersion ? found : undefined;
}

/** The object of a manifest that has the pod's `metadata` and `spec`, or undefined where it is absent. */
export function podTemplateOf(manifest: JsonObject, workload: WorkloadKind): JsonObject | undefined {
  let at: JsonObject = manifest;
  for (const key of workload.templatePath) {
    const next = at[key];
    if (!isJsonObject(next)) return undefined;
    at = asObject(next);
  }
  return at;
}
