import { KubernetesVersion } from '../../src/cluster/kubernetes-version';
import { SidecarPlacement, nativeSidecar } from '../../src/lifecycle/placement';

test.each([
  [SidecarPlacement.AUTOMATIC, KubernetesVersion.V1_28, false],
  [SidecarPlacement.AUTOMATIC, KubernetesVersion.V1_29, true],
  [SidecarPlacement.AUTOMATIC, KubernetesVersion.V1_37, true],
  [SidecarPlacement.NATIVE, KubernetesVersion.V1_28, true],
  [SidecarPlacement.NATIVE, KubernetesVersion.V1_35, true],
  [SidecarPlacement.ORDINARY, KubernetesVersion.V1_28, false],
  [SidecarPlacement.ORDINARY, KubernetesVersion.V1_37, false],
])('a sidecar of placement %s on %s is native: %s', (placement, version, native) => {
  expect(nativeSidecar(placement, version)).toBe(native);
});
