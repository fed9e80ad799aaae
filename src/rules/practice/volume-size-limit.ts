import { asObject } from '../../manifest/json';
import { PodModel } from '../../manifest/pod-model';
import { Severity } from '../finding';
import { PodRule, ReportViolation } from '../rule';

const yamlOf = (emptyDir: string, resources = '') => `
apiVersion: batch/v1
kind: CronJob
metadata: { name: report }
spec:
  schedule: '0 3 * * *'
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers: [{ name: main, image: 'shop/report:4.2', volumeMounts: [{ name: work, mountPath: /work }]${resources} }]
          volumes: [{ name: work${emptyDir} }]
`;
const FIELD = 'spec.jobTemplate.spec.template.spec.volumes[0].emptyDir';

/** A directory that comes and goes with the pod has an upper bound. */
export const volumeSizeLimit: PodRule = {
  id: 'practice/volume-size-limit',
  severity: Severity.ADVICE,
  title: 'An emptyDir says how large it may become',
  why:
    'An emptyDir without a sizeLimit grows until the disk of the node is full, and then the kubelet evicts whichever pods it ranks first, which ' +
    'need not be this one. In memory it grows until the containers that write to it are killed for their memory.',
  fix: 'State a sizeLimit: the kubelet evicts this pod, and no other one, once the volume is larger.',
  source: 'https://kubernetes.io/docs/concepts/storage/volumes/#emptydir',
  onlyWith: ['volumes'],
  compliant: [
    { title: 'a limit', yaml: yamlOf(', emptyDir: { sizeLimit: 1Gi }') },
    {
      title: 'every container has a limit of ephemeral storage, in which its directories count',
      yaml: yamlOf(', emptyDir: {}', ", resources: { limits: { ephemeral-storage: '1Gi' } }"),
    },
    { title: 'a volume of another kind', yaml: yamlOf(', configMap: { name: settings }') },
  ],
  nonCompliant: [
    { title: 'no limit', yaml: yamlOf(', emptyDir: {}'), fieldPaths: [FIELD] },
    { title: 'no limit, in memory', yaml: yamlOf(', emptyDir: { medium: Memory }'), fieldPaths: [FIELD] },
    { title: 'no source, of which the server makes an emptyDir', yaml: yamlOf(''), fieldPaths: [FIELD] },
  ],
  judge(pod: PodModel, report: ReportViolation): void {
    for (const volume of pod.volumes) {
      if (volume.source !== 'emptyDir' || volume.name === '') continue;
      const { sizeLimit, medium } = asObject(volume.manifest.emptyDir);
      if (sizeLimit !== undefined && sizeLimit !== null) continue;
      const inMemory = medium === 'Memory';
      // A volume that nobody mounts does not grow.
      if (isBounded(pod, inMemory ? 'memory' : 'ephemeral-storage') || volume.mounts.length === 0) continue;
      report({
        fieldPath: `${volume.fieldPath}.emptyDir`,
        message: `volume '${volume.name}' has no sizeLimit, so it may fill the ${inMemory ? 'memory' : 'disk'} of the node`,
        value: volume.name,
        allowed: "a sizeLimit, like '64Mi'",
      });
    }
  },
};

/** Whether limits of the whole pod, or of each of its containers, bound what its directories take of a resource. */
function isBounded(pod: PodModel, resource: string): boolean {
  const isStated = (resources: unknown) => asObject(asObject(resources as never).limits)[resource] !== undefined;
  return isStated(pod.spec.resources) || pod.longRunningContainers.every(({ manifest }) => isStated(manifest.resources));
}
