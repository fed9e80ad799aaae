import { PodIntent } from '../../manifest/intent';
import { isJsonObject, asObject } from '../../manifest/json';
import { PodContainer } from '../../manifest/pod-container';
import { PodModel } from '../../manifest/pod-model';
import { StartCondition } from '../../manifest/start-condition';
import { Severity } from '../finding';
import { PodRule, ReportViolation } from '../rule';
import { listensOn, loopbackPorts } from './loopback-ports';
import { listensOnLoopbackOnly } from './loopback-states-health';

const yamlOf = (sidecar: string, address = '127.0.0.1:5432') => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: orders }
spec:
  selector: { matchLabels: { app: orders } }
  template:
    metadata: { labels: { app: orders } }
    spec:
      initContainers: [{ name: db-proxy, image: 'proxy:2.1', restartPolicy: Always, args: ['--port=5432']${sidecar} }]
      containers: [{ name: main, image: 'shop/orders:4.2', env: [{ name: DB_URL, value: 'postgres://${address}/shop' }] }]
`;
const INTENT: PodIntent = {
  volumes: {},
  containers: {
    main: { role: 'main', endpoints: [], shares: [], dependsOn: [{ container: 'db-proxy', condition: StartCondition.HEALTHY }] },
    'db-proxy': { role: 'sidecar', endpoints: [], shares: [], dependsOn: [] },
  },
};
const FIELD = 'spec.template.spec.initContainers[0]';

/** A container starts once what it needs serves. */
export const neededSidecarGatesMain: PodRule = {
  id: 'practice/needed-sidecar-gates-main',
  severity: Severity.ADVICE,
  title: 'A native sidecar that main needs has a startup probe',
  why:
    'A native sidecar without a startup probe counts as started as soon as its process runs; readiness holds nobody back. Main starts at the same ' +
    'time, finds nobody at the port and fails or has to try again.',
  fix: 'Give the sidecar a startupProbe that succeeds once it serves.',
  source: 'https://kubernetes.io/blog/2025/06/03/start-sidecar-first/',
  since: '1.29',
  onlyWith: ['initContainers'],
  compliant: [
    { title: 'a startup probe', yaml: yamlOf(', startupProbe: { exec: { command: [/ready] } }') },
    { title: 'a hook that waits until it serves', yaml: yamlOf(', lifecycle: { postStart: { exec: { command: [/wait] } } }') },
    { title: 'main does not call it', yaml: yamlOf('', 'db.example.com:5432') },
  ],
  nonCompliant: [
    { title: 'main calls its port', yaml: yamlOf(', readinessProbe: { exec: { command: [/ready] } }'), fieldPaths: [FIELD] },
    {
      title: 'main was said to wait until it is healthy',
      yaml: yamlOf('', 'db.example.com:5432'),
      intent: INTENT,
      fieldPaths: [FIELD],
    },
  ],
  judge(pod: PodModel, report: ReportViolation): void {
    const ungated = pod.containers.filter(isUngated);
    if (ungated.length === 0) return;
    let called: readonly { readonly container: PodContainer; readonly ports: ReadonlySet<number> }[] | undefined;
    const callerOf = (sidecar: PodContainer) => {
      // Of a sidecar that names no port it is not known where it listens.
      if (sidecar.endpoints.length === 0 && sidecar.command.length === 0) return undefined;
      called ??= pod.ordinaryContainers.map((container) => ({ container, ports: loopbackPorts(container) }));
      return called.find(({ ports }) => [...ports].some((port) => listensOn(sidecar, port)))?.container;
    };
    for (const sidecar of ungated) {
      const waiting = pod.containers.find(({ _intent }) =>
        _intent?.dependsOn.some(({ container, condition }) => container === sidecar.name && condition === StartCondition.HEALTHY),
      );
      const caller = waiting ?? callerOf(sidecar);
      if (!caller) continue;
      report({
        fieldPath: sidecar.fieldPath,
        severity: waiting ? Severity.WARNING : Severity.ADVICE,
        message: waiting
          ? `'${caller.name}' is to wait until '${sidecar.name}' is healthy, and '${sidecar.name}' has no startup probe that says so`
          : `'${caller.name}' calls '${sidecar.name}', which has no startup probe, so that both start at the same time`,
        value: sidecar.name,
        allowed: 'a startupProbe',
      });
    }
  },
};

/** Whether nothing holds back what starts after a native sidecar. Of an ambassador without any probe another rule speaks. */
function isUngated(container: PodContainer): boolean {
  if (!container.isNativeSidecar || isJsonObject(container.manifest.startupProbe)) return false;
  if (isJsonObject(asObject(container.manifest.lifecycle).postStart)) return false;
  return !(container.role === 'ambassador' && container.probes.length === 0 && listensOnLoopbackOnly(container));
}
