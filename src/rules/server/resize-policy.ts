import { asList, asObject, asString } from '../../manifest/json';
import { PodModel } from '../../manifest/pod-model';
import { COMPUTE_RESOURCES } from '../../manifest/resource-amounts';
import { Severity } from '../finding';
import { PodRule, ReportViolation } from '../rule';
import { RuleContext } from '../rule-context';
import { CORE_VALIDATION } from './sources';

const POLICIES = ['NotRequired', 'RestartContainer'];

/** How a container takes new amounts of cpu and memory. */
export const resizePolicy: PodRule = {
  id: 'server/resize-policy',
  severity: Severity.ERROR,
  title: 'A resize policy says for cpu and memory, once each, whether the container restarts',
  why: 'Only cpu and memory can be changed while a container runs, and a container that is never restarted cannot be restarted for it. The API server refuses anything else.',
  fix: 'Keep one entry each for cpu and memory, NotRequired where the pod is never restarted.',
  source: CORE_VALIDATION,
  since: '1.33',
  onlyWith: ['resizePolicy'],
  compliant: [
    {
      title: 'a policy for each resource',
      yaml: `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      image: nginx:1.29
      resizePolicy: [{ resourceName: cpu, restartPolicy: NotRequired }, { resourceName: memory, restartPolicy: RestartContainer }]
`,
    },
  ],
  nonCompliant: [
    {
      title: 'one resource twice, and a restart in a pod that is never restarted',
      yaml: `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  restartPolicy: Never
  containers:
    - name: web
      image: nginx:1.29
      resizePolicy: [{ resourceName: cpu, restartPolicy: NotRequired }, { resourceName: cpu, restartPolicy: RestartContainer }]
`,
      fieldPaths: ['spec.containers[0].resizePolicy', 'spec.containers[0].resizePolicy[1]'],
    },
  ],
  judge(pod: PodModel, report: ReportViolation, { version }: RuleContext): void {
    for (const container of pod.containers) {
      const policies = asList(container.manifest.resizePolicy).map(asObject);
      if (policies.length === 0) continue;
      const path = `${container.fieldPath}.resizePolicy`;
      const seen = new Set<string>();
      for (const [index, policy] of policies.entries()) {
        const resource = asString(policy.resourceName) ?? '';
        const restart = asString(policy.restartPolicy) ?? '';
        if (seen.has(resource)) {
          report({
            fieldPath: `${path}[${index}]`,
            errorType: 'FieldValueDuplicate',
            message: 'the resource has a policy already',
            value: resource,
          });
        }
        seen.add(resource);
        judgeValue(path, resource, COMPUTE_RESOURCES, report);
        judgeValue(path, restart, POLICIES, report);
        if (pod.restartPolicy === 'Never' && restart !== 'NotRequired') {
          report({
            fieldPath: path,
            errorType: 'FieldValueInvalid',
            message: "must be 'NotRequired' when pod `restartPolicy` is 'Never'",
            value: restart,
            allowed: 'NotRequired',
          });
        }
        if (container.isInit && restart === 'RestartContainer' && version.minor >= 36) {
          report({
            fieldPath: `${path}[${index}].restartPolicy`,
            errorType: 'FieldValueInvalid',
            message: "must not be set to 'RestartContainer' for non-sidecar initContainers",
            value: restart,
          });
        }
      }
    }
  },
};

function judgeValue(fieldPath: string, value: string, allowed: readonly string[], report: ReportViolation): void {
  if (value === '') {
    report({ fieldPath, errorType: 'FieldValueRequired', message: 'is incomplete', allowed: allowed.join(', ') });
  } else if (!allowed.includes(value)) {
    report({ fieldPath, errorType: 'FieldValueNotSupported', message: 'is not supported here', value, allowed: allowed.join(', ') });
  }
}
