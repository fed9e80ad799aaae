import { BindAddress } from '../../manifest/bind-address';
import { EndpointIntent, PodIntent } from '../../manifest/intent';
import { PodModel } from '../../manifest/pod-model';
import { Severity } from '../finding';
import { PodRule, ReportViolation } from '../rule';

const YAML = `
apiVersion: v1
kind: Pod
metadata: { name: api }
spec:
  containers: [{ name: main, image: 'shop/api:4.2' }]
  initContainers: [{ name: guard, image: 'oauth2-proxy:7', restartPolicy: Always, ports: [{ containerPort: 4180 }] }]
`;

/** A guard stands in front of an endpoint that main has. */
export const guardedEndpointExists: PodRule = {
  id: 'practice/guarded-endpoint-exists',
  severity: Severity.ERROR,
  title: 'A guard stands in front of an endpoint that main has, on loopback',
  why:
    'A guard in front of a port on which main does not listen answers every request with an error. Where main listens on the address of the ' +
    'pod, everybody who knows the port walks around the guard.',
  fix: 'Give main the endpoint that the guard names, bound to loopback: Endpoint.http(8080, { bindAddress: BindAddress.LOOPBACK }).',
  source: 'https://kubernetes.io/docs/concepts/workloads/pods/#pod-networking',
  onlyWithIntent: true,
  compliant: [
    { title: 'main listens on loopback', yaml: YAML, intent: intentOf({ port: 8080, protocol: 'TCP', bind: BindAddress.LOOPBACK }) },
  ],
  nonCompliant: [
    { title: 'main has no such endpoint', yaml: YAML, intent: intentOf(), fieldPaths: ['spec.initContainers[0]'] },
    {
      title: 'main listens on the address of the pod',
      yaml: YAML,
      intent: intentOf({ port: 8080, protocol: 'TCP', bind: BindAddress.POD }),
      fieldPaths: ['spec.initContainers[0]'],
    },
  ],
  judge(pod: PodModel, report: ReportViolation): void {
    for (const container of pod.containers) {
      const port = container._intent?.guardedPort;
      if (container.role !== 'guard' || port === undefined) continue;
      const guarded = pod.main?.endpoints.find((endpoint) => endpoint.port === port);
      if (guarded?.bind === BindAddress.LOOPBACK) continue;
      // Of a main that no pattern made, only the ports are known that its manifest declares.
      if (!guarded && !pod._intent?.isWhole) continue;
      const endpoints = pod.main?.endpoints.map((endpoint) => `${endpoint.port} on ${endpoint.bind ?? BindAddress.POD}`) ?? [];
      report({
        fieldPath: container.fieldPath,
        message: guarded
          ? `guard '${container.name}' stands in front of port ${port}, which main binds to the pod's address`
          : `guard '${container.name}' stands in front of port ${port}, on which main does not listen`,
        value: port,
        allowed: `an endpoint of main on loopback; main has ${endpoints.join(', ') || 'none'}`,
      });
    }
  },
};

function intentOf(...endpoints: EndpointIntent[]): PodIntent {
  const none = { endpoints: [], shares: [], dependsOn: [] };
  return {
    isWhole: true,
    volumes: {},
    containers: {
      main: { ...none, role: 'main', endpoints },
      guard: { ...none, role: 'guard', guardedPort: 8080, endpoints: [{ port: 4180, protocol: 'TCP', bind: BindAddress.POD }] },
    },
  };
}
