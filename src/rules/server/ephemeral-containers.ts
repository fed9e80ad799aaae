import { ContainerKind } from '../../manifest/container-kind';
import { asString, objectsOf } from '../../manifest/json';
import { PodModel } from '../../manifest/pod-model';
import { Severity, Violation } from '../finding';
import { PodRule } from '../rule';
import { CORE_VALIDATION } from './sources';

/** What an ephemeral container may say at all. */
const ALLOWED = new Set([
  'name',
  'image',
  'command',
  'args',
  'workingDir',
  'envFrom',
  'env',
  'volumeMounts',
  'volumeDevices',
  'terminationMessagePath',
  'terminationMessagePolicy',
  'imagePullPolicy',
  'securityContext',
  'stdin',
  'stdinOnce',
  'tty',
  'targetContainerName',
]);

/** Ephemeral containers come into a running pod by its own subresource, not by a manifest. */
export const ephemeralContainers: PodRule = {
  id: 'server/ephemeral-containers',
  severity: Severity.ERROR,
  title: 'No manifest brings an ephemeral container',
  why: 'Ephemeral containers are put into a running pod for debugging. The API server refuses them in a new pod and in a template.',
  fix: 'Remove ephemeralContainers; use `kubectl debug` on the running pod, or make it an ordinary container.',
  source: CORE_VALIDATION,
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
  *judge(pod: PodModel): Iterable<Violation> {
    const list = pod.spec.ephemeralContainers;
    if (!Array.isArray(list) || list.length === 0) return;
    yield {
      fieldPath: `${pod.specPath}.ephemeralContainers`,
      errorType: 'FieldValueForbidden',
      message: pod.templatePath === '' ? 'cannot be set on create' : 'ephemeral containers not allowed in pod template',
    };
    const others = pod.containers.filter(({ kind }) => kind !== ContainerKind.EPHEMERAL).map(({ name }) => name);
    const taken = new Set(others);
    for (const container of pod.containers) {
      if (container.kind !== ContainerKind.EPHEMERAL) continue;
      if (taken.has(container.name)) {
        yield {
          fieldPath: `${container.fieldPath}.name`,
          errorType: 'FieldValueDuplicate',
          message: 'another container has this name',
          value: container.name,
        };
      }
      taken.add(container.name);
      const target = asString(container.manifest.targetContainerName) ?? '';
      if (target !== '' && !others.includes(target)) {
        yield {
          fieldPath: `${container.fieldPath}.targetContainerName`,
          errorType: 'FieldValueNotFound',
          message: 'no container has this name',
          value: target,
        };
      }
      for (const field of Object.keys(container.manifest)) {
        const value = container.manifest[field];
        if (ALLOWED.has(field) || value === null || value === undefined || (field === 'resources' && Object.keys(value).length === 0)) {
          continue;
        }
        yield {
          fieldPath: `${container.fieldPath}.${field}`,
          errorType: 'FieldValueForbidden',
          message: 'cannot be set for an Ephemeral Container',
        };
      }
      for (const { index, object } of objectsOf(container.manifest.volumeMounts)) {
        for (const field of ['subPath', 'subPathExpr']) {
          if (!object[field]) continue;
          yield {
            fieldPath: `${container.fieldPath}.volumeMounts[${index}].${field}`,
            errorType: 'FieldValueForbidden',
            message: 'cannot be set for an Ephemeral Container',
          };
        }
      }
    }
  },
};
