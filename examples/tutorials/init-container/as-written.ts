import { Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { InitTask, InitializedPod, PodDefaults, WorkloadType } from 'cdk8s-pod-patterns';

/** The tutorial's init container, word for word, in a pod whose main serves what it prepares: the library adds nothing to it. */
export class InitContainerAsWritten extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    const workDir = kplus.Volume.fromEmptyDir(this, 'work-dir', 'work-dir');

    new InitializedPod(this, 'myservice', {
      workload: WorkloadType.pod({ metadata: { name: 'myservice' } }),
      main: { name: 'myservice', image: 'nginx', volumeMounts: [{ path: '/usr/share/nginx/html', volume: workDir }] },
      initTasks: [
        new InitTask({
          name: 'init-myservice',
          image: 'busybox',
          command: ['sh', '-c', 'echo initializing > /work-dir/ready'],
          volumeMounts: [{ path: '/work-dir', volume: workDir }],
        }),
      ],
      defaults: PodDefaults.NONE,
    });
  }
}
