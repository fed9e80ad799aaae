import { asObject, isJsonObject, objectsOf } from '../../manifest/json';
import { PodModel } from '../../manifest/pod-model';
import { Violation } from '../finding';
import { ReportViolation } from '../rule';
import { podOf, serverWarning } from './server-warning';

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';

/** A constraint on where pods go says on which pods. */
export const nullSelectors = serverWarning({
  id: 'warnings/null-selectors',
  title: 'A constraint on the spread or the nearness of pods selects some',
  why: 'Without a labelSelector such a constraint is about no pod at all, so it has no effect.',
  fix: 'Set labelSelector to the labels of the pods that are meant, often those of the pod itself.',
  onlyWith: ['affinity', 'topologySpreadConstraints'],
  compliant: [
    {
      title: 'a spread of the own pods',
      yaml: podOf(`
  topologySpreadConstraints: [{ maxSkew: 1, topologyKey: topology.kubernetes.io/zone, whenUnsatisfiable: ScheduleAnyway, labelSelector: { matchLabels: { app: web } } }]
  containers: [{ name: web, image: 'nginx:1.29' }]`),
    },
  ],
  nonCompliant: [
    {
      title: 'a spread and an affinity of no pods',
      yaml: podOf(`
  topologySpreadConstraints: [{ maxSkew: 1, topologyKey: topology.kubernetes.io/zone, whenUnsatisfiable: ScheduleAnyway }]
  affinity: { podAntiAffinity: { ${REQUIRED}: [{ topologyKey: kubernetes.io/hostname }] } }
  containers: [{ name: web, image: 'nginx:1.29' }]`),
      fieldPaths: [`spec.affinity.podAntiAffinity.${REQUIRED}[0].labelSelector`, 'spec.topologySpreadConstraints[0].labelSelector'],
    },
  ],
  judge(pod: PodModel, report: ReportViolation): void {
    const spread = pod.spec.topologySpreadConstraints;
    for (const { index, object } of objectsOf(spread)) {
      if (!isJsonObject(object.labelSelector)) report(without(`${pod.specPath}.topologySpreadConstraints[${index}].labelSelector`));
    }
    if (!isJsonObject(pod.spec.affinity)) return;
    for (const field of ['podAffinity', 'podAntiAffinity']) {
      const affinity = asObject(pod.spec.affinity[field]);
      const path = `${pod.specPath}.affinity.${field}`;
      for (const { index, object } of objectsOf(affinity[REQUIRED])) {
        if (!isJsonObject(object.labelSelector)) report(without(`${path}.${REQUIRED}[${index}].labelSelector`));
      }
      for (const { index, object } of objectsOf(affinity[PREFERRED])) {
        if (!isJsonObject(asObject(object.podAffinityTerm).labelSelector)) {
          report(without(`${path}.${PREFERRED}[${index}].podAffinityTerm.labelSelector`));
        }
      }
    }
  },
});

function without(fieldPath: string): Violation {
  return { fieldPath, message: `${fieldPath}: a null labelSelector results in matching no pod` };
}
