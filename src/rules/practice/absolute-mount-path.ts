import { PodModel } from '../../manifest/pod-model';
import { Severity } from '../finding';
import { PodRule, ReportViolation } from '../rule';

const yamlOf = (mountPath: string) => `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers: [{ name: main, image: 'shop/web:4.2', volumeMounts: [{ name: data, mountPath: '${mountPath}' }] }]
  volumes: [{ name: data, emptyDir: { sizeLimit: 64Mi } }]
`;

/** Neither from the root of the file system nor, on Windows, of a drive. */
const RELATIVE = /^(?!\/|[A-Za-z]:)./s;
const LEADS_BACK = /(?:^|\/)\.\.(?:\/|$)/;

/** A mount path is absolute and leads straight to its place. */
export const absoluteMountPath: PodRule = {
  id: 'practice/absolute-mount-path',
  severity: Severity.WARNING,
  title: "A mount path is absolute and has no '..'",
  why:
    'The API server accepts any text. The kubelet takes a relative path from the root of the file system, and a runtime resolves .. through ' +
    'whatever links the image has, so that the volume is not where its author thinks.',
  fix: 'Write the path from the root of the file system, step by step.',
  source: 'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#volumes-1',
  onlyWith: ['mountPath'],
  compliant: [{ title: 'an absolute path', yaml: yamlOf('/var/cache/app') }],
  nonCompliant: [
    { title: 'a relative path', yaml: yamlOf('cache'), fieldPaths: ['spec.containers[0].volumeMounts[0].mountPath'] },
    { title: "a path with '..'", yaml: yamlOf('/var/../etc'), fieldPaths: ['spec.containers[0].volumeMounts[0].mountPath'] },
  ],
  judge(pod: PodModel, report: ReportViolation): void {
    for (const container of pod.containers) {
      for (const mount of container.mounts) {
        const { mountPath } = mount;
        const isRelative = RELATIVE.test(mountPath);
        if (!isRelative && !LEADS_BACK.test(mountPath)) continue;
        report({
          fieldPath: `${mount.fieldPath}.mountPath`,
          // A pattern or a role wrote this one: there is nobody who may have meant it so.
          severity: mount.accessIsInferred ? Severity.WARNING : Severity.ERROR,
          message: isRelative ? 'the mount path is relative' : "the mount path leads back through '..'",
          value: mountPath,
          allowed: "an absolute path without '..'",
          fix: isRelative ? `Write "/${mountPath.replace(/^(\.\/)+/, '')}".` : undefined,
        });
      }
    }
  },
};
