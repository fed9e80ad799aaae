import { Chart, Duration, Size } from 'cdk8s';
import { Construct } from 'constructs';
import { Endpoint, HealthProbe, SharedVolume, Sidecar, SidecarPod, WorkloadType } from 'cdk8s-pod-patterns';

/** `tail` as the first process of a container ignores SIGTERM. The shell does not, and gives it two seconds for main's last lines. */
const FOLLOW = "trap 'sleep 2; exit 0' TERM; tail -F /logs/access.log & wait";

/** The same system by its roles: main writes the log that the logger reads. */
export class MultiContainerDemo extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    const logs = SharedVolume.emptyDir('shared-logs', { sizeLimit: Size.mebibytes(128) });

    new SidecarPod(this, 'demo', {
      workload: WorkloadType.pod({ metadata: { name: 'multi-container-demo' } }),
      main: {
        name: 'main-app',
        image: 'nginxinc/nginx-unprivileged:1.29',
        securityContext: { user: 101 },
        endpoints: [Endpoint.http(8080, { name: 'http' })],
        shares: [logs.writtenAt('/var/log/nginx')],
        writesTo: ['/tmp'],
        readinessProbe: HealthProbe.http('/'),
      },
      sidecars: [
        new Sidecar({
          name: 'sidecar-logger',
          image: 'busybox:1.37',
          command: ['sh', '-c', FOLLOW],
          shares: [logs.readAt('/logs')],
          drain: Duration.seconds(3),
        }),
      ],
    });
  }
}
