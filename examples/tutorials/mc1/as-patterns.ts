import { Chart, Duration, Size } from 'cdk8s';
import { Construct } from 'constructs';
import { Endpoint, HealthProbe, SharedVolume, Sidecar, SidecarPod, WorkloadType } from 'cdk8s-pod-patterns';

/** Writes beside the page and renames, so that the server never serves half a page; and one page, so that the volume does not fill up. */
const WRITE_PAGE = `trap 'exit 0' TERM
while true; do
  date > /html/next.html && mv /html/next.html /html/index.html
  sleep 1
done
`;

/** The same system by its roles: nginx is what the pod is for, debian is a sidecar that keeps the page fresh. */
export class Mc1 extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    const html = SharedVolume.emptyDir('html', { sizeLimit: Size.mebibytes(16) });

    new SidecarPod(this, 'mc1', {
      workload: WorkloadType.pod({ metadata: { name: 'mc1' } }),
      main: {
        name: 'web',
        image: 'nginxinc/nginx-unprivileged:1.29',
        securityContext: { user: 101 },
        endpoints: [Endpoint.http(8080, { name: 'http' })],
        shares: [html.readAt('/usr/share/nginx/html')],
        writesTo: ['/tmp'],
        readinessProbe: HealthProbe.http('/'),
      },
      sidecars: [
        new Sidecar({
          name: 'page-writer',
          image: 'debian:12-slim',
          command: ['/bin/sh', '-c', WRITE_PAGE],
          shares: [html.writtenAt('/html')],
          // nginx starts when there is a page to serve.
          startupProbe: HealthProbe.exec(['test', '-s', '/html/index.html'], { period: Duration.seconds(1), failureThreshold: 30 }),
        }),
      ],
    });
  }
}
