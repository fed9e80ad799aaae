import { JsonObject, asNumber, asString } from '../../manifest/json';
import { PodModel } from '../../manifest/pod-model';
import { ReportViolation } from '../rule';
import { podOf, serverWarning } from './server-warning';

/** An address of the node without a port of the node says nothing. */
export const hostAddressWithoutPort = serverWarning({
  id: 'warnings/host-address-without-port',
  title: 'An address of the node stands beside a port of the node',
  why: 'hostIP chooses the address on which hostPort is opened. Without a hostPort nothing is opened on the node.',
  fix: 'Set hostPort, or remove hostIP.',
  onlyWith: ['hostIP'],
  compliant: [
    {
      title: 'both',
      yaml: podOf(`{ containers: [{ name: web, image: 'nginx:1.29', ports: [{ containerPort: 80, hostPort: 80, hostIP: 10.0.0.1 }] }] }`),
    },
  ],
  nonCompliant: [
    {
      title: 'an address alone',
      yaml: podOf(`{ containers: [{ name: web, image: 'nginx:1.29', ports: [{ containerPort: 80, hostIP: 10.0.0.1 }] }] }`),
      fieldPaths: ['spec.containers[0].ports[0]'],
    },
  ],
  judge(pod: PodModel, report: ReportViolation): void {
    if (pod.isHostNetwork && pod.templatePath === '') return;
    for (const container of pod.containers) {
      for (const [index, port] of container.ports.entries()) {
        if (port.hostIp === undefined || port.hostPort !== undefined) continue;
        const list = container.manifest.ports as JsonObject[];
        report({
          fieldPath: port.fieldPath,
          message: `${port.fieldPath}: hostIP set without hostPort: ${structOf(list[index] ?? {}, port.protocol)}`,
          value: port.hostIp,
        });
      }
    }
  },
});

/** A port as the server's language prints it. */
function structOf(port: JsonObject, protocol: string): string {
  const name = asString(port.name) ?? '';
  return `{Name:${name} HostPort:0 ContainerPort:${asNumber(port.containerPort) ?? 0} Protocol:${protocol} HostIP:${asString(port.hostIP) ?? ''}}`;
}
