import { Severity } from '../finding';
import { RuleDescription } from '../rule';

/** The page of the documentation that most contracts come from. */
const SIDECARS = 'https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/';
const INIT_CONTAINERS = 'https://kubernetes.io/docs/concepts/workloads/pods/init-containers/';
const PATCHES = 'https://cdk8s.io/docs/latest/basics/escape-hatches/';

/**
 * What constructs and roles promise each other and a manifest cannot show. These have no rule that judges a manifest: whoever makes the
 * manifest finds them and reports them under these ids.
 */
export const CONTRACTS: readonly RuleDescription[] = [
  contract(
    'conflicting-field',
    'Two sources do not give one field two values',
    'A role and the workload it is added to want different values in one field, and only one of them can be written. The value that was there stays.',
    'Leave the field to one of the two.',
    PATCHES,
  ),
  contract(
    'patched-field',
    'A JSON patch does not touch what a role writes',
    'cdk8s applies JSON patches before the roles are written. Without this contract a role would overwrite the patch, or the patch the role, without a word.',
    "Use the pattern's patch(), which comes after everything, or leave the field to the role.",
    PATCHES,
  ),
  contract(
    'lost-patch',
    'What a JSON patch adds arrives in the manifest',
    'cdk8s serializes patched objects through the types of one Kubernetes version, and drops what that version does not know.',
    "Use the pattern's patch(), which comes after the serialization.",
    PATCHES,
  ),
  contract(
    'role-applied-twice',
    'A role is added to a pod once',
    'The pod would have two containers of one name, which the API server refuses.',
    'Add the role at one place: to the workload, or to a chart or app that contains it.',
    SIDECARS,
  ),
  contract(
    'role-without-pod',
    'A role that is offered finds a pod',
    'with() on a construct without a pod does nothing, and the container would be missing without a word.',
    'Call with() on a workload, or on a chart or app that contains one.',
    SIDECARS,
  ),
  contract(
    'required-role',
    'A pattern has the role that it is named for',
    'A SidecarPod without sidecars says something of the pod that is not true.',
    'Give the pattern its role, or use a PatternPod.',
    SIDECARS,
  ),
  contract(
    'kubernetes-version',
    'The target version is one that the library knows',
    'Which fields there are and how a sidecar is written depends on the version of the cluster.',
    'Set the context pod-patterns/kubernetes-version, or the prop kubernetesVersion, to the version of the cluster.',
    'https://kubernetes.io/releases/version-skew-policy/',
  ),
  contract(
    'serializable',
    'Every construct can be serialized',
    'cdk8s or cdk8s-plus raised an error while it made the manifest, so that there is none to judge.',
    'Correct the prop that the message names.',
    'https://cdk8s.io/docs/latest/basics/app/',
  ),
  contract(
    'dependency-cycle',
    'Containers do not wait for each other in a circle',
    'None of them could ever start.',
    'Take one of the conditions away.',
    INIT_CONTAINERS,
  ),
  contract(
    'unknown-dependency',
    'A container waits for one that the pod has',
    'A condition on a container that is not there is a typing error, or the container is missing.',
    'Name a container of the pod.',
    INIT_CONTAINERS,
  ),
  contract(
    'health-not-stated',
    'A container that others wait for to be healthy states its health',
    'Kubernetes waits for the startup probe of a native sidecar and for nothing else: without one the next container starts as soon as the process does.',
    'Give the container a startup probe, or wait for it to be started.',
    SIDECARS,
  ),
  contract(
    'health-of-init-task',
    'Nobody waits for an init task to be healthy',
    'An init task runs to its end. It has no health, and the API server refuses its probes.',
    'Wait for it to be completed.',
    INIT_CONTAINERS,
  ),
  contract(
    'never-completes',
    'Nobody waits for the end of a container that does not end',
    'A sidecar runs as long as the pod.',
    'Wait for it to be started or healthy, or make it an init task.',
    SIDECARS,
  ),
  contract(
    'order-between-ordinary',
    'No order is asked for between ordinary containers',
    'Kubernetes starts the ordinary containers of a pod together.',
    'Make the container that comes first a native sidecar or an init task.',
    SIDECARS,
  ),
  contract(
    'waits-for-later-container',
    'An init container does not wait for an ordinary one',
    'Ordinary containers start when all init containers are through.',
    'Turn the condition around, or make the container that comes first a native sidecar.',
    INIT_CONTAINERS,
  ),
  {
    ...contract(
      'without-native-sidecars',
      'The target version has native sidecars where a pod has sidecars',
      'Before Kubernetes 1.29 there are no native sidecars. A sidecar is an ordinary container there: it starts together with main, whatever main waits for, and may stop before it.',
      'Let main retry until its sidecars answer and end its own work before they do, or target Kubernetes 1.29 or later.',
      SIDECARS,
    ),
    severity: Severity.WARNING,
  },
];

function contract(name: string, title: string, why: string, fix: string, source: string): RuleDescription {
  return { id: `contract/${name}`, severity: Severity.ERROR, title, why, fix, source, compliant: [], nonCompliant: [] };
}
