import { JsonObject } from '../../../src/manifest/json';
import { PodModel } from '../../../src/manifest/pod-model';

/** A pod with init containers and ordinary ones, by their names or as a manifest has them. */
export function podOf(
  initContainers: readonly (string | JsonObject)[],
  containers: readonly (string | JsonObject)[],
  { kind = 'Deployment', spec = {}, intent }: { kind?: string; spec?: JsonObject; intent?: JsonObject } = {},
): PodModel {
  const whole = (container: string | JsonObject): JsonObject => (typeof container === 'string' ? { name: container } : container);
  const podSpec = { initContainers: initContainers.map(whole), containers: containers.map(whole), ...spec };
  const apiVersion = kind === 'Pod' ? 'v1' : kind.endsWith('Job') ? 'batch/v1' : 'apps/v1';
  const template = { metadata: {}, spec: podSpec };
  const body =
    kind === 'Pod' ? { spec: podSpec } : kind === 'CronJob' ? { spec: { jobTemplate: { spec: { template } } } } : { spec: { template } };
  const pod = PodModel.read({ apiVersion, kind, metadata: { name: 'shop' }, ...body }, intent);
  if (!pod) throw new Error(`a ${kind} has no pod`);
  return pod;
}

/** A native sidecar. */
export function sidecar(name: string, more: JsonObject = {}): JsonObject {
  return { name, restartPolicy: 'Always', ...more };
}
