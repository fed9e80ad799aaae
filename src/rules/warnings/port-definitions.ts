import { PodModel } from '../../manifest/pod-model';
import { PodPort } from '../../manifest/pod-port';
import { ReportViolation } from '../rule';
import { podOf, serverWarning } from './server-warning';

/** One port and protocol stands once among all containers. */
export const portDefinitions = serverWarning({
  id: 'warnings/port-definitions',
  title: 'No two containers declare one port and protocol',
  why: 'All containers of a pod share one network. Two processes that listen on one port and address collide: the second one fails to start. The server cannot know the addresses, so it warns.',
  fix: 'Let one of the containers listen on another port, or declare the port at the one that Services and probes mean.',
  onlyWith: ['ports'],
  compliant: [
    {
      title: 'two protocols on one port',
      yaml: podOf(
        `{ containers: [{ name: dns, image: 'coredns:1', ports: [{ containerPort: 53 }, { containerPort: 53, protocol: UDP }] }] }`,
      ),
    },
  ],
  nonCompliant: [
    {
      title: 'one port in two containers: equal, with a port of the node in one, and with an address of the node in one',
      yaml: podOf(`
  containers:
    - { name: web, image: 'nginx:1.29', ports: [{ containerPort: 80 }, { containerPort: 81 }, { containerPort: 82, hostPort: 82 }] }
    - { name: api, image: 'nginx:1.29', ports: [{ containerPort: 80 }, { containerPort: 81, hostPort: 81 }, { containerPort: 82, hostPort: 82, hostIP: 10.0.0.1 }] }`),
      fieldPaths: ['spec.containers[1].ports[0]', 'spec.containers[1].ports[1]', 'spec.containers[1].ports[2]'],
    },
  ],
  judge(pod: PodModel, report: ReportViolation): void {
    let all: Map<number | undefined, PodPort[]> | undefined;
    const defaultsHostPort = pod.isHostNetwork && pod.templatePath === '';
    for (const container of pod.containers) {
      for (const port of container.ports) {
        all ??= new Map();
        const others = all.get(port.containerPort);
        if (others === undefined) {
          all.set(port.containerPort, [port]);
          continue;
        }
        for (const other of others) {
          if (other.protocol !== port.protocol) continue;
          const hostPort = port.hostPort ?? (defaultsHostPort ? port.containerPort : undefined);
          const otherHostPort = other.hostPort ?? (defaultsHostPort ? other.containerPort : undefined);
          const kind = clashOf(hostPort, port.hostIp, otherHostPort, other.hostIp);
          if (kind === undefined) continue;
          report({
            fieldPath: port.fieldPath,
            message: `${port.fieldPath}: ${kind} port definition with ${other.fieldPath}`,
            value: port.containerPort,
          });
        }
        others.push(port);
      }
    }
  },
});

function clashOf(hostPort?: number, hostIp?: string, otherHostPort?: number, otherHostIp?: string): string | undefined {
  if (hostIp === otherHostIp && hostPort === otherHostPort) return 'duplicate';
  if (hostPort === undefined || otherHostPort === undefined) return 'overlapping';
  return hostPort === otherHostPort && (hostIp === undefined) !== (otherHostIp === undefined) ? 'dangerously ambiguous' : undefined;
}
