import { PodSecurityLevel } from './pod-security-level';
import { allSetters, isForWindows, mappingAt, podSecurityRule } from './pod-security-rule';
import { confines } from './seccomp';

/** Every container has a seccomp profile, its own or that of the pod. */
export const seccompRestricted = podSecurityRule({
  name: 'seccomp-restricted',
  level: PodSecurityLevel.RESTRICTED,
  overrides: 'security/seccomp',
  title: 'Every container has a seccomp profile, its own or that of the pod',
  why: 'Without a profile a process may make every system call; the node decides unless the pod does.',
  fix: 'Set seccompProfile.type to RuntimeDefault for the pod.',
  compliant: "{ securityContext: { seccompProfile: { type: RuntimeDefault } }, containers: [{ name: web, image: 'nginx:1.29' }] }",
  nonCompliant: "{ containers: [{ name: web, image: 'nginx:1.29' }] }",
  fieldPaths: ['spec.containers[0].securityContext.seccompProfile.type'],
  judge(pod, report) {
    if (isForWindows(pod)) return;
    const [ofPod, ...containers] = allSetters(pod);
    const shared = mappingAt(ofPod.context, 'seccompProfile');
    const allowed = 'RuntimeDefault or Localhost';
    if (shared && !confines(shared)) {
      report({
        fieldPath: `${ofPod.path}.seccompProfile.type`,
        message: 'the seccomp profile is switched off',
        value: shared.type,
        allowed,
      });
    }
    for (const { path, context } of containers) {
      const profile = mappingAt(context, 'seccompProfile') ?? shared;
      if (profile && (profile === shared || confines(profile))) continue;
      report({
        fieldPath: `${path}.seccompProfile.type`,
        message: 'neither the container nor the pod has a seccomp profile',
        value: profile?.type,
        allowed,
      });
    }
  },
});
