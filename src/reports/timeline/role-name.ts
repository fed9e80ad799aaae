import { ContainerKind } from '../../manifest/container-kind';
import { PodContainer } from '../../manifest/pod-container';

/**
 * What a container is to its pod, in words: the role where it was stated; where a manifest does not say it, no more than what the manifest
 * shows.
 */
export function roleName({ role, roleIsInferred, kind }: PodContainer): string {
  if (kind === ContainerKind.EPHEMERAL) return 'ephemeral container';
  if (roleIsInferred && role === 'sidecar') return kind === ContainerKind.NATIVE_SIDECAR ? 'native sidecar' : 'container';
  return role.replace('-', ' ');
}
