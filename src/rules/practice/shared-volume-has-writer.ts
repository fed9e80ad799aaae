import { PodModel } from '../../manifest/pod-model';
import { VolumeAccessKind } from '../../manifest/pod-mount';
import { PodVolume } from '../../manifest/pod-volume';
import { Severity } from '../finding';
import { PodRule, ReportViolation } from '../rule';
import { sharedVolumeIntent } from './shared-volume-intent';

const yamlOf = (writer: string) => `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - { name: main, image: 'shop/web:4.2'${writer} }
    - { name: logger, image: 'busybox:1.37', command: [tail, -f, /logs/app.log], volumeMounts: [{ name: logs, mountPath: /logs, readOnly: true }] }
  volumes: [{ name: logs, emptyDir: {} }]
`;

/** A volume that a container reads is written by another one. */
export const sharedVolumeHasWriter: PodRule = {
  id: 'practice/shared-volume-has-writer',
  severity: Severity.ERROR,
  title: 'A volume that starts empty and is read is written by another container',
  why:
    'An emptyDir starts empty. A container that only reads it finds nothing there, as long as the pod lives; a log agent waits for a file that ' +
    'never comes.',
  fix: "Mount the volume where another container writes: main: { shares: [logs.writtenAt('/var/log/app')] }.",
  source: 'https://kubernetes.io/docs/concepts/storage/volumes/#emptydir',
  onlyWith: ['volumes'],
  compliant: [{ title: 'main writes the volume', yaml: yamlOf(', volumeMounts: [{ name: logs, mountPath: /var/log/app }]') }],
  nonCompliant: [
    { title: 'nobody writes the volume', yaml: yamlOf(''), fieldPaths: ['spec.volumes[0]'] },
    {
      title: 'a role says that it reads and nobody says that it writes',
      yaml: yamlOf(''),
      intent: sharedVolumeIntent({ logger: 'read' }),
      fieldPaths: ['spec.volumes[0]'],
    },
  ],
  judge(pod: PodModel, report: ReportViolation): void {
    for (const volume of pod.volumes) {
      if (volume.hasContent || volume.mounts.length === 0 || isWritten(volume)) continue;
      report({
        fieldPath: volume.fieldPath,
        severity: isDeclared(volume) ? Severity.ERROR : Severity.WARNING,
        message: `volume '${volume.name}' starts empty; ${namesOf(volume)} reads it, and nobody writes it`,
        value: volume.name,
        allowed: 'at least one container that writes it',
      });
    }
  },
};

function isWritten({ mounts }: PodVolume): boolean {
  return mounts.some(({ access }) => access !== VolumeAccessKind.READ);
}

/** Whether every use of the volume was declared. What is worked out from a manifest may be wrong, so it is never an error. */
function isDeclared(volume: PodVolume): boolean {
  return !volume.hasContentIsInferred && volume.mounts.every(({ accessIsInferred }) => !accessIsInferred);
}

function namesOf(volume: PodVolume): string {
  return volume.mounters.map(({ name }) => `'${name}'`).join(', ');
}
