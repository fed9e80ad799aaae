import { judgeProcMount } from './judge-proc-mount';
import { PodSecurityLevel } from './pod-security-level';
import { podSecurityRule } from './pod-security-rule';

/** The paths of /proc that runtimes mask stay masked, whatever the users of the pod are. */
export const procMountRestricted = podSecurityRule({
  name: 'proc-mount-restricted',
  level: PodSecurityLevel.RESTRICTED,
  overrides: 'security/proc-mount',
  since: '1.35',
  title: 'The paths of /proc that runtimes mask stay masked, whatever the users of the pod are',
  why: 'The masked paths tell of the node and let a process change its kernel.',
  fix: 'Take procMount out.',
  compliant: "{ containers: [{ name: web, image: 'nginx:1.29', securityContext: { procMount: Default } }] }",
  nonCompliant: "{ containers: [{ name: web, image: 'nginx:1.29', securityContext: { procMount: Unmasked } }] }",
  fieldPaths: ['spec.containers[0].securityContext.procMount'],
  judge: judgeProcMount,
});
