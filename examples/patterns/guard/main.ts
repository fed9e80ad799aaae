import { App, Chart, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { BindAddress, Endpoint, Guard, GuardedPod, HealthProbe, SharedVolume, WorkloadType } from 'cdk8s-pod-patterns';

/** The image of nginx replaces the variable when it starts. */
const NGINX = `server {
  listen 8080;
  location = /healthz {
    return 200;
  }
  location / {
    auth_basic pushgateway;
    auth_basic_user_file /etc/nginx/users/htpasswd;
    proxy_pass \${UPSTREAM};
  }
}
`;

/** A push gateway, which asks nobody for a password. The guard does, and there is no way around the guard. */
class Pushgateway extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    const configMap = new kplus.ConfigMap(this, 'nginx', { data: { 'default.conf.template': NGINX } });
    const templates = SharedVolume.configMap('templates', configMap);
    const users = SharedVolume.secret('users', kplus.Secret.fromSecretName(this, 'users', 'pushgateway-users'));
    const gateway = Endpoint.http(9091, { bindAddress: BindAddress.LOOPBACK });

    const pod = new GuardedPod(this, 'app', {
      workload: WorkloadType.deployment({ replicas: 1 }),
      main: {
        name: 'pushgateway',
        image: 'prom/pushgateway:v1.11.1',
        securityContext: { user: 65534 },
        args: ['--web.listen-address=127.0.0.1:9091'],
        endpoints: [gateway],
        readinessProbe: this.askForPage('/-/ready'),
        livenessProbe: this.askForPage('/-/healthy'),
      },
      guard: new Guard({
        name: 'basic-auth',
        image: 'nginxinc/nginx-unprivileged:1.29',
        securityContext: { user: 101 },
        listens: Endpoint.http(8080, { name: 'http' }),
        guards: gateway,
        upstreamVariable: 'UPSTREAM',
        shares: [templates.readAt('/etc/nginx/templates'), users.readAt('/etc/nginx/users')],
        writesTo: ['/tmp', '/etc/nginx/conf.d'],
        readinessProbe: HealthProbe.http('/healthz'),
      }),
    });

    pod.expose({ port: 9091 });
  }

  /** The kubelet cannot reach loopback; a command inside of the container can. */
  private askForPage(path: string): HealthProbe {
    return HealthProbe.exec(['wget', '-q', '-O', '/dev/null', `http://127.0.0.1:9091${path}`], { timeout: Duration.seconds(5) });
  }
}

const app = new App();
new Pushgateway(app, 'pushgateway');
app.synth();
