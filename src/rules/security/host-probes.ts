import { JsonObject, asObject } from '../../manifest/json';
import { PodSecurityLevel } from './pod-security-level';
import { podSecurityRule } from './pod-security-rule';

/** The probes and lifecycle handlers of a container with their paths in it. */
function handlersOf(container: JsonObject): [string, JsonObject][] {
  const lifecycle = asObject(container.lifecycle);
  return [
    ...['livenessProbe', 'readinessProbe', 'startupProbe'].map((probe): [string, JsonObject] => [probe, asObject(container[probe])]),
    ...['postStart', 'preStop'].map((hook): [string, JsonObject] => [`lifecycle.${hook}`, asObject(lifecycle[hook])]),
  ];
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
  *judge(pod) {
    for (const { fieldPath, manifest } of pod.containers) {
      for (const [path, handler] of handlersOf(manifest as JsonObject)) {
        for (const action of ['httpGet', 'tcpSocket']) {
          const { host } = asObject(handler[action]);
          if (!host) continue;
          yield {
            fieldPath: `${fieldPath}.${path}.${action}.host`,
            message: 'the kubelet connects to another host',
            value: host,
            allowed: 'nothing',
          };
        }
      }
    }
  },
});
