import { asObject } from '../../manifest/json';
import { PodModel } from '../../manifest/pod-model';
import { Severity } from '../finding';
import { PodRule, ReportViolation } from '../rule';
import { CORE_VALIDATION } from './sources';

/** On Windows a pod's containers run all on the host, or none of them. */
export const hostProcess: PodRule = {
  id: 'server/host-process',
  severity: Severity.ERROR,
  title: 'All containers of a Windows pod run on the host, on its network, or none does',
  why: 'A HostProcess pod has no network of its own and cannot mix containers that run on the host with others. The API server refuses the pod.',
  fix: 'Set hostProcess once, in the security context of the pod, and hostNetwork beside it.',
  source: CORE_VALIDATION,
  onlyWith: ['hostProcess'],
  compliant: [
    {
      title: 'a HostProcess pod',
      yaml: `
apiVersion: v1
kind: Pod
metadata: { name: agent }
spec:
  hostNetwork: true
  securityContext: { windowsOptions: { hostProcess: true } }
  containers: [{ name: agent, image: 'agent:1' }]
`,
    },
  ],
  nonCompliant: [
    {
      title: 'one container of two on the host, without its network',
      yaml: `
apiVersion: v1
kind: Pod
metadata: { name: agent }
spec:
  containers:
    - { name: agent, image: 'agent:1', securityContext: { windowsOptions: { hostProcess: true } } }
    - { name: web, image: 'iis:1' }
`,
      fieldPaths: ['spec', 'spec.hostNetwork'],
    },
    {
      title: 'a container that contradicts its pod',
      yaml: `
apiVersion: v1
kind: Pod
metadata: { name: agent }
spec:
  hostNetwork: true
  securityContext: { windowsOptions: { hostProcess: false } }
  containers: [{ name: agent, image: 'agent:1', securityContext: { windowsOptions: { hostProcess: true } } }]
`,
      fieldPaths: ['spec.containers[0].securityContext.windowsOptions.hostProcess'],
    },
  ],
  judge(pod: PodModel, report: ReportViolation): void {
    const ofPod = asObject(asObject(pod.spec.securityContext).windowsOptions).hostProcess;
    let onHost = 0;
    for (const { manifest, fieldPath } of pod.containers) {
      const own = asObject(asObject(manifest.securityContext).windowsOptions).hostProcess;
      if (typeof ofPod === 'boolean' && typeof own === 'boolean' && ofPod !== own) {
        report({
          fieldPath: `${fieldPath}.securityContext.windowsOptions.hostProcess`,
          errorType: 'FieldValueInvalid',
          message: 'pod hostProcess value must be identical if both are specified',
          value: own,
          allowed: String(ofPod),
        });
      }
      if ((own ?? ofPod) === true) onHost += 1;
    }
    if (onHost === 0) return;
    if (onHost !== pod.containers.length) {
      report({
        fieldPath: pod.specPath,
        errorType: 'FieldValueInvalid',
        message: 'if the pod contains any hostProcess containers then all containers must be HostProcess containers',
      });
    }
    if (!pod.isHostNetwork) {
      report({
        fieldPath: `${pod.specPath}.hostNetwork`,
        errorType: 'FieldValueInvalid',
        message: 'must be true if the pod contains any hostProcess containers',
        value: false,
        allowed: 'true',
      });
    }
  },
};
