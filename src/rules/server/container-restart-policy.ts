import { ClusterFeature } from '../../cluster/cluster-feature';
import { asList } from '../../manifest/json';
import { PodContainer } from '../../manifest/pod-container';
import { PodModel } from '../../manifest/pod-model';
import { Severity } from '../finding';
import { PodRule, ReportViolation } from '../rule';
import { RuleContext } from '../rule-context';
import { CORE_VALIDATION } from './sources';

const POLICIES = ['Always', 'Never', 'OnFailure'];
const MOST_RULES = 20;
/** The first minor version in which a container may have a restart policy and rules of its own. */
const WITH_RULES = 35;
/** The minor version that drops such a policy without a word, as 1.28 drops one of an init container. */
const DROPPING = 34;

/** What a container may say of its restarts depends on the version. */
export const containerRestartPolicy: PodRule = {
  id: 'server/container-restart-policy',
  severity: Severity.ERROR,
  title: 'A container has a restart policy of its own only where the version knows one',
  why: 'Up to 1.33 the only policy of a single container is Always, on init containers. 1.34 drops any other without a word, and from 1.35 every container may have one.',
  fix: 'Remove restartPolicy from the container, or target Kubernetes 1.35 or newer.',
  source: CORE_VALIDATION,
  onlyWith: ['restartPolicy', 'restartPolicyRules'],
  compliant: [
    {
      title: 'a native sidecar, in an old version',
      version: '1.33',
      yaml: `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  initContainers: [{ name: proxy, image: 'envoy:1.30', restartPolicy: Always }]
  containers: [{ name: web, image: 'nginx:1.29' }]
`,
    },
    {
      title: 'a container that is restarted on failure only, in a new version',
      version: '1.35',
      yaml: `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      image: nginx:1.29
      restartPolicy: OnFailure
      restartPolicyRules: [{ action: Restart, exitCodes: { operator: In, values: [42] } }]
`,
    },
  ],
  nonCompliant: [
    {
      title: 'an ordinary container with a policy, and an init container with another one than Always',
      version: '1.33',
      yaml: `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  initContainers: [{ name: prepare, image: 'busybox:1.37', restartPolicy: Never }]
  containers: [{ name: web, image: 'nginx:1.29', restartPolicy: Always }]
`,
      fieldPaths: ['spec.containers[0].restartPolicy', 'spec.initContainers[0].restartPolicy'],
    },
    {
      title: 'rules without a policy, and a policy that there is not',
      version: '1.35',
      yaml: `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      image: nginx:1.29
      restartPolicyRules: [{ action: Restart, exitCodes: { operator: In, values: [42] } }]
    - { name: logs, image: 'busybox:1.37', restartPolicy: Sometimes }
`,
      fieldPaths: ['spec.containers[0].restartPolicy', 'spec.containers[1].restartPolicy'],
    },
  ],
  judge(pod: PodModel, report: ReportViolation, { version }: RuleContext): void {
    if (version.minor === DROPPING) return;
    const dropsInit = !version.supports(ClusterFeature.NATIVE_SIDECARS);
    for (const container of pod.containers) {
      if (container.manifest.restartPolicy === undefined && container.manifest.restartPolicyRules === undefined) continue;
      if (container.list === 'ephemeralContainers' || (dropsInit && container.list === 'initContainers')) continue;
      if (version.minor >= WITH_RULES) judgeWithRules(container, version.minor, report);
      else judgeWithoutRules(container, report);
    }
  },
};

function judgeWithoutRules(container: PodContainer, report: ReportViolation): void {
  const policy = container.manifest.restartPolicy;
  if (typeof policy !== 'string') return;
  const fieldPath = `${container.fieldPath}.restartPolicy`;
  if (container.list === 'containers') {
    report({ fieldPath, errorType: 'FieldValueForbidden', message: 'may not be set for non-init containers', value: policy });
  } else if (policy !== 'Always') {
    report({ fieldPath, errorType: 'FieldValueNotSupported', message: 'is not supported here', value: policy, allowed: 'Always' });
  }
}

function judgeWithRules(container: PodContainer, minor: number, report: ReportViolation): void {
  const policy = container.manifest.restartPolicy;
  const rules = asList(container.manifest.restartPolicyRules);
  const fieldPath = `${container.fieldPath}.restartPolicy`;
  if (typeof policy !== 'string') {
    if (rules.length > 0) {
      report({
        fieldPath,
        errorType: 'FieldValueRequired',
        message: 'must specify restartPolicy when restart rules are used',
        fix: 'Set restartPolicy beside restartPolicyRules: it holds where no rule fits.',
      });
    }
    // The rules of an init container that says no policy the server does not look at.
    if (container.list === 'initContainers') return;
  } else if (!POLICIES.includes(policy)) {
    report({
      fieldPath,
      errorType: 'FieldValueNotSupported',
      message: 'is not supported here',
      value: policy,
      allowed: POLICIES.join(', '),
    });
  }
  const rulesPath = `${container.fieldPath}.restartPolicyRules`;
  if (container.isNativeSidecar && minor < 36) {
    if (rules.length > 0) {
      report({
        fieldPath: rulesPath,
        errorType: 'FieldValueForbidden',
        message: 'restartPolicyRules are not allowed for init containers with restart policy Always',
      });
    }
  } else if (rules.length > MOST_RULES) {
    report({
      fieldPath: rulesPath,
      // 1.35 calls the list too long.
      errorType: minor >= 36 ? 'FieldValueTooMany' : 'FieldValueTooLong',
      message: 'must have at most 20 items',
      value: rules.length,
      allowed: 'at most 20',
    });
  }
}
