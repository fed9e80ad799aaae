import { Chart, Size } from 'cdk8s';
import { Construct } from 'constructs';
import { Endpoint, HealthProbe, InitTask, InitializedPod, SharedVolume, WorkloadType } from 'cdk8s-pod-patterns';

/** The same system by its roles: a task prepares the directory, main reads it. */
export class InitContainer extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    const workDir = SharedVolume.emptyDir('work-dir', { sizeLimit: Size.mebibytes(16) });

    new InitializedPod(this, 'myservice', {
      workload: WorkloadType.pod({ metadata: { name: 'myservice' } }),
      main: {
        name: 'myservice',
        image: 'nginxinc/nginx-unprivileged:1.29',
        securityContext: { user: 101 },
        endpoints: [Endpoint.http(8080, { name: 'http' })],
        shares: [workDir.readAt('/usr/share/nginx/html')],
        writesTo: ['/tmp'],
        readinessProbe: HealthProbe.http('/ready'),
      },
      initTasks: [
        new InitTask({
          name: 'init-myservice',
          image: 'busybox:1.37',
          command: ['sh', '-c', 'echo initializing > /work-dir/ready'],
          shares: [workDir.writtenAt('/work-dir')],
        }),
      ],
    });
  }
}
