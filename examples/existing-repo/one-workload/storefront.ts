import { Chart, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';

const NGINX = `server {
  listen 8080;
  location = /stub_status { stub_status; allow 127.0.0.1; deny all; }
  location / { root /usr/share/nginx/html; }
}
`;

/** A chart of plain cdk8s-plus, as it has stood in the repository for years. */
export class Storefront extends Chart {
  public readonly web: kplus.Deployment;

  constructor(scope: Construct, id: string) {
    super(scope, id);

    const config = new kplus.ConfigMap(this, 'config', { data: { 'default.conf': NGINX } });
    this.web = new kplus.Deployment(this, 'web', {
      replicas: 3,
      containers: [
        {
          name: 'nginx',
          image: 'nginxinc/nginx-unprivileged:1.29',
          ports: [{ number: 8080, name: 'http' }],
          resources: {
            cpu: { request: kplus.Cpu.millis(100) },
            memory: { request: Size.mebibytes(64), limit: Size.mebibytes(128) },
          },
          securityContext: {
            user: 101,
            capabilities: { drop: [kplus.Capability.ALL] },
            seccompProfile: { type: kplus.SeccompProfileType.RUNTIME_DEFAULT },
          },
          volumeMounts: [
            { path: '/etc/nginx/conf.d', volume: kplus.Volume.fromConfigMap(this, 'conf-d', config) },
            { path: '/tmp', volume: kplus.Volume.fromEmptyDir(this, 'tmp', 'tmp', { sizeLimit: Size.mebibytes(64) }) },
          ],
        },
      ],
    });
    this.web.exposeViaService({ ports: [{ port: 80, targetPort: 8080 }] });
  }
}
