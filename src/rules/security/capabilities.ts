import { asList, asObject, asString } from '../../manifest/json';
import { PodSecurityLevel } from './pod-security-level';
import { containerSetters, podSecurityRule } from './pod-security-rule';

/** The capabilities that a container runtime gives by default. */
const ALLOWED: ReadonlySet<string> = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
]);

/** Containers add no capabilities beyond those of a container runtime. */
export const capabilities = podSecurityRule({
  name: 'capabilities',
  level: PodSecurityLevel.BASELINE,
  title: 'Containers add no capabilities beyond those of a container runtime',
  why: 'Further capabilities let a process change the network, the clock or the memory of its node.',
  fix: 'Take the capability out of add.',
  compliant: "{ containers: [{ name: web, image: 'nginx:1.29', securityContext: { capabilities: { add: [NET_BIND_SERVICE] } } }] }",
  nonCompliant: "{ containers: [{ name: web, image: 'nginx:1.29', securityContext: { capabilities: { add: [NET_ADMIN] } } }] }",
  fieldPaths: ['spec.containers[0].securityContext.capabilities.add[0]'],
  judge(pod, report) {
    for (const { path, context } of containerSetters(pod)) {
      for (const [index, capability] of asList(asObject(context.capabilities).add).entries()) {
        if (ALLOWED.has(asString(capability) ?? '')) continue;
        report({
          fieldPath: `${path}.capabilities.add[${index}]`,
          message: 'the container adds a capability',
          value: capability,
          allowed: [...ALLOWED].join(', '),
        });
      }
    }
  },
});
