import { isJsonObject } from '../../manifest/json';
import { PodModel } from '../../manifest/pod-model';
import { ReportViolation } from '../rule';
import { RuleContext } from '../rule-context';
import { keptVolumes } from '../server/fields/dropped-images';
import { podOf, serverWarning } from './server-warning';

interface RemovedSource {
  readonly field: string;
  /** The field as the server prints it, where that differs. */
  readonly printed?: string;
  readonly state: string;
}

const SOURCES: readonly RemovedSource[] = [
  { field: 'photonPersistentDisk', state: 'deprecated in v1.11, non-functional in v1.16+' },
  { field: 'gitRepo', state: 'deprecated in v1.11' },
  { field: 'scaleIO', state: 'deprecated in v1.16, non-functional in v1.22+' },
  { field: 'flocker', state: 'deprecated in v1.22, non-functional in v1.25+' },
  { field: 'storageos', printed: 'storageOS', state: 'deprecated in v1.22, non-functional in v1.25+' },
  { field: 'quobyte', state: 'deprecated in v1.22, non-functional in v1.25+' },
  { field: 'glusterfs', state: 'deprecated in v1.25, non-functional in v1.26+' },
  { field: 'cephfs', state: 'deprecated in v1.28, non-functional in v1.31+' },
  { field: 'rbd', state: 'deprecated in v1.28, non-functional in v1.31+' },
];

/** A volume comes from a source that still works. */
export const removedVolumeSources = serverWarning({
  id: 'warnings/removed-volume-sources',
  title: 'No volume comes from a source that was removed',
  why: 'The API keeps the fields of storage plugins whose code is gone: the manifest is accepted, and the pod never starts.',
  fix: 'Use a PersistentVolumeClaim or a CSI volume; an init container that clones takes the place of gitRepo.',
  onlyWith: SOURCES.map(({ field }) => field),
  compliant: [
    {
      title: 'a claim',
      yaml: podOf(
        `{ volumes: [{ name: data, persistentVolumeClaim: { claimName: data } }], containers: [{ name: web, image: 'nginx:1.29' }] }`,
      ),
    },
  ],
  nonCompliant: [
    {
      title: 'a repository and a plugin that is gone',
      yaml: podOf(`
  volumes: [{ name: a, gitRepo: { repository: 'https://example.com/a.git' } }, { name: b, glusterfs: { endpoints: e, path: p } }]
  containers: [{ name: web, image: 'nginx:1.29' }]`),
      fieldPaths: ['spec.volumes[0].gitRepo', 'spec.volumes[1].glusterfs'],
    },
  ],
  judge(pod: PodModel, report: ReportViolation, { version }: RuleContext): void {
    for (const { index, object } of keptVolumes(pod.spec, version)) {
      for (const { field, printed, state } of SOURCES) {
        if (!isJsonObject(object[field])) continue;
        const fieldPath = `${pod.specPath}.volumes[${index}].${printed ?? field}`;
        const said = field === 'gitRepo' && version.minor >= 33 ? `${state}, and disabled by default in v1.33+` : state;
        report({ fieldPath, message: `${fieldPath}: ${said}` });
      }
    }
  },
});
