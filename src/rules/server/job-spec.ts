import { JsonObject, asObject } from '../../manifest/json';
import { PodModel } from '../../manifest/pod-model';

/** The first minor that does not drop a field of a Job by default. */
const EFFECTIVE_SINCE: Readonly<Record<string, number>> = {
  backoffLimitPerIndex: 29,
  maxFailedIndexes: 29,
  podReplacementPolicy: 29,
  successPolicy: 31,
  managedBy: 32,
};
/** The first minor that has a field at all. */
const KNOWN_SINCE: Readonly<Record<string, number>> = { successPolicy: 30, managedBy: 30 };
/** Before this minor a CronJob's Jobs keep what a Job by itself would lose. */
const CRON_JOBS_DROP_SINCE = 37;

/** What a Job, or each Job of a CronJob, is to do. */
export interface JobSpec {
  readonly spec: JsonObject;
  readonly path: string;
  readonly isCronJob: boolean;
  /** Whether a field is set and the server looks at it. */
  readonly has: (field: string) => boolean;
}

/** The Job's spec around a pod of a Job or a CronJob. */
export function jobSpecOf(pod: PodModel, minor: number): JobSpec {
  const isCronJob = pod.workloadKind === 'CronJob';
  const own = asObject(pod.manifest.spec);
  const spec = isCronJob ? asObject(asObject(own.jobTemplate).spec) : own;
  const has = (field: string) => spec[field] !== undefined && spec[field] !== null && keepsJobField(field, isCronJob, minor);
  return { spec, path: pod.templatePath.slice(0, -'.template'.length), isCronJob, has };
}

/** Whether the server looks at a field of a Job, rather than dropping it. */
export function keepsJobField(field: string, isCronJob: boolean, minor: number): boolean {
  if (minor >= (EFFECTIVE_SINCE[field] ?? 0)) return true;
  return isCronJob && minor < CRON_JOBS_DROP_SINCE && minor >= (KNOWN_SINCE[field] ?? 0);
}
