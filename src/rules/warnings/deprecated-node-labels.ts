import { asObject, asString, isJsonObject, objectsOf } from '../../manifest/json';
import { PodModel } from '../../manifest/pod-model';
import { ReportViolation } from '../rule';
import { podOf, serverWarning } from './server-warning';

const DEPRECATED: ReadonlyMap<string, string> = new Map([
  ['beta.kubernetes.io/arch', 'deprecated since v1.14; use "kubernetes.io/arch" instead'],
  ['beta.kubernetes.io/os', 'deprecated since v1.14; use "kubernetes.io/os" instead'],
  ['failure-domain.beta.kubernetes.io/region', 'deprecated since v1.17; use "topology.kubernetes.io/region" instead'],
  ['failure-domain.beta.kubernetes.io/zone', 'deprecated since v1.17; use "topology.kubernetes.io/zone" instead'],
  ['beta.kubernetes.io/instance-type', 'deprecated since v1.17; use "node.kubernetes.io/instance-type" instead'],
  ['app.kubernetes.io/created-by', 'deprecated since v1.9'],
  ['scheduler.alpha.kubernetes.io/preferAvoidPods', 'deprecated since v1.22; use Taints and Tolerations instead'],
  ['node-role.kubernetes.io/master', 'use "node-role.kubernetes.io/control-plane" instead'],
]);

/** Nodes are chosen by labels that they will keep. */
export const deprecatedNodeLabels = serverWarning({
  id: 'warnings/deprecated-node-labels',
  title: 'Nodes are chosen by labels that they will keep',
  why: 'New nodes may come without the old labels: the pod then finds no node.',
  fix: 'Use the label that the message names.',
  onlyWith: ['nodeSelector', 'affinity', 'topologySpreadConstraints'],
  compliant: [
    {
      title: 'the label of today',
      yaml: podOf(`{ nodeSelector: { kubernetes.io/os: linux }, containers: [{ name: web, image: 'nginx:1.29' }] }`),
    },
  ],
  nonCompliant: [
    {
      title: 'old labels in a selector and an affinity',
      yaml: podOf(`
  nodeSelector: { beta.kubernetes.io/os: linux }
  affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: beta.kubernetes.io/arch, operator: Exists }] }] } } }
  containers: [{ name: web, image: 'nginx:1.29' }]`),
      fieldPaths: [
        'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].key',
        'spec.nodeSelector[beta.kubernetes.io/os]',
      ],
    },
  ],
  judge(pod: PodModel, report: ReportViolation): void {
    const { nodeSelector, affinity, topologySpreadConstraints } = pod.spec;
    for (const label of Object.keys(asObject(nodeSelector))) {
      const said = DEPRECATED.get(label);
      const fieldPath = `${pod.specPath}.nodeSelector[${label}]`;
      if (said !== undefined) report({ fieldPath, message: `${fieldPath}: ${said}`, value: label });
    }
    for (const { index, object } of objectsOf(topologySpreadConstraints)) {
      judgeLabel(`${pod.specPath}.topologySpreadConstraints[${index}].topologyKey`, asString(object.topologyKey), report);
    }
    if (!isJsonObject(affinity) || !isJsonObject(affinity.nodeAffinity)) return;
    const path = `${pod.specPath}.affinity.nodeAffinity`;
    const required = asObject(affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution);
    for (const { index, object } of objectsOf(required.nodeSelectorTerms)) {
      const at = `${path}.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[${index}]`;
      for (const one of objectsOf(object.matchExpressions)) {
        judgeLabel(`${at}.matchExpressions[${one.index}].key`, asString(one.object.key), report);
      }
    }
    for (const { index, object } of objectsOf(affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution)) {
      const at = `${path}.preferredDuringSchedulingIgnoredDuringExecution[${index}].preference`;
      for (const one of objectsOf(asObject(object.preference).matchExpressions)) {
        judgeLabel(`${at}.matchExpressions[${one.index}].key`, asString(one.object.key), report);
      }
    }
  },
});

function judgeLabel(fieldPath: string, label: string | undefined, report: ReportViolation): void {
  const said = label === undefined ? undefined : DEPRECATED.get(label);
  if (said !== undefined) report({ fieldPath, message: `${fieldPath}: ${label} is ${said}`, value: label });
}
