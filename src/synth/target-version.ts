import { IConstruct } from 'constructs';
import { KubernetesVersion } from '../cluster/kubernetes-version';

/**
 * The context key that names the Kubernetes version of the cluster for a construct and everything below it:
 * `new App({ context: … })`, or `chart.node.setContext(KUBERNETES_VERSION_CONTEXT, '1.36')`.
 */
export const KUBERNETES_VERSION_CONTEXT = 'pod-patterns/kubernetes-version';

/**
 * The Kubernetes version that the manifests of a construct are for: that of the nearest context, else the default.
 *
 * @throws when the context names a version that is unknown or too old
 */
export function targetVersion(construct: IConstruct): KubernetesVersion {
  const stated: unknown = construct.node.tryGetContext(KUBERNETES_VERSION_CONTEXT);
  if (stated === undefined || stated === null) return KubernetesVersion.DEFAULT;
  return stated instanceof KubernetesVersion ? stated : KubernetesVersion.of(String(stated));
}
