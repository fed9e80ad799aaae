import { KubernetesVersion } from '../../cluster/kubernetes-version';
import { JsonObject } from '../../manifest/json';
import { PodModel } from '../../manifest/pod-model';
import { APP_ARMOR_CONTAINER, SECCOMP_CONTAINER, SECCOMP_POD } from '../../manifest/profile-annotations';
import { Severity, Violation } from '../finding';
import { PodRule, ReportViolation } from '../rule';
import { RuleContext } from '../rule-context';
import { ManifestWalk } from '../walk/manifest-walk';
import { Place } from '../walk/place';
import { annotatedTolerations } from './annotated-tolerations';
import { CORE_VALIDATION } from './sources';

const MIRROR = 'kubernetes.io/config.mirror';
const TOLERATIONS = 'scheduler.alpha.kubernetes.io/tolerations';
const DELETION_COST = 'controller.kubernetes.io/pod-deletion-cost';

/** The annotations of a pod that the server reads hold what they have to. */
export const podAnnotations: PodRule = {
  id: 'server/pod-annotations',
  severity: Severity.ERROR,
  title: 'The annotations of a pod that Kubernetes reads are of their form',
  why: 'Some annotations of a pod are older forms of fields. The API server reads them and refuses a pod in which they make no sense, as it would refuse the field.',
  fix: "Write the value in its form, or use the field that took the annotation's place.",
  source: CORE_VALIDATION,
  onlyWith: ['annotations'],
  compliant: [
    {
      title: 'a cost of deletion',
      yaml: `
apiVersion: v1
kind: Pod
metadata: { name: web, annotations: { controller.kubernetes.io/pod-deletion-cost: '-5' } }
spec:
  containers: [{ name: web, image: 'nginx:1.29' }]
`,
    },
  ],
  nonCompliant: [
    {
      title: 'values that are none, and a profile for a container that there is not',
      yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    controller.kubernetes.io/pod-deletion-cost: low
    container.apparmor.security.beta.kubernetes.io/proxy: runtime/default
    seccomp.security.alpha.kubernetes.io/pod: docker
    scheduler.alpha.kubernetes.io/tolerations: '[{ "operator": "Any" }]'
spec:
  containers: [{ name: web, image: 'nginx:1.29' }]
`,
      fieldPaths: [
        'metadata.annotations.scheduler.alpha.kubernetes.io/tolerations[0].operator',
        'metadata.annotations.scheduler.alpha.kubernetes.io/tolerations[0].operator',
        'metadata.annotations.seccomp.security.alpha.kubernetes.io/pod',
        'metadata.annotations[container.apparmor.security.beta.kubernetes.io/proxy]',
        'metadata.annotations[controller.kubernetes.io/pod-deletion-cost]',
      ],
    },
  ],
  judge(pod: PodModel, report: ReportViolation, { version }: RuleContext): void {
    const keys = Object.keys(pod.annotations);
    if (keys.length === 0) return;
    // The server prints the annotations of a template beside its metadata, not in it.
    const path = pod.templatePath === '' ? 'metadata.annotations' : `${pod.templatePath}.annotations`;
    for (const key of keys) {
      if (!key.includes('kubernetes.io/')) continue;
      const value = pod.annotations[key];
      const invalid = (fieldPath: string, message: string, allowed?: string): Violation => ({
        fieldPath,
        errorType: 'FieldValueInvalid',
        message,
        value,
        allowed,
      });
      if (key === MIRROR && !pod.spec.nodeName) {
        report(invalid(`${path}[${key}]`, 'must set spec.nodeName if mirror pod annotation is set'));
      } else if (key === DELETION_COST && !isDeletionCost(value)) {
        report(invalid(`${path}[${key}]`, 'must be a 32bit integer', 'a whole number without plus sign and leading zeros'));
      } else if (key === TOLERATIONS && value !== '') {
        const tolerations = annotatedTolerations(value);
        if (tolerations === undefined) report(invalid(path, 'the tolerations are no list in JSON'));
        else judgeTolerations(tolerations, `${path}.${key}`, version, report);
      } else if (key === SECCOMP_POD || key.startsWith(SECCOMP_CONTAINER)) {
        const wrong = wrongSeccompProfile(value);
        if (wrong !== undefined) report(invalid(`${path}.${key}`, wrong, 'unconfined, runtime/default, docker/default, localhost/PATH'));
      } else if (key.startsWith(APP_ARMOR_CONTAINER)) {
        const name = key.slice(APP_ARMOR_CONTAINER.length);
        if (pod.container(name) === undefined) report(invalid(`${path}[${key}]`, `the pod has no container '${name}'`));
        if (!isAppArmorProfile(value)) {
          report(invalid(`${path}[${key}]`, 'is no name of an AppArmor profile', 'unconfined, runtime/default, localhost/NAME'));
        }
      }
    }
  },
};

function isDeletionCost(text: string): boolean {
  return /^(?:0|-\d+|[1-9]\d*)$/.test(text) && Number(text) >= -(2 ** 31) && Number(text) < 2 ** 31;
}

function isAppArmorProfile(text: string): boolean {
  return text === '' || text === 'runtime/default' || text === 'unconfined' || text.startsWith('localhost/');
}

function wrongSeccompProfile(text: string): string | undefined {
  if (['runtime/default', 'docker/default', 'unconfined'].includes(text)) return undefined;
  if (!text.startsWith('localhost/')) return 'must be a valid seccomp profile';
  const file = text.slice('localhost/'.length);
  if (file.startsWith('/')) return 'must be a relative path';
  return file.split('/').includes('..') ? "must not contain '..'" : undefined;
}

/** The tolerations of an annotation hold what those of a spec do. */
function judgeTolerations(list: readonly JsonObject[], path: string, version: KubernetesVersion, report: ReportViolation): void {
  const walk = new ManifestWalk(version, false);
  list.forEach((toleration, index) => {
    walk.visit('io.k8s.api.core.v1.Toleration', new Place(toleration, undefined, `${path}[${index}]`));
  });
  walk.violations.forEach(report);
}
