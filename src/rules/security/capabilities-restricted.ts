import { asList, asObject } from '../../manifest/json';
import { PodSecurityLevel } from './pod-security-level';
import { containerSetters, isForWindows, podSecurityRule } from './pod-security-rule';

/** Every container drops all capabilities and adds at most NET_BIND_SERVICE. */
export const capabilitiesRestricted = podSecurityRule({
  name: 'capabilities-restricted',
  level: PodSecurityLevel.RESTRICTED,
  overrides: 'security/capabilities',
  title: 'Every container drops all capabilities and adds at most NET_BIND_SERVICE',
  why: 'What a process cannot do, nobody can make it do.',
  fix: 'Set capabilities.drop to [ALL], and add nothing but NET_BIND_SERVICE.',
  compliant: "{ containers: [{ name: web, image: 'nginx:1.29', securityContext: { capabilities: { drop: [ALL] } } }] }",
  nonCompliant: "{ containers: [{ name: web, image: 'nginx:1.29', securityContext: { capabilities: { add: [CHOWN], drop: [ALL] } } }] }",
  fieldPaths: ['spec.containers[0].securityContext.capabilities.add[0]'],
  judge(pod, report) {
    if (isForWindows(pod)) return;
    for (const { path, context } of containerSetters(pod)) {
      const { add, drop } = asObject(context.capabilities);
      if (!asList(drop).includes('ALL')) {
        report({ fieldPath: `${path}.capabilities.drop`, message: 'the container keeps capabilities', value: drop, allowed: '[ALL]' });
      }
      for (const [index, capability] of asList(add).entries()) {
        if (capability === 'NET_BIND_SERVICE') continue;
        report({
          fieldPath: `${path}.capabilities.add[${index}]`,
          message: 'the container adds a capability',
          value: capability,
          allowed: 'NET_BIND_SERVICE',
        });
      }
    }
  },
});
