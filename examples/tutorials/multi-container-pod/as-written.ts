import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { PodDefaults, Sidecar, SidecarPlacement, SidecarPod, WorkloadType } from 'cdk8s-pod-patterns';

/** The pod of the tutorial, word for word: the library adds nothing to it. */
export class MultiContainerPodAsWritten extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    new SidecarPod(this, 'pod', {
      workload: WorkloadType.pod({ metadata: { name: 'multi-container-pod' } }),
      main: { name: 'nginx-container', image: 'nginx' },
      sidecars: [new Sidecar({ name: 'redis-container', image: 'redis', placement: SidecarPlacement.ORDINARY })],
      defaults: PodDefaults.NONE,
    });
  }
}
