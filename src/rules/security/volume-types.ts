import { PodSecurityLevel } from './pod-security-level';
import { entriesOf, mappingAt, podSecurityRule } from './pod-security-rule';

/** The kinds of volumes that are allowed. */
const ALLOWED: readonly string[] = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
  'image',
];

/** Volumes are of the kinds that belong to the pod or the cluster. */
export const volumeTypes = podSecurityRule({
  name: 'volume-types',
  level: PodSecurityLevel.RESTRICTED,
  overrides: 'security/host-path-volumes',
  title: 'Volumes are of the kinds that belong to the pod or the cluster',
  why: 'Other kinds reach storage past the cluster, with rights that nobody reviewed.',
  fix: 'Use one of the kinds that are allowed, or a persistent volume claim in front of the storage.',
  compliant: "{ volumes: [{ name: data, emptyDir: {} }], containers: [{ name: web, image: 'nginx:1.29' }] }",
  nonCompliant: "{ volumes: [{ name: data, nfs: { server: files, path: / } }], containers: [{ name: web, image: 'nginx:1.29' }] }",
  fieldPaths: ['spec.volumes[0]'],
  *judge(pod) {
    for (const { path, object } of entriesOf(pod, 'volumes')) {
      const sources = Object.keys(object).filter((key) => key !== 'name' && mappingAt(object, key));
      if (sources.length === 0 || sources.some((source) => ALLOWED.includes(source))) continue;
      yield { fieldPath: path, message: `the volume is of the kind ${sources[0]}`, value: sources[0], allowed: ALLOWED.join(', ') };
    }
  },
});
