import { BindAddress } from '../../manifest/bind-address';
import { PodModel } from '../../manifest/pod-model';
import { Severity } from '../finding';
import { PodRule, ReportViolation } from '../rule';

const LOOPBACK_HOSTS = /^(localhost|127(\.\d+){3}|\[?::1\]?|0\.0\.0\.0)$/;
const ADDRESS = /^(?:[a-z][a-z0-9+.-]*:\/\/)?(\[[^\]]+\]|[^/:]+)(?::(\d+))?/i;

const YAML = `
apiVersion: v1
kind: Pod
metadata: { name: api }
spec:
  containers: [{ name: main, image: 'shop/api:4.2' }]
  initContainers: [{ name: db, image: 'proxy:2.1', restartPolicy: Always }]
`;

/** An ambassador forwards to something outside of its pod. */
export const ambassadorForwardsElsewhere: PodRule = {
  id: 'practice/ambassador-forwards-elsewhere',
  severity: Severity.ERROR,
  title: 'An ambassador forwards to something outside of its pod',
  why:
    'An ambassador whose upstream is its own endpoint calls itself until its connections run out. One that forwards to another container of ' +
    'the pod adds a step that main does not need.',
  fix: 'Give the ambassador the address of the remote service as its upstream.',
  source: 'https://kubernetes.io/blog/2015/06/the-distributed-system-toolkit-patterns/',
  onlyWithIntent: true,
  compliant: [{ title: 'the upstream is a remote host', yaml: YAML, intent: intentOf('db.example.com:5432') }],
  nonCompliant: [
    {
      title: 'the upstream is the ambassador itself',
      yaml: YAML,
      intent: intentOf('127.0.0.1:5432'),
      fieldPaths: ['spec.initContainers[0]'],
    },
    { title: 'the upstream is in the same pod', yaml: YAML, intent: intentOf('localhost:6432'), fieldPaths: ['spec.initContainers[0]'] },
  ],
  judge(pod: PodModel, report: ReportViolation): void {
    for (const container of pod.containers) {
      const upstream = container._intent?.upstream;
      if (container.role !== 'ambassador' || upstream === undefined) continue;
      const [, host = '', port] = ADDRESS.exec(upstream) ?? [];
      if (!LOOPBACK_HOSTS.test(host)) continue;
      const isItself = container.endpoints.some((endpoint) => String(endpoint.port) === port);
      report({
        fieldPath: container.fieldPath,
        severity: isItself ? Severity.ERROR : Severity.WARNING,
        message: isItself
          ? `ambassador '${container.name}' forwards to its own endpoint`
          : `ambassador '${container.name}' forwards to loopback, which is its own pod`,
        value: upstream,
        allowed: 'host:port of a service outside of the pod',
      });
    }
  },
};

function intentOf(upstream: string): NonNullable<PodRule['compliant'][number]['intent']> {
  const none = { endpoints: [], shares: [], dependsOn: [] };
  return {
    volumes: {},
    containers: {
      main: { ...none, role: 'main' },
      db: { ...none, role: 'ambassador', upstream, endpoints: [{ port: 5432, protocol: 'TCP', bind: BindAddress.LOOPBACK }] },
    },
  };
}
