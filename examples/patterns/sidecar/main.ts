import { App, Chart, Duration, Size } from 'cdk8s';
import { Construct } from 'constructs';
import { Endpoint, HealthProbe, SharedVolume, Sidecar, SidecarPod, WorkloadType } from 'cdk8s-pod-patterns';

/**
 * Keeps a checkout fresh. A new clone is renamed when it is whole, so that the server never serves half of one, and its history lies beside
 * the pages rather than among them.
 */
const POLL = `trap 'exit 0' TERM
while true; do
  if [ -d html ]; then
    git -C html pull --ff-only
  else
    rm -rf git clone && git clone --depth 1 --separate-git-dir git "$SOURCE_REPO" clone && mv clone html
  fi
  sleep 60 & wait $!
done
`;

/** A web server whose pages are in a Git repository. The server knows nothing of Git; a sidecar brings the pages. */
class WebApp extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    const site = SharedVolume.emptyDir('site', { sizeLimit: Size.mebibytes(256) });

    const web = new SidecarPod(this, 'web', {
      workload: WorkloadType.deployment({ replicas: 2 }),
      main: {
        name: 'nginx',
        image: 'nginxinc/nginx-unprivileged:1.29',
        securityContext: { user: 101 },
        endpoints: [Endpoint.http(8080, { name: 'http' })],
        shares: [site.readAt('/usr/share/nginx')],
        writesTo: ['/tmp'],
        readinessProbe: HealthProbe.http('/'),
      },
      sidecars: [
        new Sidecar({
          name: 'poll',
          image: 'alpine/git:2.49.1',
          command: ['sh', '-c', POLL],
          workingDir: '/site',
          envVariables: { SOURCE_REPO: { value: 'https://github.com/mdn/beginner-html-site-scripted' } },
          shares: [site.writtenAt('/site')],
          // nginx starts when there is something to serve; a clone may take up to five minutes.
          startupProbe: HealthProbe.exec(['test', '-d', '/site/html'], { period: Duration.seconds(5), failureThreshold: 60 }),
        }),
      ],
    });

    web.expose({ port: 80 });
  }
}

const app = new App();
new WebApp(app, 'web-app');
app.synth();
