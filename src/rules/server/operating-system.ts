import { asObject, isJsonObject } from '../../manifest/json';
import { PodModel } from '../../manifest/pod-model';
import { Severity, Violation } from '../finding';
import { PodRule, ReportViolation } from '../rule';
import { RuleContext } from '../rule-context';
import { CORE_VALIDATION } from './sources';

const LINUX_POD_CONTEXT = [
  'appArmorProfile',
  'seLinuxOptions',
  'seccompProfile',
  'fsGroup',
  'fsGroupChangePolicy',
  'sysctls',
  'runAsUser',
  'runAsGroup',
  'supplementalGroups',
  'supplementalGroupsPolicy',
  'seLinuxChangePolicy',
];
const LINUX_POD_FIELDS = ['hostUsers', 'shareProcessNamespace'];
const LINUX_NAMESPACES = ['hostPID', 'hostIPC'];
const LINUX_CONTAINER_CONTEXT = [
  'appArmorProfile',
  'seLinuxOptions',
  'seccompProfile',
  'capabilities',
  'readOnlyRootFilesystem',
  'privileged',
  'allowPrivilegeEscalation',
  'procMount',
  'runAsUser',
  'runAsGroup',
];

/** The first minor version that does not drop a field. */
const LOOKED_AT_SINCE: Readonly<Record<string, number>> = {
  appArmorProfile: 30,
  supplementalGroupsPolicy: 33,
  seLinuxChangePolicy: 33,
  hostUsers: 33,
};

/** A pod that names its operating system has nothing of the other one. */
export const operatingSystem: PodRule = {
  id: 'server/operating-system',
  severity: Severity.ERROR,
  title: 'A pod that names its operating system has no settings of the other one',
  why: 'What one operating system does not have cannot be set for it. The API server refuses settings of Linux on a Windows pod and the reverse.',
  fix: 'Remove the setting, or correct spec.os.name.',
  source: CORE_VALIDATION,
  onlyWith: ['os'],
  compliant: [
    {
      title: 'a Windows pod without settings of Linux',
      yaml: `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  os: { name: windows }
  containers: [{ name: web, image: 'iis:1', securityContext: { windowsOptions: { runAsUserName: ContainerUser } } }]
`,
    },
  ],
  nonCompliant: [
    {
      title: 'a Windows pod that runs as a number',
      yaml: `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  os: { name: windows }
  securityContext: { runAsUser: 1000 }
  containers: [{ name: web, image: 'iis:1', securityContext: { allowPrivilegeEscalation: false } }]
`,
      fieldPaths: ['spec.containers[0].securityContext.allowPrivilegeEscalation', 'spec.securityContext.runAsUser'],
    },
  ],
  judge(pod: PodModel, report: ReportViolation, { version }: RuleContext): void {
    const os = asObject(pod.spec.os).name;
    if (os !== 'linux' && os !== 'windows') return;
    const forbidden = (fieldPath: string): Violation => ({
      fieldPath,
      errorType: 'FieldValueForbidden',
      message: os === 'linux' ? 'windows options cannot be set for a linux pod' : 'cannot be set for a windows pod',
    });
    const isSet = (holder: unknown, field: string) =>
      isJsonObject(holder) && holder[field] !== undefined && holder[field] !== null && version.minor >= (LOOKED_AT_SINCE[field] ?? 0);
    const contexts = [{ context: pod.spec.securityContext, path: `${pod.specPath}.securityContext`, fields: LINUX_POD_CONTEXT }];
    for (const { manifest, fieldPath } of pod.containers) {
      contexts.push({ context: manifest.securityContext, path: `${fieldPath}.securityContext`, fields: LINUX_CONTAINER_CONTEXT });
    }
    for (const { context, path, fields } of contexts) {
      for (const field of os === 'linux' ? ['windowsOptions'] : fields) {
        if (isSet(context, field) && !(field === 'sysctls' && isEmpty(asObject(context)[field]))) report(forbidden(`${path}.${field}`));
      }
    }
    if (os === 'linux') return;
    for (const field of LINUX_POD_FIELDS) if (isSet(pod.spec, field)) report(forbidden(`${pod.specPath}.${field}`));
    for (const field of LINUX_NAMESPACES) if (pod.spec[field] === true) report(forbidden(`${pod.specPath}.${field}`));
  },
};

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
