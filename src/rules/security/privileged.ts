import { PodSecurityLevel } from './pod-security-level';
import { containerSetters, podSecurityRule } from './pod-security-rule';

/** No container is privileged. */
export const privileged = podSecurityRule({
  name: 'privileged',
  level: PodSecurityLevel.BASELINE,
  title: 'No container is privileged',
  why: 'A privileged container may do on the node whatever root may.',
  fix: 'Take privileged out and add the one capability that is needed.',
  compliant: "{ containers: [{ name: web, image: 'nginx:1.29' }] }",
  nonCompliant: "{ containers: [{ name: web, image: 'nginx:1.29', securityContext: { privileged: true } }] }",
  fieldPaths: ['spec.containers[0].securityContext.privileged'],
  judge(pod, report) {
    for (const { path, context } of containerSetters(pod)) {
      if (context.privileged === true) {
        report({ fieldPath: `${path}.privileged`, message: 'the container is privileged', value: true, allowed: 'false, or nothing' });
      }
    }
  },
});
