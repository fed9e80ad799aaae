import { PodContainer } from '../../manifest/pod-container';
import { PodModel } from '../../manifest/pod-model';
import { Severity } from '../finding';
import { PodRule, ReportViolation } from '../rule';

const yamlOf = (restartPolicy: string, main = ', livenessProbe: { exec: { command: [/alive] } }') => `
apiVersion: batch/v1
kind: Job
metadata: { name: report }
spec:
  template:
    spec:
      restartPolicy: ${restartPolicy}
      initContainers:
        - { name: proxy, image: 'envoyproxy/envoy:v1.30', restartPolicy: Always, startupProbe: { tcpSocket: { port: 15001 } } }
      containers: [{ name: main, image: 'shop/report:4.2'${main} }]
`;

/** A sidecar that is restarted while it starts does not keep main from starting. */
export const startupProbeInRunOncePod: PodRule = {
  id: 'practice/startup-probe-in-run-once-pod',
  severity: Severity.WARNING,
  title: 'In a pod that is not restarted, a native sidecar with a startup probe starts at the first try',
  why:
    'A kubelet before 1.33 gives up the startup probe of a native sidecar once the sidecar has been restarted, if the pod has restartPolicy Never. ' +
    'It takes the probe up again only where no probe of another container is under way; otherwise main waits for ever.',
  fix: 'Use restartPolicy OnFailure, run the pod on 1.33 or later, or give the startup probe so many tries that the sidecar is never restarted.',
  source: 'https://github.com/kubernetes/kubernetes/issues/132826',
  since: '1.29',
  until: '1.32',
  onlyWith: ['startupProbe'],
  compliant: [
    { title: 'the pod is restarted on failure', yaml: yamlOf('OnFailure') },
    { title: 'no other container has a probe', yaml: yamlOf('Never', '') },
    { title: 'a version that goes on with the probe', yaml: yamlOf('Never'), version: '1.33' },
  ],
  nonCompliant: [
    { title: 'the pod is never restarted', yaml: yamlOf('Never'), fieldPaths: ['spec.template.spec.initContainers[0].startupProbe'] },
  ],
  judge(pod: PodModel, report: ReportViolation): void {
    if (pod.restartPolicy !== 'Never') return;
    // The kubelet goes through ordinary containers first, then native sidecars, and stops at the first probe that is under way.
    let isHindered = pod.ordinaryContainers.some(hasProbe);
    for (const container of pod.containers) {
      if (!container.isNativeSidecar) continue;
      const probe = container.probe('startupProbe');
      if (probe && isHindered) {
        report({
          fieldPath: probe.fieldPath,
          message: `if '${container.name}' is restarted before this probe succeeds, the kubelet never asks again and main never starts`,
          value: container.name,
        });
      }
      isHindered ||= hasProbe(container);
    }
  },
};

function hasProbe({ probes }: PodContainer): boolean {
  return probes.length > 0;
}
