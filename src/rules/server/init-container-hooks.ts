import { ClusterFeature } from '../../cluster/cluster-feature';
import { PodContainer } from '../../manifest/pod-container';
import { PodModel } from '../../manifest/pod-model';
import { Severity } from '../finding';
import { PodRule, ReportViolation } from '../rule';
import { RuleContext } from '../rule-context';
import { isLifecycleKept } from './lifecycle-fields';
import { CORE_VALIDATION } from './sources';

const FIELDS = ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'];

/** A plain init container runs to its end; there is nothing in it to probe or to hook into. */
export const initContainerHooks: PodRule = {
  id: 'server/init-container-hooks',
  severity: Severity.ERROR,
  title: 'Only init containers that go on running have probes and lifecycle hooks',
  why: 'A plain init container runs to its end before the pod goes on: it is never probed and nobody waits for it to stop. The API server refuses the fields.',
  fix: 'Remove the field, or make the container a native sidecar with `restartPolicy: Always` if it goes on running.',
  source: CORE_VALIDATION,
  onlyWith: ['initContainers'],
  compliant: [
    {
      title: 'a native sidecar with a probe and a plain init container without',
      yaml: `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  initContainers:
    - { name: prepare, image: 'busybox:1.37' }
    - { name: proxy, image: 'envoy:1.30', restartPolicy: Always, startupProbe: { tcpSocket: { port: 9901 } } }
  containers: [{ name: web, image: 'nginx:1.29' }]
`,
    },
  ],
  nonCompliant: [
    {
      title: 'a plain init container with a probe and a hook, whatever is in them',
      yaml: `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  initContainers:
    - { name: prepare, image: 'busybox:1.37', readinessProbe: {}, lifecycle: { preStop: { exec: { command: ['true'] } } } }
  containers: [{ name: web, image: 'nginx:1.29' }]
`,
      fieldPaths: ['spec.initContainers[0].lifecycle', 'spec.initContainers[0].readinessProbe'],
    },
  ],
  judge(pod: PodModel, report: ReportViolation, { version }: RuleContext): void {
    const isPlain = (container: PodContainer) =>
      container.isInit || (container.isNativeSidecar && !version.supports(ClusterFeature.NATIVE_SIDECARS));
    for (const container of pod.containers) {
      if (!isPlain(container)) continue;
      for (const field of FIELDS) {
        const value = container.manifest[field];
        if (value === undefined || value === null || (field === 'lifecycle' && !isLifecycleKept(value, version.minor))) continue;
        report({
          fieldPath: `${container.fieldPath}.${field}`,
          errorType: 'FieldValueForbidden',
          message: 'may not be set for init containers without restartPolicy=Always',
        });
      }
    }
  },
};
