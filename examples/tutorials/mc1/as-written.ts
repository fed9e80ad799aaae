import { Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { PodDefaults, Sidecar, SidecarPlacement, SidecarPod, WorkloadType } from 'cdk8s-pod-patterns';

/** The pod of the tutorial, word for word: the library adds nothing to it. */
export class Mc1AsWritten extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    // A plain mount of cdk8s-plus: it does not say who writes and who reads, and the tutorial does not either.
    const html = kplus.Volume.fromEmptyDir(this, 'html', 'html');

    new SidecarPod(this, 'mc1', {
      workload: WorkloadType.pod({ metadata: { name: 'mc1' } }),
      main: { name: '1st', image: 'nginx', volumeMounts: [{ path: '/usr/share/nginx/html', volume: html }] },
      sidecars: [
        new Sidecar({
          name: '2nd',
          image: 'debian',
          command: ['/bin/sh', '-c'],
          args: ['while true; do date >> /html/index.html; sleep 1; done'],
          volumeMounts: [{ path: '/html', volume: html }],
          placement: SidecarPlacement.ORDINARY,
        }),
      ],
      defaults: PodDefaults.NONE,
    });
  }
}
