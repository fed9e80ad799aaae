import { JsonObject, asObject, asString, isJsonObject } from '../../manifest/json';
import { isQualifiedName } from '../../manifest/names';
import { PodModel } from '../../manifest/pod-model';
import { APP_ARMOR_CONTAINER, SECCOMP_CONTAINER, SECCOMP_POD } from '../../manifest/profile-annotations';
import { Severity, Violation } from '../finding';
import { PodRule, ReportViolation } from '../rule';
import { RuleContext } from '../rule-context';
import { CORE_VALIDATION } from './sources';

const LOCALHOST = 'localhost/';
/** The first minor version in which an AppArmor profile has a field. */
const WITH_APP_ARMOR_FIELD = 30;
/** The minor versions that write the fields into annotations as well. */
const ANNOTATING = [30, 31, 32, 33];

/** A profile of seccomp or AppArmor that stands in an annotation and in a field is the same in both. */
export const annotatedProfiles: PodRule = {
  id: 'server/annotated-profiles',
  severity: Severity.ERROR,
  title: 'A profile of seccomp or AppArmor is the same in its annotation and in its field',
  why: 'Both would decide what the container may do. The API server refuses a pod in which they differ.',
  fix: 'Remove the annotation: the field holds.',
  source: CORE_VALIDATION,
  onlyWith: ['annotations', 'appArmorProfile'],
  compliant: [
    {
      title: 'one profile in both places',
      yaml: `
apiVersion: v1
kind: Pod
metadata: { name: web, annotations: { seccomp.security.alpha.kubernetes.io/pod: runtime/default } }
spec:
  securityContext: { seccompProfile: { type: RuntimeDefault } }
  containers: [{ name: web, image: 'nginx:1.29' }]
`,
    },
  ],
  nonCompliant: [
    {
      title: 'profiles that differ',
      yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    seccomp.security.alpha.kubernetes.io/pod: unconfined
    container.seccomp.security.alpha.kubernetes.io/web: localhost/a
    container.apparmor.security.beta.kubernetes.io/web: unconfined
spec:
  securityContext: { seccompProfile: { type: RuntimeDefault } }
  containers:
    - name: web
      image: nginx:1.29
      securityContext: { seccompProfile: { type: Localhost, localhostProfile: b }, appArmorProfile: { type: RuntimeDefault } }
`,
      fieldPaths: [
        'spec.containers[0].securityContext.appArmorProfile.type',
        'spec.containers[0].securityContext.seccompProfile.localhostProfile',
        'spec.securityContext.seccompProfile.type',
      ],
    },
  ],
  judge(pod: PodModel, report: ReportViolation, { version }: RuleContext): void {
    if (pod.templatePath === '' && ANNOTATING.includes(version.minor)) judgeImpliedAnnotations(pod, report);
    if (!Object.keys(pod.annotations).some((key) => key.includes('.kubernetes.io/'))) return;
    const ofPod = asObject(pod.spec.securityContext);
    judgeAgreement(
      ofPod.seccompProfile,
      annotation(pod, SECCOMP_POD),
      `${pod.specPath}.securityContext.seccompProfile`,
      SECCOMP_DEFAULTS,
      report,
    );
    const isWindows = asObject(pod.spec.os).name === 'windows';
    for (const { name, manifest, fieldPath } of pod.containers) {
      const own = asObject(manifest.securityContext);
      const path = `${fieldPath}.securityContext`;
      judgeAgreement(
        own.seccompProfile,
        annotation(pod, `${SECCOMP_CONTAINER}${name}`),
        `${path}.seccompProfile`,
        SECCOMP_DEFAULTS,
        report,
      );
      if (version.minor < WITH_APP_ARMOR_FIELD || isWindows) continue;
      const profile = annotation(pod, `${APP_ARMOR_CONTAINER}${name}`);
      // To a container of a Pod that has no profile the server gives the one of the annotation.
      const isGiven = pod.templatePath === '' && !isJsonObject(own.appArmorProfile) && isProfile(profile);
      if (isGiven) continue;
      judgeAgreement(own.appArmorProfile ?? ofPod.appArmorProfile, profile, `${path}.appArmorProfile`, ['runtime/default'], report);
    }
  },
};

/** These versions write a Pod's AppArmor profiles into its annotations too, by the names of its containers, before they look at them. */
function judgeImpliedAnnotations(pod: PodModel, report: ReportViolation): void {
  if (asObject(pod.spec.os).name === 'windows') return;
  const ofPod = asObject(pod.spec.securityContext).appArmorProfile;
  for (const { name, manifest, fieldPath } of pod.containers) {
    const profile = asObject(asObject(manifest.securityContext).appArmorProfile ?? ofPod);
    const isShown =
      ['Unconfined', 'RuntimeDefault'].includes(asString(profile.type) ?? '') || (profile.type === 'Localhost' && isText(profile));
    if (!isShown || isQualifiedName(`${APP_ARMOR_CONTAINER}${name}`.toLowerCase())) continue;
    report({
      fieldPath: 'metadata.annotations',
      errorType: 'FieldValueInvalid',
      message: `the AppArmor profile of ${fieldPath} has no valid annotation`,
      value: `${APP_ARMOR_CONTAINER}${name}`,
      fix: 'Give the container a valid name.',
    });
  }
}

function isText({ localhostProfile }: JsonObject): boolean {
  return typeof localhostProfile === 'string' && localhostProfile !== '';
}

const SECCOMP_DEFAULTS = ['runtime/default', 'docker/default'];

function annotation(pod: PodModel, key: string): string | undefined {
  return Object.hasOwn(pod.annotations, key) ? pod.annotations[key] : undefined;
}

function isProfile(text: string | undefined): boolean {
  return text === 'unconfined' || text === 'runtime/default' || (text?.startsWith(LOCALHOST) ?? false);
}

function judgeAgreement(
  field: JsonObject[string],
  annotated: string | undefined,
  path: string,
  defaults: readonly string[],
  report: ReportViolation,
): void {
  if (annotated === undefined || !isJsonObject(field)) return;
  const forbidden = (part: string): Violation => ({
    fieldPath: `${path}.${part}`,
    errorType: 'FieldValueForbidden',
    message: 'the profile in the annotation and in the field must match',
    value: asString(field[part]) ?? '',
    allowed: annotated,
  });
  if (field.type === 'Unconfined' && annotated !== 'unconfined') report(forbidden('type'));
  if (field.type === 'RuntimeDefault' && !defaults.includes(annotated)) report(forbidden('type'));
  if (field.type !== 'Localhost') return;
  if (!annotated.startsWith(LOCALHOST)) report(forbidden('type'));
  else if (annotated.slice(LOCALHOST.length) !== field.localhostProfile) report(forbidden('localhostProfile'));
}
