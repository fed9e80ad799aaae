import { App, Chart, Size } from 'cdk8s';
import { Construct } from 'constructs';
import { Endpoint, HealthProbe, InitTask, InitializedPod, SharedVolume, WorkloadType } from 'cdk8s-pod-patterns';

/** Starts from nothing, because an init task runs again when its pod is restarted, and Git does not clone into what is there already. */
const DOWNLOAD = 'rm -rf /site/html && git clone --depth 1 "$SOURCE_REPO" /site/html && rm -rf /site/html/.git';

/** A web server whose pages are downloaded once, before it starts. */
class Www extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    const site = SharedVolume.emptyDir('site', { sizeLimit: Size.mebibytes(256) });

    const www = new InitializedPod(this, 'www', {
      workload: WorkloadType.pod(),
      main: {
        name: 'nginx',
        image: 'nginxinc/nginx-unprivileged:1.29',
        securityContext: { user: 101 },
        endpoints: [Endpoint.http(8080, { name: 'http' })],
        shares: [site.readAt('/usr/share/nginx')],
        writesTo: ['/tmp'],
        readinessProbe: HealthProbe.http('/'),
      },
      initTasks: [
        new InitTask({
          name: 'download',
          image: 'alpine/git:2.49.1',
          command: ['sh', '-c', DOWNLOAD],
          envVariables: { SOURCE_REPO: { value: 'https://github.com/mdn/beginner-html-site-scripted' } },
          shares: [site.writtenAt('/site')],
        }),
      ],
    });

    www.expose({ port: 80 });
  }
}

const app = new App();
new Www(app, 'www');
app.synth();
