import { Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { PodDefaults, Sidecar, SidecarPlacement, SidecarPod, WorkloadType } from 'cdk8s-pod-patterns';

/** The pod of the tutorial, word for word: the library adds nothing to it, and the logger waits for a log that nobody writes. */
export class MultiContainerDemoAsWritten extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    // A plain mount of cdk8s-plus, which does not say who reads, so that the library only warns: nobody writes these logs. The same said by
    // `logs.readAt('/var/log')` of a shared volume would be an error.
    const logs = kplus.Volume.fromEmptyDir(this, 'logs', 'shared-logs');

    new SidecarPod(this, 'demo', {
      workload: WorkloadType.pod({ metadata: { name: 'multi-container-demo' } }),
      main: { name: 'main-app', image: 'nginx', ports: [{ number: 80 }] },
      sidecars: [
        new Sidecar({
          name: 'sidecar-logger',
          image: 'busybox',
          command: ['sh', '-c', 'tail -f /var/log/app.log'],
          volumeMounts: [{ path: '/var/log', volume: logs }],
          placement: SidecarPlacement.ORDINARY,
        }),
      ],
      defaults: PodDefaults.NONE,
    });
  }
}
