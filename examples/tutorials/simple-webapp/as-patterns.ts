import { Chart, Duration, Size } from 'cdk8s';
import { Construct } from 'constructs';
import { Endpoint, HealthProbe, SharedVolume, Sidecar, SidecarPod, WorkloadType } from 'cdk8s-pod-patterns';

/** The same system by its roles: the agent has a log to read, and time to send the end of it. */
export class SimpleWebapp extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    const logs = SharedVolume.emptyDir('logs', { sizeLimit: Size.mebibytes(128) });

    new SidecarPod(this, 'webapp', {
      workload: WorkloadType.pod({ metadata: { name: 'simple-webapp', labels: { name: 'simple-webapp' } } }),
      main: {
        name: 'simple-webapp',
        image: 'simple-webapp:1.0',
        endpoints: [Endpoint.http(8080, { name: 'http' })],
        shares: [logs.writtenAt('/var/log/simple-webapp')],
        writesTo: ['/tmp'],
        readinessProbe: HealthProbe.http('/'),
        drain: Duration.seconds(20),
      },
      sidecars: [
        new Sidecar({
          name: 'log-agent',
          image: 'log-agent:1.0',
          shares: [logs.readAt('/var/log/simple-webapp')],
          drain: Duration.seconds(10),
        }),
      ],
    });
  }
}
