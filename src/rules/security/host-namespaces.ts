import { PodSecurityLevel } from './pod-security-level';
import { podSecurityRule } from './pod-security-rule';

/** A pod has network, processes and IPC of its own. */
export const hostNamespaces = podSecurityRule({
  name: 'host-namespaces',
  level: PodSecurityLevel.BASELINE,
  title: 'A pod has network, processes and IPC of its own',
  why: 'A pod in a namespace of the node sees and reaches what runs on the node and in other pods.',
  fix: 'Take hostNetwork, hostPID and hostIPC out.',
  compliant: "{ containers: [{ name: web, image: 'nginx:1.29' }] }",
  nonCompliant: "{ hostNetwork: true, hostPID: true, containers: [{ name: web, image: 'nginx:1.29' }] }",
  fieldPaths: ['spec.hostNetwork', 'spec.hostPID'],
  judge(pod, report) {
    for (const field of ['hostNetwork', 'hostPID', 'hostIPC']) {
      if (pod.spec[field] !== true) continue;
      report({
        fieldPath: `${pod.specPath}.${field}`,
        message: 'the pod shares a namespace with its node',
        value: true,
        allowed: 'false, or nothing',
      });
    }
  },
});
