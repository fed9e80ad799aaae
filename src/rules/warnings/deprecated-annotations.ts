import { asObject, isJsonObject } from '../../manifest/json';
import { PodModel } from '../../manifest/pod-model';
import { APP_ARMOR_CONTAINER, SECCOMP_CONTAINER, SECCOMP_POD } from '../../manifest/profile-annotations';
import { Violation } from '../finding';
import { ReportViolation } from '../rule';
import { RuleContext } from '../rule-context';
import { podOf, serverWarning } from './server-warning';

const WITHOUT_EFFECT: ReadonlyMap<string, string> = new Map([
  ['scheduler.alpha.kubernetes.io/critical-pod', 'non-functional in v1.16+; use the "priorityClassName" field instead'],
  ['security.alpha.kubernetes.io/sysctls', 'non-functional in v1.11+; use the "sysctls" field instead'],
  ['security.alpha.kubernetes.io/unsafe-sysctls', 'non-functional in v1.11+; use the "sysctls" field instead'],
]);
const SECCOMP_SAID = 'non-functional in v1.27+; use the "seccompProfile" field instead';

/** What was an annotation once is set by its field. */
export const deprecatedAnnotations = serverWarning({
  id: 'warnings/deprecated-annotations',
  title: 'What was an annotation once is set by its field',
  why: 'These annotations no longer have an effect, or will lose it: a profile that they name does not confine the container.',
  fix: 'Use the field that the message names.',
  onlyWith: ['annotations'],
  compliant: [
    {
      title: 'the field',
      yaml: podOf(`{ securityContext: { seccompProfile: { type: RuntimeDefault } }, containers: [{ name: web, image: 'nginx:1.29' }] }`),
    },
  ],
  nonCompliant: [
    {
      title: 'annotations for seccomp and AppArmor',
      yaml: podOf(
        `{ containers: [{ name: web, image: 'nginx:1.29' }] }`,
        `{ name: web, annotations: { ${SECCOMP_POD}: runtime/default, ${APP_ARMOR_CONTAINER}web: runtime/default } }`,
      ),
      fieldPaths: [`metadata.annotations[${APP_ARMOR_CONTAINER}web]`, `metadata.annotations[${SECCOMP_POD}]`],
    },
  ],
  judge(pod: PodModel, report: ReportViolation, { version }: RuleContext): void {
    const keys = Object.keys(pod.annotations);
    if (keys.length === 0) return;
    const warn = (key: string, said: string): Violation => {
      const fieldPath = `${pod.metadataPath}.annotations[${key}]`;
      return { fieldPath, message: `${fieldPath}: ${said}`, value: pod.annotations[key] };
    };
    for (const key of keys) {
      const said = WITHOUT_EFFECT.get(key);
      if (said !== undefined) report(warn(key, said));
    }
    const context = asObject(pod.spec.securityContext);
    // Of a Pod that is said to run on Windows the server looks at no profile of AppArmor.
    const warnsOfAppArmor = version.minor >= 30 && !(pod.templatePath === '' && asObject(pod.spec.os).name === 'windows');
    if (SECCOMP_POD in pod.annotations && !isJsonObject(context.seccompProfile)) report(warn(SECCOMP_POD, SECCOMP_SAID));
    for (const { name, manifest } of pod.containers) {
      const own = asObject(manifest.securityContext);
      if (`${SECCOMP_CONTAINER}${name}` in pod.annotations && !isJsonObject(own.seccompProfile)) {
        report(warn(`${SECCOMP_CONTAINER}${name}`, SECCOMP_SAID));
      }
      const confined = isJsonObject(own.appArmorProfile) || isJsonObject(context.appArmorProfile);
      if (`${APP_ARMOR_CONTAINER}${name}` in pod.annotations && !confined && warnsOfAppArmor) {
        report(warn(`${APP_ARMOR_CONTAINER}${name}`, 'deprecated since v1.30; use the "appArmorProfile" field instead'));
      }
    }
  },
});
