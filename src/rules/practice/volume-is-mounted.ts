import { PodModel } from '../../manifest/pod-model';
import { Severity, Violation } from '../finding';
import { PodRule } from '../rule';

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
  compliant: [{ title: 'a container mounts the volume', yaml: yamlOf(', volumeMounts: [{ name: cache, mountPath: /var/cache/app }]') }],
  nonCompliant: [{ title: 'nobody mounts the volume', yaml: yamlOf(''), fieldPaths: ['spec.volumes[0]'] }],
  *judge(pod: PodModel): Iterable<Violation> {
    const devices = new Set(pod.containers.flatMap(({ manifest }) => volumeDevices(manifest.volumeDevices)));
    for (const { name, fieldPath, mounters } of pod.volumes) {
      if (name === '' || mounters.length > 0 || devices.has(name)) continue;
      yield { fieldPath, message: `no container mounts volume '${name}'`, value: name };
    }
  },
};

function volumeDevices(devices: unknown): string[] {
  return Array.isArray(devices) ? devices.map((device: { name?: unknown } | null) => String(device?.name)) : [];
}
