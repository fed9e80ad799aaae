import { App, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { Adapter, AdapterPod, BindAddress, Endpoint, HealthProbe, SharedVolume, WorkloadType } from 'cdk8s-pod-patterns';

const NGINX = `server {
  listen 8080;
  location = /healthz { return 200; }
  location / { return 404; }
}
server {
  listen 127.0.0.1:8081;
  location = /stub_status { stub_status; }
}
`;

/** Answers, on every node, the requests that no route takes. The adapter reads its status page over loopback. */
class Fallback extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    const configMap = new kplus.ConfigMap(this, 'nginx', { data: { 'default.conf': NGINX } });
    const config = SharedVolume.configMap('config', configMap);
    const status = Endpoint.http(8081, { bindAddress: BindAddress.LOOPBACK });

    const fallback = new AdapterPod(this, 'app', {
      workload: WorkloadType.daemonSet(),
      main: {
        name: 'nginx',
        image: 'nginxinc/nginx-unprivileged:1.29',
        securityContext: { user: 101 },
        endpoints: [Endpoint.http(8080, { name: 'http' }), status],
        shares: [config.readAt('/etc/nginx/conf.d')],
        writesTo: ['/tmp'],
        readinessProbe: HealthProbe.http('/healthz'),
      },
      adapters: [
        new Adapter({
          name: 'exporter',
          image: 'nginx/nginx-prometheus-exporter:1.5.3',
          securityContext: { user: 1001 },
          view: Endpoint.http(9113, { name: 'metrics' }),
          scrapeAnnotations: true,
          scrapes: status,
          scrapePath: '/stub_status',
          scrapeVariable: 'SCRAPE_URI',
        }),
      ],
    });

    fallback.expose();
  }
}

const app = new App();
new Fallback(app, 'fallback');
app.synth();
