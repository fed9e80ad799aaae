import { PodModel } from '../../manifest/pod-model';
import { PodPort } from '../../manifest/pod-port';
import { ReportViolation } from '../rule';
import { podOf, quoted, serverWarning } from './server-warning';

/** A port's name stands once among all containers. */
export const portNames = serverWarning({
  id: 'warnings/port-names',
  title: 'No two containers give one name to their ports',
  why: 'Services and probes that choose a port by its name take the first one that has it: the port of an init container or a sidecar rather than that of the container that was meant.',
  fix: 'Give each port of the pod a name of its own.',
  since: '1.33',
  onlyWith: ['ports'],
  compliant: [
    {
      title: 'two names',
      yaml: podOf(
        `{ containers: [{ name: web, image: 'nginx:1.29', ports: [{ name: http, containerPort: 80 }] }, { name: m, image: 'exporter:1', ports: [{ name: metrics, containerPort: 9113 }] }] }`,
      ),
    },
  ],
  nonCompliant: [
    {
      title: 'one name in two containers',
      yaml: podOf(
        `{ containers: [{ name: web, image: 'nginx:1.29', ports: [{ name: http, containerPort: 80 }] }, { name: m, image: 'exporter:1', ports: [{ name: http, containerPort: 9113 }] }] }`,
      ),
      fieldPaths: ['spec.containers[1].ports[0]'],
    },
  ],
  judge(pod: PodModel, report: ReportViolation): void {
    let first: Map<string, PodPort> | undefined;
    for (const container of pod.containers) {
      for (const port of container.ports) {
        const { name } = port;
        if (name === undefined) continue;
        first ??= new Map();
        const other = first.get(name)?.fieldPath;
        if (other === undefined) {
          first.set(name, port);
        } else {
          const { fieldPath } = port;
          report({
            fieldPath,
            message: `${fieldPath}: duplicate port name ${quoted(name)} with ${other}, services and probes that select ports by name will use ${other}`,
            value: name,
          });
        }
      }
    }
  },
});
