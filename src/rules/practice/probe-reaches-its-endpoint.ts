import { BindAddress } from '../../manifest/bind-address';
import { PodIntent } from '../../manifest/intent';
import { PodModel } from '../../manifest/pod-model';
import { Severity } from '../finding';
import { PodRule, ReportViolation } from '../rule';

const YAML = `
apiVersion: v1
kind: Pod
metadata: { name: api }
spec:
  containers: [{ name: main, image: 'shop/api:4.2', readinessProbe: { httpGet: { path: /ready, port: 8080 } } }]
`;

/** A probe of the kubelet asks where the container listens. */
export const probeReachesItsEndpoint: PodRule = {
  id: 'practice/probe-reaches-its-endpoint',
  severity: Severity.ERROR,
  title: "A probe over the network asks at the pod's address, not at loopback",
  why:
    "The kubelet connects to the pod's address. What listens on loopback refuses it every time: the pod is never ready, or its container is " +
    'restarted for ever.',
  fix: "Ask from inside the container with HealthProbe.exec, or bind a health port to the pod's address.",
  source: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/',
  // A manifest alone does not say that a port is on loopback.
  onlyWithIntent: true,
  compliant: [{ title: "the endpoint is on the pod's address", yaml: YAML, intent: intentOf(BindAddress.POD) }],
  nonCompliant: [
    {
      title: 'the endpoint is on loopback',
      yaml: YAML,
      intent: intentOf(BindAddress.LOOPBACK),
      fieldPaths: ['spec.containers[0].readinessProbe'],
    },
  ],
  judge(pod: PodModel, report: ReportViolation): void {
    for (const container of pod.containers) {
      for (const { fieldPath, isNetworked, host, port } of container.probes) {
        if (!isNetworked || host !== undefined) continue;
        const endpoint = container.endpoints.find(
          (candidate) => candidate.port === port || (port !== undefined && candidate.name === port),
        );
        if (!endpoint?.isLoopback) continue;
        report({
          fieldPath,
          message: `the kubelet asks at port ${endpoint.port} of the pod's address, and '${container.name}' listens there on loopback only`,
          value: port,
          allowed: "an exec probe, or a port that is bound to the pod's address",
        });
      }
    }
  },
};

function intentOf(bind: BindAddress): PodIntent {
  return {
    volumes: {},
    containers: { main: { role: 'main', shares: [], dependsOn: [], endpoints: [{ port: 8080, protocol: 'TCP', bind }] } },
  };
}
