import { BindAddress } from '../../manifest/bind-address';
import { PodIntent } from '../../manifest/intent';
import { PodContainer } from '../../manifest/pod-container';
import { PodModel } from '../../manifest/pod-model';
import { Severity } from '../finding';
import { PodRule, ReportViolation } from '../rule';

const yamlOf = (probe: string) => `
apiVersion: v1
kind: Pod
metadata: { name: api }
spec:
  containers: [{ name: main, image: 'shop/api:4.2' }]
  initContainers: [{ name: db, image: 'proxy:2.1', restartPolicy: Always${probe} }]
`;

const INTENT: PodIntent = {
  volumes: {},
  containers: {
    main: { role: 'main', endpoints: [], shares: [], dependsOn: [] },
    db: { role: 'ambassador', endpoints: [{ port: 5432, protocol: 'TCP', bind: BindAddress.LOOPBACK }], shares: [], dependsOn: [] },
  },
};

/** What listens on loopback says by itself whether it is healthy. */
export const loopbackStatesHealth: PodRule = {
  id: 'practice/loopback-states-health',
  severity: Severity.ADVICE,
  title: 'An ambassador, and a main behind a guard, state their health',
  why:
    "The kubelet connects to the pod's address and cannot reach loopback, so it takes a container that listens there for healthy as soon as its " +
    'process runs. Main may call an ambassador that does not serve yet, and a guard may send requests to a main that hangs.',
  fix: "Give the container an exec probe (HealthProbe.exec), or a probe of a health port that it binds to the pod's address.",
  source: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/',
  onlyWithIntent: true,
  compliant: [{ title: 'an exec probe', yaml: yamlOf(", startupProbe: { exec: { command: ['/ready'] } }"), intent: INTENT }],
  nonCompliant: [{ title: 'no probe', yaml: yamlOf(''), intent: INTENT, fieldPaths: ['spec.initContainers[0]'] }],
  judge(pod: PodModel, report: ReportViolation): void {
    const isGuarded = pod.containers.some(({ role }) => role === 'guard');
    for (const container of pod.longRunningContainers) {
      const hides = container.role === 'ambassador' || (container.role === 'main' && isGuarded);
      if (!hides || statesHealth(container) || !listensOnLoopbackOnly(container)) continue;
      report({
        fieldPath: container.fieldPath,
        message: `'${container.name}' listens on loopback only and has no ${probesOf(container)}, so it counts as healthy as soon as its process runs`,
        allowed: "an exec probe, or a probe of a port on the pod's address",
      });
    }
  },
};

/** A liveness probe says when a container must be restarted. Main, which waits for an ambassador, learns nothing from it. */
function statesHealth(container: PodContainer): boolean {
  if (container.role !== 'ambassador') return container.probes.length > 0;
  return container.probe('startupProbe') !== undefined || container.probe('readinessProbe') !== undefined;
}

function probesOf({ probes }: PodContainer): string {
  return probes.length > 0 ? 'startup or readiness probe' : 'probe';
}

/** Whether a container was said to listen, and nowhere but on loopback. */
export function listensOnLoopbackOnly({ _intent }: PodContainer): boolean {
  const endpoints = _intent?.endpoints ?? [];
  return endpoints.length > 0 && endpoints.every(({ bind }) => bind === BindAddress.LOOPBACK);
}
