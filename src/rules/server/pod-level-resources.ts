import { ClusterFeature } from '../../cluster/cluster-feature';
import { KubernetesVersion } from '../../cluster/kubernetes-version';
import { aggregated } from '../../manifest/effective-resources';
import { JsonObject, asObject, isJsonObject } from '../../manifest/json';
import { isQualifiedName } from '../../manifest/names';
import { isPodLevelResource, podLevelResources as filledInResources } from '../../manifest/pod-level-resources';
import { PodModel } from '../../manifest/pod-model';
import { COMPUTE_RESOURCES, ResourceAmounts, amountTexts, amountsOf } from '../../manifest/resource-amounts';
import { Severity } from '../finding';
import { PodRule, ReportViolation } from '../rule';
import { RuleContext } from '../rule-context';
import { containerResourceName, judgeClaims, judgeResources } from './resource-amounts';
import { CORE_VALIDATION } from './sources';

const HUGEPAGES = 'hugepages-';
/** The resources without a domain in their name that a quota can count, beside huge pages. */
const STANDARD_RESOURCES: ReadonlySet<string> = new Set([
  ...[...COMPUTE_RESOURCES, 'ephemeral-storage'].flatMap((name) => [name, `requests.${name}`, `limits.${name}`]),
  ...['storage', 'requests.storage', 'pods', 'resourcequotas', 'services', 'replicationcontrollers', 'secrets', 'configmaps'],
  ...['persistentvolumeclaims', 'services.nodeports', 'services.loadbalancers'],
]);

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
  judge(pod: PodModel, report: ReportViolation, { version }: RuleContext): void {
    const { resources } = pod.spec;
    if (!isJsonObject(resources) || !version.supports(ClusterFeature.POD_LEVEL_RESOURCES)) return;
    const path = `${pod.specPath}.resources`;
    if (asObject(pod.spec.os).name === 'windows') {
      report({ fieldPath: path, errorType: 'FieldValueForbidden', message: 'may not be set for a windows pod' });
      return;
    }
    if (Array.isArray(resources.claims)) {
      report({
        fieldPath: `${path}.claims`,
        errorType: 'FieldValueForbidden',
        message: 'claims may not be set for Resources at pod-level',
      });
    }
    const own = pod.templatePath === '' ? filledIn(resources, pod, version) : resources;
    judgeResources(own, path, podResourceName, report);
    judgeClaims(own, `${path}.claims`, pod, report);
    const requests = amountsOf(asObject(own.requests));
    const limits = amountsOf(asObject(own.limits));
    const isPod = pod.templatePath === '';
    const together = aggregated(pod.containers, (container) =>
      isPod ? container.requests : amountsOf(asObject(asObject(container.manifest.resources).requests)),
    );
    judgeSums(together, requests, `${path}.requests`, 'must be greater than or equal to aggregate container requests', report);
    // Huge pages are not shared: the pod has to have those of all its containers.
    const allowed = aggregated(pod.containers, (container) => container.limits);
    const pages = Object.fromEntries(Object.entries(allowed).filter(([name]) => name.startsWith(HUGEPAGES)));
    judgeSums(pages, limits, `${path}.limits`, 'must be greater than or equal to aggregate container limits', report);
    for (const container of pod.ordinaryContainers) {
      for (const [name, limit] of Object.entries(container.limits)) {
        if (!Object.hasOwn(limits, name) || limit.compareTo(limits[name]) <= 0) continue;
        report({
          fieldPath: `${path}.containers[${container.index}][${name}].limits`,
          errorType: 'FieldValueInvalid',
          message: `the limit of '${container.name}' must be less than or equal to that of the pod`,
          value: limit.toString(),
          allowed: `at most ${limits[name]}`,
        });
      }
    }
  },
};

/** Reports the amounts that are less than what the containers have together. */
function judgeSums(together: ResourceAmounts, own: ResourceAmounts, path: string, message: string, report: ReportViolation): void {
  for (const [name, amount] of Object.entries(together)) {
    if (!Object.hasOwn(own, name) || amount.compareTo(own[name]) <= 0) continue;
    report({
      fieldPath: `${path}[${name}]`,
      errorType: 'FieldValueInvalid',
      message,
      value: own[name].toString(),
      allowed: `at least ${amount}`,
    });
  }
}

/** A Pod's resources as the server fills them in: what its containers imply for it. */
function filledIn(resources: JsonObject, pod: PodModel, version: KubernetesVersion): JsonObject {
  const filled = filledInResources(pod.spec, pod.containers, version);
  return {
    ...resources,
    limits: { ...amountTexts(filled?.limits ?? {}), ...asObject(resources.limits) },
    requests: { ...amountTexts(filled?.requests ?? {}), ...asObject(resources.requests) },
  };
}

function isHugePages(name: string): boolean {
  return name.startsWith(HUGEPAGES) || name.startsWith(`requests.${HUGEPAGES}`);
}

/** What a pod itself may request. */
function podResourceName(name: string): ReturnType<typeof containerResourceName> {
  const allowed = 'cpu, memory, hugepages-SIZE';
  if (!isQualifiedName(name) || !(name.includes('/') || STANDARD_RESOURCES.has(name) || isHugePages(name))) {
    return { errorType: 'FieldValueInvalid', message: 'must be a standard resource type or fully qualified', allowed };
  }
  return isPodLevelResource(name) ? undefined : { errorType: 'FieldValueNotSupported', message: 'is not supported here', allowed };
}
