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
  containers: [{ name: main, image: 'shop/api:4.2' }]
  initContainers: [{ name: db, image: 'proxy:2.1', restartPolicy: Always }]
`;

/** An ambassador is for main alone. */
export const ambassadorListensOnLoopback: PodRule = {
  id: 'practice/ambassador-listens-on-loopback',
  severity: Severity.WARNING,
  title: 'An ambassador listens on loopback',
  why:
    'An ambassador opens for main what is secured outside of the pod: a database without a password, an API with the credentials of the pod. ' +
    "On the pod's address it opens it for every pod of the cluster.",
  fix: 'Let the process listen on 127.0.0.1 and say so: Endpoint.tcp(5432, { bindAddress: BindAddress.LOOPBACK }).',
  source: 'https://kubernetes.io/docs/concepts/workloads/pods/#pod-networking',
  onlyWithIntent: true,
  compliant: [{ title: 'on loopback', yaml: YAML, intent: intentOf(BindAddress.LOOPBACK) }],
  nonCompliant: [{ title: "on the pod's address", yaml: YAML, intent: intentOf(BindAddress.POD), fieldPaths: ['spec.initContainers[0]'] }],
  judge(pod: PodModel, report: ReportViolation): void {
    for (const container of pod.containers) {
      if (container.role !== 'ambassador') continue;
      // The first endpoint is the one that main is given; a health port beside it belongs on the pod's address.
      const [first] = container.endpoints;
      if (first?.bind !== BindAddress.POD) continue;
      report({
        fieldPath: first.fieldPath ?? container.fieldPath,
        message: `ambassador '${container.name}' listens for main on the pod's address, where every pod of the cluster reaches it`,
        value: first.port,
        allowed: 'an endpoint on loopback',
      });
    }
  },
};

function intentOf(bind: BindAddress): PodIntent {
  const none = { endpoints: [], shares: [], dependsOn: [] };
  return {
    volumes: {},
    containers: {
      main: { ...none, role: 'main' },
      db: { ...none, role: 'ambassador', endpoints: [{ port: 5432, protocol: 'TCP', bind }] },
    },
  };
}
