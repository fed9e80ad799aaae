import { PodSecurityLevel } from './pod-security-level';
import { allSetters, hasOwnUsers, podSecurityRule } from './pod-security-rule';

/** No container asks for the user 0. */
export const runAsUser = podSecurityRule({
  name: 'run-as-user',
  level: PodSecurityLevel.RESTRICTED,
  title: 'No container asks for the user 0',
  why: 'User 0 is root.',
  fix: 'Set runAsUser to a number above 0, or take it out.',
  compliant: "{ containers: [{ name: web, image: 'nginx:1.29', securityContext: { runAsUser: 101 } }] }",
  nonCompliant: "{ containers: [{ name: web, image: 'nginx:1.29', securityContext: { runAsUser: 0 } }] }",
  fieldPaths: ['spec.containers[0].securityContext.runAsUser'],
  judge(pod, report, context) {
    if (hasOwnUsers(pod, context)) return;
    for (const { path, context: own } of allSetters(pod)) {
      if (own.runAsUser === 0) {
        report({ fieldPath: `${path}.runAsUser`, message: 'the user is root', value: 0, allowed: 'a number above 0, or nothing' });
      }
    }
  },
});
