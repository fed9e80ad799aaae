import { BindAddress } from '../../manifest/bind-address';
import { PodIntent } from '../../manifest/intent';
import { asList } from '../../manifest/json';
import { PodContainer } from '../../manifest/pod-container';
import { PodModel } from '../../manifest/pod-model';
import { Severity } from '../finding';
import { PodRule, ReportViolation } from '../rule';
import { loopbackPorts } from './loopback-ports';

const yamlOf = (main: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: orders }
spec:
  selector: { matchLabels: { app: orders } }
  template:
    metadata: { labels: { app: orders } }
    spec:
      initContainers: [{ name: db, image: 'proxy:2.1', restartPolicy: Always }]
      containers: [{ name: main, image: 'shop/orders:4.2'${main} }]
      volumes: [{ name: settings, configMap: { name: settings } }]
`;
const INTENT: PodIntent = {
  volumes: {},
  containers: {
    main: { role: 'main', endpoints: [], shares: [], dependsOn: [] },
    db: {
      role: 'ambassador',
      endpoints: [{ port: 5432, protocol: 'TCP', bind: BindAddress.LOOPBACK }],
      shares: [],
      dependsOn: [],
      addressVariables: [],
    },
  },
};

/** Main calls the ambassador that it was given. */
export const mainKnowsItsAmbassador: PodRule = {
  id: 'practice/main-knows-its-ambassador',
  severity: Severity.ADVICE,
  title: "Main is told its ambassador's address",
  why:
    'An ambassador serves whoever calls it on loopback. A main that still has the remote address goes on calling that, past the ambassador, and ' +
    'nothing fails that would tell.',
  fix: "Say which variables of main carry the address: addressVariables: { host: 'DB_HOST', port: 'DB_PORT' }.",
  source: 'https://kubernetes.io/blog/2015/06/the-distributed-system-toolkit-patterns/',
  onlyWithIntent: true,
  compliant: [
    { title: 'a variable', yaml: yamlOf(", env: [{ name: DB_URL, value: 'postgres://localhost:5432/shop' }]"), intent: INTENT },
    { title: 'an argument', yaml: yamlOf(", args: ['--db=127.0.0.1:5432']"), intent: INTENT },
    { title: 'a file may say it', yaml: yamlOf(', volumeMounts: [{ name: settings, mountPath: /etc/orders }]'), intent: INTENT },
  ],
  nonCompliant: [
    { title: 'nothing', yaml: yamlOf(''), intent: INTENT, fieldPaths: ['spec.template.spec.initContainers[0]'] },
    {
      title: 'the remote address',
      yaml: yamlOf(", env: [{ name: DB_URL, value: 'postgres://db.example.com:5432/shop' }]"),
      intent: INTENT,
      fieldPaths: ['spec.template.spec.initContainers[0]'],
    },
  ],
  judge(pod: PodModel, report: ReportViolation): void {
    for (const ambassador of pod.containers) {
      const { _intent: intent, role, name } = ambassador;
      if (role !== 'ambassador' || !intent || (intent.addressVariables ?? []).length > 0) continue;
      const [endpoint] = ambassador.endpoints;
      if (!endpoint || !pod.main || mayBeTold(pod, pod.main)) continue;
      // An ambassador may be there for another container as well: an init task that migrates the database behind it.
      if (pod.containers.some((other) => other !== ambassador && loopbackPorts(other).has(endpoint.port))) continue;
      report({
        fieldPath: ambassador.fieldPath,
        message: `nothing in the manifest tells '${pod.main.name}' that ambassador '${name}' is at 127.0.0.1:${endpoint.port}`,
        value: endpoint.port,
        allowed: `a variable or an argument of main with localhost:${endpoint.port}`,
      });
    }
  },
};

/** Whether something that the manifest does not show may tell a container the address: a ConfigMap, a Secret, or another container's file. */
function mayBeTold(pod: PodModel, { manifest, mounts }: PodContainer): boolean {
  if (asList(manifest.envFrom).length > 0) return true;
  return mounts.some(({ volume }) => ['configMap', 'secret', 'projected'].includes(pod.volume(volume)?.source ?? ''));
}
