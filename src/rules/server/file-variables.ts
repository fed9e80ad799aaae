import { asString, isJsonObject, objectsOf } from '../../manifest/json';
import { PodModel } from '../../manifest/pod-model';
import { Severity } from '../finding';
import { PodRule, ReportViolation } from '../rule';
import { sourceOf } from './fields/volume-fields';
import { CORE_VALIDATION } from './sources';

/** A variable that is read from a file has that file in an emptyDir of its pod. */
export const fileVariables: PodRule = {
  id: 'server/file-variables',
  severity: Severity.ERROR,
  title: 'A variable from a file names an emptyDir of its pod',
  why: 'The kubelet reads the file from a volume that an init container of the same pod has written. The API server refuses any other volume.',
  fix: 'Name an emptyDir of the pod.',
  source: CORE_VALIDATION,
  since: '1.35',
  onlyWith: ['fileKeyRef'],
  compliant: [
    {
      title: 'a variable from an emptyDir',
      yaml: `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  initContainers: [{ name: settings, image: 'busybox:1.37', volumeMounts: [{ name: env, mountPath: /env }] }]
  containers:
    - name: web
      image: nginx:1.29
      env: [{ name: MODE, valueFrom: { fileKeyRef: { volumeName: env, path: settings.env, key: MODE } } }]
  volumes: [{ name: env, emptyDir: {} }]
`,
    },
  ],
  nonCompliant: [
    {
      title: 'variables from a ConfigMap and from a volume that there is not',
      yaml: `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      image: nginx:1.29
      env:
        - { name: MODE, valueFrom: { fileKeyRef: { volumeName: settings, path: settings.env, key: MODE } } }
        - { name: LEVEL, valueFrom: { fileKeyRef: { volumeName: other, path: settings.env, key: LEVEL } } }
  volumes: [{ name: settings, configMap: { name: settings } }]
`,
      fieldPaths: [
        'spec.containers[0].env[0].valueFrom.fileKeyRef.volumeName',
        'spec.containers[0].env[1].valueFrom.fileKeyRef.volumeName',
      ],
    },
  ],
  judge(pod: PodModel, report: ReportViolation): void {
    let isDirectory: Map<string, boolean> | undefined;
    for (const container of pod.containers) {
      for (const { index, object } of container.variables) {
        const reference = isJsonObject(object.valueFrom) ? object.valueFrom.fileKeyRef : undefined;
        if (!isJsonObject(reference)) continue;
        isDirectory ??= new Map(
          objectsOf(pod.spec.volumes).map(({ object: volume }) => [asString(volume.name) ?? '', sourceOf(volume) === 'emptyDir']),
        );
        const name = asString(reference.volumeName) ?? '';
        const found = isDirectory.get(name);
        if (found === true) continue;
        report({
          fieldPath: `${container.fieldPath}.env[${index}].valueFrom.fileKeyRef.volumeName`,
          errorType: found === undefined ? 'FieldValueNotFound' : 'FieldValueInvalid',
          message: found === undefined ? 'the pod has no volume of this name' : 'referenced volume must be of type emptyDir',
          value: name,
          allowed: [...isDirectory].flatMap(([volume, isOne]) => (isOne ? [volume] : [])).join(', ') || 'the pod has no emptyDir',
        });
      }
    }
  },
};
