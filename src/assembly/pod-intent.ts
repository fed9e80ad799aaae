import { ContainerIntent, PodIntent, VolumeIntent } from '../manifest/intent';
import { asString } from '../manifest/json';
import { ContainerAdditions, RoleContainer } from './pod-additions';

/** What the assembly knows of a pod that its manifest cannot say. */
export function podIntent(
  mainName: string | undefined,
  main: ContainerAdditions,
  roleContainers: readonly RoleContainer[],
  isWhole: boolean,
): PodIntent {
  const containers: Record<string, ContainerIntent> = {};
  const volumes: Record<string, VolumeIntent> = {};
  const note = (name: string, role: ContainerIntent['role'], container: ContainerAdditions, more?: Partial<ContainerIntent>) => {
    containers[name] = {
      ...more,
      role,
      endpoints: container.endpoints,
      dependsOn: container.dependsOn,
      drainSeconds: container.drainSeconds,
      writesTo: container.writesTo,
      shares: container.mounts.map(({ volume, mount, access }) => ({
        volume: asString(volume.name) ?? '',
        mountPath: asString(mount.mountPath) ?? '',
        access,
      })),
    };
    for (const { volume, hasContent } of container.mounts) volumes[asString(volume.name) ?? ''] = { hasContent };
  };
  if (mainName !== undefined) note(mainName, 'main', main);
  for (const container of roleContainers) note(container.name, container.role, container, container.intent);
  return { isWhole, containers, volumes };
}
