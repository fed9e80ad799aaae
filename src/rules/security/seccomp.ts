import { JsonObject } from '../../manifest/json';
import { PodSecurityLevel } from './pod-security-level';
import { allSetters, mappingAt, podSecurityRule } from './pod-security-rule';

/** Whether a seccomp profile is one that confines. */
export function confines({ type }: JsonObject): boolean {
  return type === 'RuntimeDefault' || type === 'Localhost';
}

/** The seccomp profile of the runtime is not switched off. */
export const seccomp = podSecurityRule({
  name: 'seccomp',
  level: PodSecurityLevel.BASELINE,
  title: 'The seccomp profile of the runtime is not switched off',
  why: 'Without a profile a process may make every system call.',
  fix: 'Use the type RuntimeDefault or Localhost, or say nothing.',
  compliant: "{ containers: [{ name: web, image: 'nginx:1.29', securityContext: { seccompProfile: { type: RuntimeDefault } } }] }",
  nonCompliant: "{ containers: [{ name: web, image: 'nginx:1.29', securityContext: { seccompProfile: { type: Unconfined } } }] }",
  fieldPaths: ['spec.containers[0].securityContext.seccompProfile.type'],
  judge(pod, report) {
    for (const { path, context } of allSetters(pod)) {
      const profile = mappingAt(context, 'seccompProfile');
      if (!profile || confines(profile)) continue;
      report({
        fieldPath: `${path}.seccompProfile.type`,
        message: 'the seccomp profile is switched off',
        value: profile.type,
        allowed: 'RuntimeDefault, Localhost, or nothing',
      });
    }
  },
});
