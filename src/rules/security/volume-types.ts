import { PodSecurityLevel } from './pod-security-level';
import { entriesOf, mappingAt, podSecurityRule } from './pod-security-rule';

/** The kinds of volumes that are allowed. */
const ALLOWED: readonly string[] = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
];

/** The kinds that are not. A key that is neither is no kind of volume: the server does not see it, and the schema rules report it. */
const FORBIDDEN: readonly string[] = [
  'hostPath',
  'gcePersistentDisk',
  'awsElasticBlockStore',
  'gitRepo',
  'nfs',
  'iscsi',
  'glusterfs',
  'rbd',
  'flexVolume',
  'cinder',
  'cephfs',
  'flocker',
  'fc',
  'azureFile',
  'vsphereVolume',
  'quobyte',
  'azureDisk',
  'photonPersistentDisk',
  'portworxVolume',
  'scaleIO',
  'storageos',
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
  fieldPaths: ['spec.volumes[0].nfs'],
  judge(pod, report, { version }) {
    // Servers that do not know image volumes see only the volume's other kinds.
    const allowed = version.minor >= 31 ? ALLOWED : ALLOWED.filter((kind) => kind !== 'image');
    for (const { path, object } of entriesOf(pod, 'volumes')) {
      const kind = FORBIDDEN.find((candidate) => mappingAt(object, candidate));
      if (kind === undefined || allowed.some((candidate) => mappingAt(object, candidate))) continue;
      report({
        fieldPath: `${path}.${kind}`,
        message: `the volume is of the kind ${kind}`,
        value: object[kind],
        allowed: allowed.join(', '),
      });
    }
  },
});
