import { asObject } from '../../manifest/json';
import { PodContainer } from '../../manifest/pod-container';
import { PodModel } from '../../manifest/pod-model';
import { qosOf } from '../../manifest/qos-class';
import { COMPUTE_RESOURCES, ResourceAmounts } from '../../manifest/resource-amounts';
import { Severity } from '../finding';
import { PodRule, ReportViolation } from '../rule';
import { RuleContext } from '../rule-context';

const yamlOf = (main: string, agent: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: db }
spec:
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec:
      initContainers: [{ name: agent, image: 'shop/agent:2.1', restartPolicy: Always, resources: ${agent} }]
      containers: [{ name: main, image: 'shop/db:4.2', resources: ${main} }]
`;
const GUARANTEED = '{ requests: { cpu: 1, memory: 1Gi }, limits: { cpu: 1000m, memory: 1Gi } }';
const BURSTABLE = '{ requests: { cpu: 20m, memory: 32Mi }, limits: { memory: 64Mi } }';

/** A pod has the quality of service that its main container was given. */
export const qosAsMeant: PodRule = {
  id: 'practice/qos-as-meant',
  severity: Severity.ADVICE,
  title: 'A sidecar does not take from its pod the class that main was given',
  why:
    'A pod is Guaranteed when the requests of each of its containers, init containers included, are its limits. One small sidecar without a cpu ' +
    'limit makes it Burstable: it may be evicted earlier, and main gets no cores of its own from a static CPU manager.',
  fix: 'Give every container limits for cpu and memory, and requests of the same amounts.',
  source: 'https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/#guaranteed',
  onlyWith: ['limits'],
  compliant: [
    { title: 'every container is given what it may use', yaml: yamlOf(GUARANTEED, '{ limits: { cpu: 20m, memory: 32Mi } }') },
    { title: 'main was not meant so', yaml: yamlOf(BURSTABLE, BURSTABLE) },
  ],
  nonCompliant: [
    {
      title: 'a sidecar that requests less than its limit',
      yaml: yamlOf(GUARANTEED, BURSTABLE),
      fieldPaths: ['spec.template.spec.initContainers[0].resources'],
    },
    {
      title: 'a sidecar that requests nothing',
      yaml: yamlOf(GUARANTEED, '{}'),
      fieldPaths: ['spec.template.spec.initContainers[0].resources'],
    },
  ],
  judge(pod: PodModel, report: ReportViolation, { version }: RuleContext): void {
    const { main } = pod;
    if (!main || pod.containers.length < 2 || !isLimited(main) || !isGuaranteed(main.requests, main.limits)) return;
    const others = pod.containers.filter(({ kind, requests, limits }) => kind !== 'ephemeral' && !isGuaranteed(requests, limits));
    // Resources of the pod itself decide alone, where the version has them.
    if (others.length === 0 || pod.spec.resources !== undefined) return;
    const { qosClass, reason } = qosOf(pod.spec, pod.containers, version);
    if (qosClass === 'Guaranteed') return;
    report({
      fieldPath: `${others[0].fieldPath}.resources`,
      message: `'${main.name}' requests all that its limits allow, and the pod is ${qosClass} nevertheless: ${reason}`,
      allowed: 'requests of cpu and memory that are the limits, in every container',
    });
  },
};

/** Whether a container states limits for all that the class goes by: looked up before any quantity is read. */
function isLimited({ manifest }: PodContainer): boolean {
  const limits = asObject(asObject(manifest.resources).limits);
  return limits.cpu !== undefined && limits.memory !== undefined;
}

function isGuaranteed(requests: ResourceAmounts, limits: ResourceAmounts): boolean {
  return COMPUTE_RESOURCES.every(
    (name) =>
      Object.hasOwn(limits, name) && !limits[name].isZero && Object.hasOwn(requests, name) && requests[name].compareTo(limits[name]) === 0,
  );
}
