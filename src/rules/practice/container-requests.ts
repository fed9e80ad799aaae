import { ClusterFeature } from '../../cluster/cluster-feature';
import { JsonObject, asObject } from '../../manifest/json';
import { PodModel } from '../../manifest/pod-model';
import { COMPUTE_RESOURCES } from '../../manifest/resource-amounts';
import { Severity } from '../finding';
import { PodRule, ReportViolation } from '../rule';
import { RuleContext } from '../rule-context';

const yamlOf = (resources: string, ofPod = '') => `
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: agent }
spec:
  selector: { matchLabels: { app: agent } }
  template:
    metadata: { labels: { app: agent } }
    spec:
      initContainers: [{ name: prepare, image: 'busybox:1.37' }]
      containers: [{ name: main, image: 'shop/agent:4.2'${resources} }]${ofPod}
`;

/** A container says what it needs. */
export const containerRequests: PodRule = {
  id: 'practice/container-requests',
  severity: Severity.ADVICE,
  title: 'A container that runs as long as its pod requests cpu and memory',
  why:
    'The scheduler reserves what is requested and nothing else. A sidecar that requests nothing lives on what main leaves: it is starved first ' +
    'when the node is busy, and its pod is among the first to be evicted when memory runs out.',
  fix: 'State resources.requests for cpu and memory: what the container usually needs.',
  source: 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/',
  compliant: [
    { title: 'requests', yaml: yamlOf(', resources: { requests: { cpu: 20m, memory: 32Mi } }') },
    { title: 'limits, up to which the server takes the requests', yaml: yamlOf(', resources: { limits: { cpu: 20m, memory: 32Mi } }') },
    {
      title: 'requests of the whole pod',
      yaml: yamlOf('', '\n      resources: { requests: { cpu: 20m, memory: 32Mi } }'),
      version: '1.34',
    },
  ],
  nonCompliant: [
    { title: 'nothing', yaml: yamlOf(''), fieldPaths: ['spec.template.spec.containers[0].resources'] },
    {
      title: 'memory alone',
      yaml: yamlOf(', resources: { requests: { memory: 32Mi } }'),
      fieldPaths: ['spec.template.spec.containers[0].resources'],
    },
    {
      title: 'requests of the whole pod in a version that drops them',
      yaml: yamlOf('', '\n      resources: { requests: { cpu: 20m, memory: 32Mi } }'),
      version: '1.33',
      fieldPaths: ['spec.template.spec.containers[0].resources'],
    },
  ],
  judge(pod: PodModel, report: ReportViolation, { version }: RuleContext): void {
    const ofPod = version.supports(ClusterFeature.POD_LEVEL_RESOURCES) ? asObject(pod.spec.resources) : {};
    for (const container of pod.containers) {
      // An init task runs in what is reserved for the containers that come after it.
      if (!container.isLongRunning) continue;
      const own = asObject(container.manifest.resources);
      const missing = COMPUTE_RESOURCES.filter((resource) => !isRequested(own, resource) && !isRequested(ofPod, resource));
      if (missing.length === 0) continue;
      report({
        fieldPath: `${container.fieldPath}.resources`,
        message: `'${container.name}' requests no ${missing.join(' and no ')}`,
        allowed: 'requests, or limits, for cpu and memory',
      });
    }
  },
};

function isRequested(resources: JsonObject, resource: string): boolean {
  return (asObject(resources.requests)[resource] ?? asObject(resources.limits)[resource] ?? undefined) !== undefined;
}
