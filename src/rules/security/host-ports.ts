import { JsonObject, objectsOf } from '../../manifest/json';
import { PodSecurityLevel } from './pod-security-level';
import { podSecurityRule } from './pod-security-rule';

/** No container takes a port of its node. */
export const hostPorts = podSecurityRule({
  name: 'host-ports',
  level: PodSecurityLevel.BASELINE,
  title: 'No container takes a port of its node',
  why: 'A port of the node is reached past every NetworkPolicy, and only one pod of a node can have it.',
  fix: 'Take hostPort out and use a Service.',
  compliant: "{ containers: [{ name: web, image: 'nginx:1.29', ports: [{ containerPort: 8080 }] }] }",
  nonCompliant: "{ containers: [{ name: web, image: 'nginx:1.29', ports: [{ containerPort: 8080, hostPort: 80 }] }] }",
  fieldPaths: ['spec.containers[0].ports[0].hostPort'],
  judge(pod, report) {
    for (const { fieldPath, manifest } of pod.containers) {
      for (const { index, object } of objectsOf((manifest as JsonObject).ports)) {
        if (!object.hostPort) continue;
        report({
          fieldPath: `${fieldPath}.ports[${index}].hostPort`,
          message: 'the container takes a port of its node',
          value: object.hostPort,
          allowed: 'nothing',
        });
      }
    }
  },
});
