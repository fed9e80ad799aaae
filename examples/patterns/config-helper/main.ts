import { App, Chart, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { ConfigHelper, ConfiguredPod, Endpoint, HealthProbe, SharedVolume, WorkloadType } from 'cdk8s-pod-patterns';

/** The helper replaces $(POD_NAME), so that each replica labels its own series. */
const PROMETHEUS = `global:
  scrape_interval: 30s
  external_labels:
    replica: $(POD_NAME)
scrape_configs:
  - job_name: prometheus
    static_configs:
      - targets: [127.0.0.1:9090]
`;

const RENDER = ['--config-file=/template/prometheus.yml', '--config-envsubst-file=/rendered/prometheus.yml'];

/** Prometheus, with a helper that renders its configuration, watches the ConfigMap and tells Prometheus when it has changed. */
class Monitoring extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    const configMap = new kplus.ConfigMap(this, 'config', { data: { 'prometheus.yml': PROMETHEUS } });
    const template = SharedVolume.configMap('template', configMap);
    const rendered = SharedVolume.emptyDir('rendered', { sizeLimit: Size.mebibytes(16) });
    const series = kplus.Volume.fromEmptyDir(this, 'series', 'series', { sizeLimit: Size.gibibytes(2) });
    const api = Endpoint.http(9090, { name: 'http' });

    const prometheus = new ConfiguredPod(this, 'prometheus', {
      workload: WorkloadType.deployment({ replicas: 2 }),
      main: {
        name: 'prometheus',
        image: 'prom/prometheus:v3.7.3',
        securityContext: { user: 65534 },
        args: [
          '--config.file=/etc/prometheus/rendered/prometheus.yml',
          '--storage.tsdb.path=/prometheus',
          '--storage.tsdb.retention.size=1GB',
          '--web.enable-lifecycle',
        ],
        endpoints: [api],
        volumeMounts: [{ path: '/prometheus', volume: series }],
        readinessProbe: HealthProbe.http('/-/ready'),
        livenessProbe: HealthProbe.http('/-/healthy'),
        resources: {
          cpu: { request: kplus.Cpu.millis(200) },
          memory: { request: Size.mebibytes(256), limit: Size.mebibytes(512) },
        },
      },
      configHelpers: [
        new ConfigHelper({
          name: 'config-reloader',
          image: 'quay.io/prometheus-operator/prometheus-config-reloader:v0.86.1',
          securityContext: { user: 65534 },
          args: ['--listen-address=:8081', ...RENDER, '--reload-url=$(RELOAD_URL)'],
          envVariables: { POD_NAME: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.POD_NAME) },
          endpoints: [Endpoint.http(8081, { name: 'reloader' })],
          shares: [template.readAt('/template')],
          renders: rendered.writtenAt('/rendered'),
          mainReads: rendered.readAt('/etc/prometheus/rendered'),
          // Rendered once before Prometheus starts, which would fail without a configuration.
          firstRender: { args: ['--watch-interval=0', ...RENDER] },
          reloads: api,
          reloadVariable: 'RELOAD_URL',
          readinessProbe: HealthProbe.http('/healthz'),
        }),
      ],
    });

    prometheus.expose();
  }
}

const app = new App();
new Monitoring(app, 'monitoring');
app.synth();
