import { PodContainer } from '../../manifest/pod-container';
import { PodModel } from '../../manifest/pod-model';
import { PodPort } from '../../manifest/pod-port';
import { Severity } from '../finding';
import { PodRule, ReportViolation } from '../rule';
import { CORE_VALIDATION } from './sources';

/** A port of the node can be taken once, and on the node's own network no other than the container's. */
export const hostPorts: PodRule = {
  id: 'server/host-ports',
  severity: Severity.ERROR,
  title: 'Each port of the node is taken once, and with hostNetwork it is the port of the container',
  why: 'Two containers cannot listen on one port of the node. With hostNetwork a container listens on the node itself, so another hostPort cannot be meant. The API server refuses both.',
  fix: 'Give each hostPort once; remove it where hostNetwork is true.',
  source: CORE_VALIDATION,
  onlyWith: ['hostPort', 'hostNetwork'],
  compliant: [
    {
      title: 'one port of the node on two addresses',
      yaml: `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - { name: web, image: 'nginx:1.29', ports: [{ containerPort: 80, hostPort: 80, hostIP: 10.0.0.1 }] }
    - { name: api, image: 'nginx:1.29', ports: [{ containerPort: 81, hostPort: 80, hostIP: 10.0.0.2 }] }
`,
    },
  ],
  nonCompliant: [
    {
      title: 'one port of the node taken by two containers',
      yaml: `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - { name: web, image: 'nginx:1.29', ports: [{ containerPort: 80, hostPort: 80 }] }
    - { name: api, image: 'nginx:1.29', ports: [{ containerPort: 81, hostPort: 80 }] }
`,
      fieldPaths: ['spec.containers[1].ports[0].hostPort'],
    },
    {
      title: 'one port in two containers of a Pod on the network of the node, which the server gives hostPorts',
      yaml: `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  hostNetwork: true
  containers:
    - { name: web, image: 'nginx:1.29', ports: [{ containerPort: 80 }] }
    - { name: api, image: 'nginx:1.29', ports: [{ containerPort: 80 }, { containerPort: 81, hostPort: 82 }] }
`,
      fieldPaths: ['spec.containers[1].ports[0].hostPort', 'spec.containers[1].ports[1].hostPort'],
    },
  ],
  judge(pod: PodModel, report: ReportViolation): void {
    const isPod = pod.templatePath === '';
    const taken = new Set<string>();
    for (const container of pod.containers) {
      if (container.ports.length === 0 || container.list === 'ephemeralContainers') continue;
      // Init containers run one by one: the server looks at each by itself, and prints the path of the first.
      const isInit = container.list === 'initContainers';
      const path = isInit ? `${pod.specPath}.initContainers[0]` : container.fieldPath;
      judgeRepeated(container, path, isInit ? new Set() : taken, (port) => hostPortOf(port, pod, isPod), report);
      if (isPod && pod.isHostNetwork) judgeContainerPorts(container, report);
      if (isInit || !pod.isHostNetwork) continue;
      for (const port of container.ports) {
        const hostPort = hostPortOf(port, pod, isPod);
        if (hostPort === (port.containerPort ?? 0) || (hostPort === 0 && !isPod)) continue;
        report({
          fieldPath: `${port.fieldPath}.hostPort`,
          errorType: 'FieldValueInvalid',
          message: 'must match `containerPort` when `hostNetwork` is true',
          value: hostPort,
          allowed: String(port.containerPort),
        });
      }
    }
  },
};

/** The port of the node: a Pod on the node's network gets the container's where it names none. */
function hostPortOf(port: PodPort, pod: PodModel, isPod: boolean): number {
  return port.hostPort ?? (isPod && pod.isHostNetwork ? (port.containerPort ?? 0) : 0);
}

function judgeRepeated(
  container: PodContainer,
  path: string,
  taken: Set<string>,
  hostPort: (port: PodPort) => number,
  report: ReportViolation,
): void {
  for (const port of container.ports) {
    const number = hostPort(port);
    if (number === 0) continue;
    const key = `${port.protocol}/${port.hostIp ?? ''}/${number}`;
    if (taken.has(key)) {
      report({
        fieldPath: `${path}${port.fieldPath.slice(container.fieldPath.length)}.hostPort`,
        errorType: 'FieldValueDuplicate',
        message: 'another port of the pod takes this port of the node',
        value: number,
        allowed: 'a hostPort that no other port of the pod has',
      });
    }
    taken.add(key);
  }
}

/** The port of a container that a Pod on the node's network listens at is one of the node as well, good or not. */
function judgeContainerPorts(container: PodContainer, report: ReportViolation): void {
  for (const { hostPort, containerPort, fieldPath } of container.ports) {
    if (hostPort !== undefined || containerPort === undefined || (containerPort >= 1 && containerPort <= 65535)) continue;
    report({
      fieldPath: `${fieldPath}.hostPort`,
      errorType: 'FieldValueInvalid',
      message: 'must be between 1 and 65535, inclusive',
      value: containerPort,
      allowed: '1 to 65535',
    });
  }
}
