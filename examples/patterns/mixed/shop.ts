import { Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { HAPROXY, NGINX, PAGE } from './config';
import {
  Adapter,
  Ambassador,
  BindAddress,
  Endpoint,
  Guard,
  HealthProbe,
  InitTask,
  PatternPod,
  SharedVolume,
  WorkloadType,
} from 'cdk8s-pod-patterns';

/** What differs between one shop and the next. */
export interface ShopProps {
  /** The release that the page names. */
  readonly release: string;
  /** The name under which browsers know the shop. */
  readonly host: string;
}

/** A shop's web server with a container for each thing that is not its own business. */
export class Shop extends Chart {
  private readonly site = SharedVolume.emptyDir('site', { sizeLimit: Size.mebibytes(64) });
  private readonly pages = Endpoint.http(8080, { bindAddress: BindAddress.LOOPBACK });
  private readonly status = Endpoint.http(8082, { bindAddress: BindAddress.LOOPBACK });

  constructor(scope: Construct, id: string, props: ShopProps) {
    super(scope, id);

    const shop = new PatternPod(this, 'web', {
      workload: WorkloadType.deployment({ replicas: 2 }),
      main: {
        name: 'nginx',
        image: 'nginxinc/nginx-unprivileged:1.29',
        securityContext: { user: 101 },
        // The kubelet cannot reach loopback, so health has a port on the pod's address.
        endpoints: [this.pages, this.status, Endpoint.http(8081, { name: 'nginx-health' })],
        shares: [this.site.readAt('/site'), this.configOf('nginx', 'default.conf.template', NGINX).readAt('/etc/nginx/templates')],
        writesTo: ['/tmp', '/etc/nginx/conf.d'],
        readinessProbe: HealthProbe.http('/healthz', { portName: 'nginx-health' }),
      },
      roles: [this.render(props.release), this.catalogue(), this.metrics(), this.login(props.host)],
    });

    shop.expose({ port: 80 });
  }

  /** Before main starts: the page of this release. */
  private render(release: string): InitTask {
    return new InitTask({
      name: 'render',
      image: 'busybox:1.37',
      command: ['sh', '-c', 'sed "s/{{release}}/$RELEASE/" /pages/index.html > /site/index.html'],
      envVariables: { RELEASE: { value: release } },
      shares: [this.configOf('pages', 'index.html', PAGE).readAt('/pages'), this.site.writtenAt('/site')],
    });
  }

  /** What main sees of the world: a catalogue at an address of its own pod. */
  private catalogue(): Ambassador {
    return new Ambassador({
      name: 'catalogue',
      image: 'haproxy:3.2',
      securityContext: { user: 99 },
      listens: Endpoint.http(9000, { bindAddress: BindAddress.LOOPBACK }),
      addressVariables: { address: 'CATALOGUE' },
      upstream: 'catalogue.shop.svc.cluster.local:8080',
      upstreamVariable: 'CATALOGUE_UPSTREAM',
      shares: [this.configOf('haproxy', 'haproxy.cfg', HAPROXY).readAt('/usr/local/etc/haproxy')],
      endpoints: [Endpoint.http(8404, { name: 'haproxy-health' })],
      startupProbe: HealthProbe.http('/healthz', { portName: 'haproxy-health', period: Duration.seconds(2), failureThreshold: 15 }),
    });
  }

  /** What the world sees of main, first: its metrics, as those of every other pod. */
  private metrics(): Adapter {
    return new Adapter({
      name: 'metrics',
      image: 'nginx/nginx-prometheus-exporter:1.5.3',
      securityContext: { user: 1001 },
      view: Endpoint.http(9113, { name: 'metrics' }),
      scrapeAnnotations: true,
      scrapes: this.status,
      scrapePath: '/stub_status',
      scrapeVariable: 'SCRAPE_URI',
    });
  }

  /** What the world sees of main, second: pages for those who are logged in. */
  private login(host: string): Guard {
    const client = kplus.Secret.fromSecretName(this, 'login', 'shop-login');
    return new Guard({
      name: 'login',
      image: 'quay.io/oauth2-proxy/oauth2-proxy:v7.15.3',
      listens: Endpoint.http(4180, { name: 'http' }),
      guards: this.pages,
      upstreamVariable: 'OAUTH2_PROXY_UPSTREAMS',
      args: [
        '--http-address=0.0.0.0:4180',
        '--provider=github',
        '--email-domain=*',
        '--reverse-proxy=true',
        `--redirect-url=https://${host}/oauth2/callback`,
      ],
      envVariables: {
        OAUTH2_PROXY_CLIENT_ID: client.envValue('client-id'),
        OAUTH2_PROXY_CLIENT_SECRET: client.envValue('client-secret'),
        OAUTH2_PROXY_COOKIE_SECRET: client.envValue('cookie-secret'),
      },
      readinessProbe: HealthProbe.http('/ready'),
      livenessProbe: HealthProbe.http('/ping'),
    });
  }

  private configOf(name: string, file: string, text: string): SharedVolume {
    return SharedVolume.configMap(name, new kplus.ConfigMap(this, name, { data: { [file]: text } }));
  }
}
