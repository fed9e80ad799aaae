import { PodModel } from '../../manifest/pod-model';
import { VolumeAccessKind } from '../../manifest/pod-mount';
import { Severity } from '../finding';
import { PodRule, ReportViolation } from '../rule';
import { sharedVolumeIntent } from './shared-volume-intent';

const yamlOf = (reader: string) => `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - { name: main, image: 'shop/web:4.2', volumeMounts: [{ name: logs, mountPath: /logs }] }
    - { name: logger, image: 'busybox:1.37'${reader} }
  volumes: [{ name: logs, emptyDir: {} }]
`;

/** A volume that a container shares is used by another one. */
export const sharedVolumeHasReader: PodRule = {
  id: 'practice/shared-volume-has-reader',
  severity: Severity.ERROR,
  title: 'A volume that a container writes for others is read by another one',
  why:
    'A volume that was declared as shared and that one container alone mounts is a wire with one end: the container that should read it was ' +
    'forgotten, and what is written goes away with the pod.',
  fix:
    "Mount the volume in the container that reads: shares: [logs.readAt('/logs')]. For a directory that a container keeps to itself, say " +
    "writesTo: ['/var/cache/app'].",
  source: 'https://kubernetes.io/docs/tasks/access-application-cluster/communicate-containers-same-pod-shared-volume/',
  onlyWith: ['volumes'],
  compliant: [
    {
      title: 'the logger reads the volume',
      yaml: yamlOf(', volumeMounts: [{ name: logs, mountPath: /logs, readOnly: true }]'),
      intent: sharedVolumeIntent({ main: 'write', logger: 'read' }),
    },
    { title: 'nobody said that the volume is for others', yaml: yamlOf('') },
  ],
  nonCompliant: [
    { title: 'nobody reads the volume', yaml: yamlOf(''), intent: sharedVolumeIntent({ main: 'write' }), fieldPaths: ['spec.volumes[0]'] },
  ],
  judge(pod: PodModel, report: ReportViolation): void {
    for (const volume of pod.volumes) {
      if (volume.hasContent || volume.hasContentIsInferred) continue;
      const { mounts, mounters } = volume;
      if (mounters.length !== 1) continue;
      if (!mounts.every(({ access, accessIsInferred }) => access === VolumeAccessKind.WRITE && !accessIsInferred)) continue;
      report({
        fieldPath: volume.fieldPath,
        message: `volume '${volume.name}' is shared; '${mounters[0].name}' writes it, and nobody reads it`,
        value: volume.name,
        allowed: 'at least one other container that uses it',
      });
    }
  },
};
