import { APP_ARMOR_CONTAINER } from '../../manifest/profile-annotations';
import { PodSecurityLevel } from './pod-security-level';
import { allSetters, mappingAt, podSecurityRule } from './pod-security-rule';

/** The AppArmor profile of the runtime is not switched off. */
export const appArmor = podSecurityRule({
  name: 'app-armor',
  level: PodSecurityLevel.BASELINE,
  title: 'The AppArmor profile of the runtime is not switched off',
  why: 'Without a profile a process may do whatever its user may.',
  fix: 'Use the type RuntimeDefault or Localhost, or say nothing.',
  compliant: "{ containers: [{ name: web, image: 'nginx:1.29', securityContext: { appArmorProfile: { type: RuntimeDefault } } }] }",
  nonCompliant: "{ containers: [{ name: web, image: 'nginx:1.29', securityContext: { appArmorProfile: { type: Unconfined } } }] }",
  fieldPaths: ['spec.containers[0].securityContext.appArmorProfile.type'],
  judge(pod, report) {
    const allowed = 'RuntimeDefault, Localhost, or nothing';
    for (const { path, context } of allSetters(pod)) {
      const profile = mappingAt(context, 'appArmorProfile');
      if (!profile || profile.type === 'RuntimeDefault' || profile.type === 'Localhost') continue;
      report({ fieldPath: `${path}.appArmorProfile.type`, message: 'the AppArmor profile is switched off', value: profile.type, allowed });
    }
    for (const [key, value] of Object.entries(pod.annotations)) {
      if (!key.startsWith(APP_ARMOR_CONTAINER) || value === '' || value === 'runtime/default' || value.startsWith('localhost/')) continue;
      report({ fieldPath: `${pod.metadataPath}.annotations[${key}]`, message: 'the AppArmor profile is switched off', value, allowed });
    }
  },
});
