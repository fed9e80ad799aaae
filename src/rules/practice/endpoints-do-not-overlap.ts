import { BindAddress } from '../../manifest/bind-address';
import { ContainerIntent, PodIntent } from '../../manifest/intent';
import { PodContainer } from '../../manifest/pod-container';
import { PodEndpoint } from '../../manifest/pod-endpoint';
import { PodModel } from '../../manifest/pod-model';
import { Severity } from '../finding';
import { PodRule, ReportViolation } from '../rule';

const YAML = `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - { name: main, image: 'shop/web:4.2', ports: [{ containerPort: 8080 }] }
    - { name: proxy, image: 'proxy:2.1' }
`;

/** Two containers that run at the same time do not listen on one port. */
export const endpointsDoNotOverlap: PodRule = {
  id: 'practice/endpoints-do-not-overlap',
  severity: Severity.ERROR,
  title: 'No two endpoints of a pod are on one port',
  why:
    'The containers of a pod share one network: the second process that binds a port fails with "address already in use" and is restarted for ' +
    "ever. Loopback is no way out, because who listens on the pod's address listens on loopback as well.",
  fix: 'Give one of the two another port.',
  source: 'https://kubernetes.io/docs/concepts/workloads/pods/#pod-networking',
  // Two ports that only the manifest declares are the API server's own to warn of.
  onlyWithIntent: true,
  compliant: [{ title: 'two ports', yaml: YAML, intent: intentOf(5432) }],
  nonCompliant: [{ title: 'one port, at two addresses', yaml: YAML, intent: intentOf(8080), fieldPaths: ['spec.containers[1]'] }],
  judge(pod: PodModel, report: ReportViolation): void {
    const seen: { readonly container: PodContainer; readonly endpoint: PodEndpoint }[] = [];
    for (const container of pod.longRunningContainers) {
      for (const endpoint of container.endpoints) {
        const other = seen.find((one) => one.endpoint.port === endpoint.port && one.endpoint.protocol === endpoint.protocol);
        seen.push({ container, endpoint });
        const known = [other?.endpoint.bind, endpoint.bind].filter((bind) => bind !== undefined).length;
        if (!other || known === 0) continue;
        report({
          fieldPath: endpoint.fieldPath ?? container.fieldPath,
          severity: known === 2 ? Severity.ERROR : Severity.WARNING,
          message: `'${container.name}' listens on port ${endpoint.port}/${endpoint.protocol}, and so does '${other.container.name}'`,
          value: endpoint.port,
          allowed: 'a port that no other endpoint of the pod has',
        });
      }
    }
  },
};

function intentOf(port: number): PodIntent {
  const at = (role: ContainerIntent['role'], number: number, bind: BindAddress): ContainerIntent => ({
    role,
    shares: [],
    dependsOn: [],
    endpoints: [{ port: number, protocol: 'TCP', bind }],
  });
  return { volumes: {}, containers: { main: at('main', 8080, BindAddress.POD), proxy: at('ambassador', port, BindAddress.LOOPBACK) } };
}
