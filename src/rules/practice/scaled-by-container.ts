import { JsonObject, asObject, asString, objectsOf } from '../../manifest/json';
import { PodModel } from '../../manifest/pod-model';
import { podWideMetric } from '../../manifest/pod-wide-metric';
import { Severity, Violation } from '../finding';
import { PodRule, ReportViolation } from '../rule';
import { RuleContext } from '../rule-context';

const yamlOf = (
  metric: string,
  requests = '{ cpu: 100m }',
  sidecar = ", { name: proxy, image: 'envoyproxy/envoy:v1.30', resources: { requests: { cpu: 100m } } }",
) => `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }
  maxReplicas: 10
  metrics: [${metric}]
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers: [{ name: main, image: 'shop/web:4.2', resources: { requests: ${requests} } }${sidecar}]
`;
const POD_WIDE = '{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 80 } } }';
const OF_CONTAINER = (name: string) =>
  `{ type: ContainerResource, containerResource: { name: cpu, container: ${name}, target: { type: Utilization, averageUtilization: 80 } } }`;
const FIELD = 'spec.template.spec.containers';

/** Autoscaling goes by the container that does the work. */
export const scaledByContainer: PodRule = {
  id: 'practice/scaled-by-container',
  severity: Severity.ADVICE,
  title: 'An autoscaler of a pod with sidecars goes by the container that does the work',
  why:
    'A metric of the type Resource counts all containers of a pod together: an idle sidecar with generous requests hides that main is busy, and ' +
    'where one container requests nothing the autoscaler cannot reckon a utilization at all.',
  fix: 'Use a metric of the type ContainerResource that names the main container.',
  source: 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#container-resource-metrics',
  compliant: [
    { title: 'a metric of the container', yaml: yamlOf(OF_CONTAINER('main')) },
    { title: 'a metric of the pod, which has one container', yaml: yamlOf(POD_WIDE, '{ cpu: 100m }', '') },
  ],
  nonCompliant: [
    { title: 'a metric of the pod', yaml: yamlOf(POD_WIDE), fieldPaths: [FIELD] },
    { title: 'a metric of the pod, of which a container requests nothing', yaml: yamlOf(POD_WIDE, '{}', ''), fieldPaths: [FIELD] },
    { title: 'a metric of a container that there is not', yaml: yamlOf(OF_CONTAINER('web')), fieldPaths: [FIELD] },
  ],
  judge(pod: PodModel, report: ReportViolation, { version, neighbours }: RuleContext): void {
    for (const autoscaler of neighbours.autoscalersOf(pod)) {
      for (const metric of metricsOf(autoscaler)) {
        const named = asString(metric.container);
        const said = named === undefined ? podWide(pod, metric, podWideMetric(pod, metric.resource, version)) : ofContainer(pod, named);
        if (!said) continue;
        report({
          fieldPath: `${pod.specPath}.containers`,
          ...said,
          message: `HorizontalPodAutoscaler '${asString(asObject(autoscaler.metadata).name) ?? ''}' ${said.message}`,
        });
      }
    }
  },
};

interface ScaledMetric {
  readonly resource: string;
  readonly isUtilization: boolean;
  readonly container?: string;
}

function metricsOf(autoscaler: JsonObject): ScaledMetric[] {
  const spec = asObject(autoscaler.spec);
  // The first version of the API knows one metric: the pod's cpu.
  if (autoscaler.apiVersion === 'autoscaling/v1') return [{ resource: 'cpu', isUtilization: true }];
  return objectsOf(spec.metrics).flatMap(({ object }): ScaledMetric[] => {
    if (object.type !== 'Resource' && object.type !== 'ContainerResource') return [];
    const isOfPod = object.type === 'Resource';
    const source = asObject(isOfPod ? object.resource : object.containerResource);
    const isUtilization = asObject(source.target).type === 'Utilization';
    return [{ resource: asString(source.name) ?? '', isUtilization, container: isOfPod ? undefined : (asString(source.container) ?? '') }];
  });
}

type Said = Omit<Violation, 'fieldPath'>;

function podWide(pod: PodModel, { resource, isUtilization }: ScaledMetric, seen: ReturnType<typeof podWideMetric>): Said | undefined {
  const [without] = seen.withoutRequest;
  if (isUtilization && without !== undefined) {
    return {
      severity: Severity.WARNING,
      message: `cannot reckon the ${resource} utilization of the pod, because '${without}' requests no ${resource}`,
      allowed: `requests of ${resource} in every container, or a metric of the type ContainerResource`,
    };
  }
  if (pod.longRunningContainers.length < 2) return undefined;
  const share = seen.seenWithMainBusy;
  const skew =
    isUtilization && share !== undefined ? `: it sees ${share} % while main uses all that it requests and the others nothing` : '';
  return {
    message: `scales by the ${resource} of all containers together${skew}`,
    allowed: `a metric of the type ContainerResource with container: ${pod.main?.name ?? ''}`,
  };
}

function ofContainer(pod: PodModel, name: string): Said | undefined {
  if (pod.longRunningContainers.some((container) => container.name === name)) return undefined;
  return {
    severity: Severity.WARNING,
    message: `scales by container '${name}', which the pod does not have`,
    value: name,
    allowed: pod.longRunningContainers.map((container) => container.name).join(', '),
    fix: 'Name a container of the pod.',
  };
}
