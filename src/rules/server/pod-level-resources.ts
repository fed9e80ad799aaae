import { ClusterFeature } from '../../cluster/cluster-feature';
import { aggregated } from '../../manifest/effective-resources';
import { asObject, isJsonObject } from '../../manifest/json';
import { PodModel } from '../../manifest/pod-model';
import { amountsOf } from '../../manifest/resource-amounts';
import { Severity, Violation } from '../finding';
import { PodRule, RuleContext } from '../rule';
import { containerResourceName, judgeResources } from './resource-amounts';
import { CORE_VALIDATION } from './sources';

/** What a whole pod requests covers what its containers request. */
export const podLevelResources: PodRule = {
  id: 'server/pod-level-resources',
  severity: Severity.ERROR,
  title: "A pod's own requests cover its containers, and no container's limit is above the pod's",
  why: 'Resources of the pod are shared by its containers. The API server refuses a pod whose containers together request more than it does, and a container that may use more than its pod.',
  fix: "Raise the pod's requests or limits, or lower the container's.",
  source: CORE_VALIDATION,
  since: '1.34',
  compliant: [
    {
      title: 'a pod that requests what its containers do',
      yaml: `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  resources: { requests: { cpu: 300m }, limits: { cpu: 1 } }
  containers:
    - { name: web, image: 'nginx:1.29', resources: { requests: { cpu: 200m } } }
    - { name: logs, image: 'busybox:1.37', resources: { requests: { cpu: 100m }, limits: { cpu: 1 } } }
`,
    },
  ],
  nonCompliant: [
    {
      title: 'containers that request more together than their pod, and one that may use more',
      yaml: `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  resources: { requests: { cpu: 200m }, limits: { cpu: 1 } }
  containers:
    - { name: web, image: 'nginx:1.29', resources: { requests: { cpu: 200m } } }
    - { name: logs, image: 'busybox:1.37', resources: { requests: { cpu: 100m }, limits: { cpu: 2 } } }
`,
      fieldPaths: ['spec.resources.containers[1][cpu].limits', 'spec.resources.requests[cpu]'],
    },
  ],
  *judge(pod: PodModel, { version }: RuleContext): Iterable<Violation> {
    const { resources } = pod.spec;
    if (!isJsonObject(resources) || !version.supports(ClusterFeature.POD_LEVEL_RESOURCES)) return;
    const path = `${pod.specPath}.resources`;
    if (asObject(pod.spec.os).name === 'windows') {
      yield { fieldPath: path, errorType: 'FieldValueForbidden', message: 'may not be set for a windows pod' };
      return;
    }
    if (Array.isArray(resources.claims)) {
      yield { fieldPath: `${path}.claims`, errorType: 'FieldValueForbidden', message: 'claims may not be set for Resources at pod-level' };
    }
    yield* judgeResources(resources, path, false, (name) => {
      const wrong = containerResourceName(name);
      if (wrong || name === 'cpu' || name === 'memory' || name.startsWith('hugepages-')) return wrong;
      return { errorType: 'FieldValueNotSupported', message: 'is not supported here', allowed: 'cpu, memory, hugepages-SIZE' };
    });
    const isPod = pod.templatePath === '';
    const requests = amountsOf(asObject(resources.requests));
    const limits = amountsOf(asObject(resources.limits));
    const together = aggregated(pod.containers, (container) =>
      isPod ? container.requests : amountsOf(asObject(asObject(container.manifest.resources).requests)),
    );
    for (const [name, amount] of Object.entries(together)) {
      if (!Object.hasOwn(requests, name) || amount.compareTo(requests[name]) <= 0) continue;
      yield {
        fieldPath: `${path}.requests[${name}]`,
        errorType: 'FieldValueInvalid',
        message: 'must be greater than or equal to aggregate container requests',
        value: requests[name].toString(),
        allowed: `at least ${amount}`,
      };
    }
    for (const container of pod.ordinaryContainers) {
      for (const [name, limit] of Object.entries(container.limits)) {
        if (!Object.hasOwn(limits, name) || limit.compareTo(limits[name]) <= 0) continue;
        yield {
          fieldPath: `${path}.containers[${container.index}][${name}].limits`,
          errorType: 'FieldValueInvalid',
          message: `the limit of '${container.name}' must be less than or equal to that of the pod`,
          value: limit.toString(),
          allowed: `at most ${limits[name]}`,
        };
      }
    }
  },
};
