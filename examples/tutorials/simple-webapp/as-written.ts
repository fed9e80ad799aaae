import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { PodDefaults, Sidecar, SidecarPlacement, SidecarPod, WorkloadType } from 'cdk8s-pod-patterns';

/** The pod of the tutorial with `containerPort` spelled as the API server spells it: the library adds nothing to it. */
export class SimpleWebappAsWritten extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    new SidecarPod(this, 'webapp', {
      workload: WorkloadType.pod({ metadata: { name: 'simple-webapp', labels: { name: 'simple-webapp' } } }),
      main: { name: 'simple-webapp', image: 'simple-webapp', ports: [{ number: 8080 }] },
      sidecars: [new Sidecar({ name: 'log-agent', image: 'log-agent', placement: SidecarPlacement.ORDINARY })],
      defaults: PodDefaults.NONE,
    });
  }
}
