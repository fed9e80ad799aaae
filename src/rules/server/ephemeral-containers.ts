import { ContainerKind } from '../../manifest/container-kind';
import { JsonObject, asObject, asString } from '../../manifest/json';
import { PodModel } from '../../manifest/pod-model';
import { Severity } from '../finding';
import { PodRule, ReportViolation } from '../rule';
import { RuleContext } from '../rule-context';
import { keptMounts } from './fields/dropped-images';
import { isLifecycleKept } from './lifecycle-fields';
import { WITH_CLAIMS } from './resource-amounts';
import { CORE_VALIDATION } from './sources';

/** What an ephemeral container cannot say, with the first minor version that looks at it. */
const FORBIDDEN: Readonly<Record<string, number>> = {
  ports: 28,
  resources: 28,
  resizePolicy: 33,
  restartPolicy: 28,
  restartPolicyRules: 35,
  livenessProbe: 28,
  readinessProbe: 28,
  startupProbe: 28,
  lifecycle: 28,
};
/** This version drops the restart policies of single containers. */
const DROPPING_RESTART_POLICIES = 34;

/** Ephemeral containers come into a running pod by its own subresource, not by a manifest. */
export const ephemeralContainers: PodRule = {
  id: 'server/ephemeral-containers',
  severity: Severity.ERROR,
  title: 'No manifest brings an ephemeral container',
  why: 'Ephemeral containers are put into a running pod for debugging. The API server refuses them in a new pod and in a template.',
  fix: 'Remove ephemeralContainers; use `kubectl debug` on the running pod, or make it an ordinary container.',
  source: CORE_VALIDATION,
  onlyWith: ['ephemeralContainers'],
  compliant: [
    {
      title: 'ordinary containers only',
      yaml: `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers: [{ name: web, image: 'nginx:1.29' }]
`,
    },
  ],
  nonCompliant: [
    {
      title: 'an ephemeral container with what such a container may not have',
      yaml: `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers: [{ name: web, image: 'nginx:1.29' }]
  ephemeralContainers:
    - { name: web, image: 'busybox:1.37', targetContainerName: other, ports: [{ containerPort: 80 }] }
`,
      fieldPaths: [
        'spec.ephemeralContainers',
        'spec.ephemeralContainers[0].name',
        'spec.ephemeralContainers[0].ports',
        'spec.ephemeralContainers[0].targetContainerName',
      ],
    },
  ],
  judge(pod: PodModel, report: ReportViolation, { version }: RuleContext): void {
    const list = pod.spec.ephemeralContainers;
    if (!Array.isArray(list) || list.length === 0) return;
    report({
      fieldPath: `${pod.specPath}.ephemeralContainers`,
      errorType: 'FieldValueForbidden',
      message: pod.templatePath === '' ? 'cannot be set on create' : 'ephemeral containers not allowed in pod template',
    });
    const others = pod.containers.filter(({ kind }) => kind !== ContainerKind.EPHEMERAL).map(({ name }) => name);
    const taken = new Set(others);
    for (const container of pod.containers) {
      if (container.kind !== ContainerKind.EPHEMERAL) continue;
      if (taken.has(container.name)) {
        report({
          fieldPath: `${container.fieldPath}.name`,
          errorType: 'FieldValueDuplicate',
          message: 'another container has this name',
          value: container.name,
        });
      }
      taken.add(container.name);
      const target = asString(container.manifest.targetContainerName) ?? '';
      if (target !== '' && !others.includes(target)) {
        report({
          fieldPath: `${container.fieldPath}.targetContainerName`,
          errorType: 'FieldValueNotFound',
          message: 'no container has this name',
          value: target,
        });
      }
      for (const field of Object.keys(container.manifest)) {
        if (!isForbidden(field, container.manifest[field], version.minor)) continue;
        report({
          fieldPath: `${container.fieldPath}.${field}`,
          errorType: 'FieldValueForbidden',
          message: 'cannot be set for an Ephemeral Container',
        });
      }
      for (const { index, object } of keptMounts(container.manifest.volumeMounts, pod.spec, version)) {
        for (const field of ['subPath', 'subPathExpr']) {
          if (!object[field]) continue;
          report({
            fieldPath: `${container.fieldPath}.volumeMounts[${index}].${field}`,
            errorType: 'FieldValueForbidden',
            message: 'cannot be set for an Ephemeral Container',
          });
        }
      }
    }
  },
};

function isForbidden(field: string, value: JsonObject[string], minor: number): boolean {
  if (!Object.hasOwn(FORBIDDEN, field) || minor < FORBIDDEN[field] || value === null || value === undefined) return false;
  if (field === 'restartPolicy') return minor !== DROPPING_RESTART_POLICIES;
  if (field === 'resources') {
    const { limits, requests, claims } = asObject(value);
    return [limits, requests, minor >= WITH_CLAIMS ? claims : undefined].some((part) => part !== null && part !== undefined);
  }
  return field !== 'lifecycle' || isLifecycleKept(value, minor);
}
