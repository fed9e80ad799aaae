import { judgeProcMount } from './judge-proc-mount';
import { PodSecurityLevel } from './pod-security-level';
import { hasOwnUsers, podSecurityRule } from './pod-security-rule';

/** The paths of /proc that runtimes mask stay masked. */
export const procMount = podSecurityRule({
  name: 'proc-mount',
  level: PodSecurityLevel.BASELINE,
  title: 'The paths of /proc that runtimes mask stay masked',
  why: 'The masked paths tell of the node and let a process change its kernel.',
  fix: 'Take procMount out.',
  compliant: "{ containers: [{ name: web, image: 'nginx:1.29', securityContext: { procMount: Default } }] }",
  nonCompliant: "{ containers: [{ name: web, image: 'nginx:1.29', securityContext: { procMount: Unmasked } }] }",
  fieldPaths: ['spec.containers[0].securityContext.procMount'],
  judge(pod, report, context) {
    if (hasOwnUsers(pod, context)) return;
    judgeProcMount(pod, report);
  },
});
