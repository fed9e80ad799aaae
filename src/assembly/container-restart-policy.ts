import { ClusterFeature } from '../cluster/cluster-feature';
import { KubernetesVersion } from '../cluster/kubernetes-version';
import { asString } from '../manifest/json';
import { ManifestPath, PodDraft } from './pod-draft';

/**
 * Gives a container with restart rules the restart policy that the API server wants beside them, where the target version has both: the one
 * that the container has anyway, so that nothing changes where no rule fits.
 *
 * The pod's `Always` means for an init container that it is started again until it succeeds. Stated by the container itself it would make a
 * native sidecar of it.
 */
export function applyRestartPolicy(draft: PodDraft, path: ManifestPath, version: KubernetesVersion): void {
  if (!version.supports(ClusterFeature.CONTAINER_RESTART_RULES) || !draft.has([...path, 'restartPolicyRules'])) return;
  const ofPod = asString(draft.spec.restartPolicy) || 'Always';
  const isInit = path.includes('initContainers');
  draft.writeDefault([...path, 'restartPolicy'], isInit && ofPod === 'Always' ? 'OnFailure' : ofPod);
}
