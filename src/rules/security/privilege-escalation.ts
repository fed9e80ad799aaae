import { PodSecurityLevel } from './pod-security-level';
import { containerSetters, isForWindows, podSecurityRule } from './pod-security-rule';

/** No process gains more rights than its parent. */
export const privilegeEscalation = podSecurityRule({
  name: 'privilege-escalation',
  level: PodSecurityLevel.RESTRICTED,
  title: 'No process gains more rights than its parent',
  why: 'A binary with the setuid bit makes a process root again.',
  fix: 'Set allowPrivilegeEscalation to false.',
  compliant: "{ containers: [{ name: web, image: 'nginx:1.29', securityContext: { allowPrivilegeEscalation: false } }] }",
  nonCompliant: "{ containers: [{ name: web, image: 'nginx:1.29' }] }",
  fieldPaths: ['spec.containers[0].securityContext.allowPrivilegeEscalation'],
  judge(pod, report) {
    if (isForWindows(pod)) return;
    for (const { path, context } of containerSetters(pod)) {
      if (context.allowPrivilegeEscalation === false) continue;
      report({
        fieldPath: `${path}.allowPrivilegeEscalation`,
        message: 'a process may gain more rights than its parent',
        value: context.allowPrivilegeEscalation,
        allowed: 'false',
      });
    }
  },
});
