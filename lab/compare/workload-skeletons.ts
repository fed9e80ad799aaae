import { JsonObject, JsonValue, asObject, asString, isJsonObject } from '../../src/manifest/json';

const labels = (): JsonObject => ({ app: 'web' });

function podSpec(restartPolicy?: string): JsonObject {
  return {
    ...(restartPolicy === undefined ? {} : { restartPolicy }),
    containers: [
      {
        name: 'web',
        image: 'nginx:1.29',
        ports: [{ name: 'http', containerPort: 8080 }],
        volumeMounts: [{ name: 'data', mountPath: '/data' }],
      },
      { name: 'logs', image: 'busybox:1.37', volumeMounts: [{ name: 'data', mountPath: '/data', readOnly: true }] },
    ],
    initContainers: [{ name: 'proxy', image: 'envoy:1.30' }],
    volumes: [{ name: 'data', emptyDir: {} }],
  };
}

function template(restartPolicy?: string): JsonObject {
  return { metadata: { labels: labels() }, spec: podSpec(restartPolicy) };
}

function workload(apiVersion: string, kind: string, spec: JsonObject): JsonObject {
  return { apiVersion, kind, metadata: { name: 'web', namespace: 'default', labels: labels() }, spec };
}

const selector = (): JsonObject => ({ matchLabels: labels() });

/** Small manifests that a server accepts, one of each kind that has a pod and of what stands beside it; each call makes them anew. */
export function workloadSkeletons(): JsonObject[] {
  return [
    workload('v1', 'Pod', podSpec()),
    workload('apps/v1', 'Deployment', { selector: selector(), template: template() }),
    workload('apps/v1', 'StatefulSet', { selector: selector(), serviceName: 'web', template: template() }),
    workload('apps/v1', 'DaemonSet', { selector: selector(), template: template() }),
    workload('apps/v1', 'ReplicaSet', { selector: selector(), template: template() }),
    workload('v1', 'ReplicationController', { selector: labels(), template: template() }),
    workload('batch/v1', 'Job', { template: template('Never') }),
    workload('batch/v1', 'CronJob', { schedule: '*/5 * * * *', jobTemplate: { spec: { template: template('Never') } } }),
    { apiVersion: 'v1', kind: 'PodTemplate', metadata: { name: 'web' }, template: template() },
    workload('v1', 'Service', { selector: labels(), ports: [{ name: 'http', port: 80, targetPort: 'http' }] }),
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web' }, data: { 'a.conf': 'a' } },
  ];
}

/** The way to the pod's spec in a manifest of a kind. */
export function stepsToPodSpec(kind: string): readonly string[] {
  switch (kind) {
    case 'Pod':
      return ['spec'];
    case 'CronJob':
      return ['spec', 'jobTemplate', 'spec', 'template', 'spec'];
    case 'PodTemplate':
      return ['template', 'spec'];
    case 'Service':
    case 'ConfigMap':
      return [];
    default:
      return ['spec', 'template', 'spec'];
  }
}

/** The spec of the pod of a manifest, undefined where it has none. */
export function podSpecOf(manifest: JsonObject): JsonObject | undefined {
  const steps = stepsToPodSpec(asString(manifest.kind) ?? '');
  return steps.length === 0 ? undefined : objectAt(manifest, steps);
}

/** The metadata of the pod of a manifest, made if there are none; undefined where it has no pod. */
export function podMetadataOf(manifest: JsonObject): JsonObject | undefined {
  const steps = stepsToPodSpec(asString(manifest.kind) ?? '');
  if (steps.length === 0) return undefined;
  const pod = objectAt(manifest, steps.slice(0, -1));
  if (pod === undefined) return undefined;
  if (!isJsonObject(pod.metadata)) pod.metadata = {};
  return pod.metadata;
}

function objectAt(manifest: JsonObject, steps: readonly string[]): JsonObject | undefined {
  let at: JsonValue | undefined = manifest;
  for (const step of steps) at = asObject(at)[step];
  return isJsonObject(at) ? at : undefined;
}
