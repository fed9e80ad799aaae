import { Chart, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { BindAddress, Endpoint, HealthProbe, Sidecar, SidecarPod, WorkloadType } from 'cdk8s-pod-patterns';

/** The same system by its roles: nginx is what the pod is for, redis is its cache and nobody else's. */
export class MultiContainerPod extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    new SidecarPod(this, 'pod', {
      workload: WorkloadType.pod({ metadata: { name: 'multi-container-pod' } }),
      main: {
        name: 'nginx-container',
        image: 'nginxinc/nginx-unprivileged:1.29',
        securityContext: { user: 101 },
        endpoints: [Endpoint.http(8080, { name: 'http' })],
        writesTo: ['/tmp'],
        readinessProbe: HealthProbe.http('/'),
      },
      sidecars: [
        new Sidecar({
          name: 'redis-container',
          image: 'redis:7',
          securityContext: { user: 999 },
          // A cache: it keeps nothing on disk, and gives up the oldest entries before it reaches the container's memory limit.
          args: ['--bind', '127.0.0.1', '--save', '', '--maxmemory', '32mb', '--maxmemory-policy', 'allkeys-lru'],
          endpoints: [Endpoint.tcp(6379, { bindAddress: BindAddress.LOOPBACK })],
          writesTo: ['/data'],
          // The kubelet cannot reach loopback, a command inside of the container can.
          startupProbe: HealthProbe.exec(['redis-cli', 'ping'], { period: Duration.seconds(2), failureThreshold: 15 }),
        }),
      ],
    });
  }
}
