import { JsonObject, JsonValue, asObject, isJsonObject } from '../../manifest/json';
import { PodContainer } from '../../manifest/pod-container';
import { PodSecurityLevel } from './pod-security-level';
import { podSecurityRule } from './pod-security-rule';

const PROBES: readonly string[] = ['livenessProbe', 'readinessProbe', 'startupProbe'];
const HOOKS: readonly string[] = ['postStart', 'preStop'];

/** The handlers that a mapping has under some of its keys, with their paths. */
function* handlersOf(holder: JsonValue | undefined, path: string, keys: readonly string[]): Iterable<[string, JsonObject]> {
  if (!isJsonObject(holder)) return;
  for (const key of keys) {
    const handler = holder[key];
    if (isJsonObject(handler)) yield [`${path}.${key}`, handler];
  }
}

/** The probes and lifecycle handlers of a container with their paths. */
function* handlersOfContainer({ fieldPath, manifest }: PodContainer): Iterable<[string, JsonObject]> {
  yield* handlersOf(manifest, fieldPath, PROBES);
  yield* handlersOf((manifest as JsonObject).lifecycle, `${fieldPath}.lifecycle`, HOOKS);
}

/** Probes and lifecycle handlers stay with their pod. */
export const hostProbes = podSecurityRule({
  name: 'host-probes',
  level: PodSecurityLevel.BASELINE,
  since: '1.34',
  title: 'Probes and lifecycle handlers stay with their pod',
  why: 'The kubelet connects from the node, so that a probe with a host reaches what the pod itself could not.',
  fix: 'Take host out; the kubelet then asks the pod.',
  compliant: "{ containers: [{ name: web, image: 'nginx:1.29', livenessProbe: { tcpSocket: { port: 80 } } }] }",
  nonCompliant: "{ containers: [{ name: web, image: 'nginx:1.29', livenessProbe: { tcpSocket: { port: 80, host: '10.0.0.1' } } }] }",
  fieldPaths: ['spec.containers[0].livenessProbe.tcpSocket.host'],
  judge(pod, report) {
    for (const container of pod.containers) {
      for (const [path, handler] of handlersOfContainer(container)) {
        for (const action of ['httpGet', 'tcpSocket']) {
          const { host } = asObject(handler[action]);
          if (!host) continue;
          report({
            fieldPath: `${path}.${action}.host`,
            message: 'the kubelet connects to another host',
            value: host,
            allowed: 'nothing',
          });
        }
      }
    }
  },
});
