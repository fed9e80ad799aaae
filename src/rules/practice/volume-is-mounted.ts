import { asList, asObject, asString } from '../../manifest/json';
import { PodModel } from '../../manifest/pod-model';
import { Severity } from '../finding';
import { PodRule, ReportViolation } from '../rule';

const yamlOf = (mounts: string) => `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers: [{ name: main, image: 'shop/web:4.2'${mounts} }]
  volumes: [{ name: cache, emptyDir: { sizeLimit: 64Mi } }]
`;

/** Every volume is mounted by a container. */
export const volumeIsMounted: PodRule = {
  id: 'practice/volume-is-mounted',
  severity: Severity.ADVICE,
  title: 'Every volume is mounted by a container',
  why: 'A volume that no container mounts does nothing, but the pod waits for it: for a claim to be bound, or for a ConfigMap to exist.',
  fix: 'Mount the volume in the container that needs it, or take it out.',
  source: 'https://kubernetes.io/docs/concepts/storage/volumes/',
  onlyWith: ['volumes'],
  compliant: [{ title: 'a container mounts the volume', yaml: yamlOf(', volumeMounts: [{ name: cache, mountPath: /var/cache/app }]') }],
  nonCompliant: [{ title: 'nobody mounts the volume', yaml: yamlOf(''), fieldPaths: ['spec.volumes[0]'] }],
  judge(pod: PodModel, report: ReportViolation): void {
    for (const volume of pod.volumes) {
      const { name } = volume;
      if (name === '' || volume.mounts.length > 0 || isDevice(pod, name)) continue;
      report({ fieldPath: volume.fieldPath, message: `no container mounts volume '${name}'`, value: name });
    }
  },
};

/** Whether a container has the volume as a block device. */
function isDevice({ containers }: PodModel, volume: string): boolean {
  return containers.some(({ manifest }) => asList(manifest.volumeDevices).some((device) => asString(asObject(device).name) === volume));
}
