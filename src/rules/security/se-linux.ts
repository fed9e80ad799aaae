import { asString } from '../../manifest/json';
import { PodSecurityLevel } from './pod-security-level';
import { allSetters, mappingAt, podSecurityRule } from './pod-security-rule';

/** The types that confine containers. */
const TYPES: readonly string[] = ['container_t', 'container_init_t', 'container_kvm_t'];

/** SELinux options name a container type and neither user nor role. */
export const seLinux = podSecurityRule({
  name: 'se-linux',
  level: PodSecurityLevel.BASELINE,
  title: 'SELinux options name a container type and neither user nor role',
  why: 'Other types, users and roles lead out of the confinement of containers.',
  fix: 'Use container_t, container_init_t or container_kvm_t, and take user and role out.',
  compliant: "{ containers: [{ name: web, image: 'nginx:1.29', securityContext: { seLinuxOptions: { type: container_t } } }] }",
  nonCompliant: "{ containers: [{ name: web, image: 'nginx:1.29', securityContext: { seLinuxOptions: { type: spc_t } } }] }",
  fieldPaths: ['spec.containers[0].securityContext.seLinuxOptions.type'],
  judge(pod, report, { version }) {
    const types = version.minor >= 31 ? [...TYPES, 'container_engine_t'] : TYPES;
    for (const { path, context } of allSetters(pod)) {
      const options = mappingAt(context, 'seLinuxOptions');
      if (!options) continue;
      if (options.type && !types.includes(asString(options.type) ?? '')) {
        report({
          fieldPath: `${path}.seLinuxOptions.type`,
          message: 'the SELinux type is none of containers',
          value: options.type,
          allowed: types.join(', '),
        });
      }
      for (const field of ['user', 'role']) {
        if (!options[field]) continue;
        report({
          fieldPath: `${path}.seLinuxOptions.${field}`,
          message: `the SELinux ${field} is set`,
          value: options[field],
          allowed: 'nothing',
        });
      }
    }
  },
});
