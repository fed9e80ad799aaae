import { App, Chart, Size } from 'cdk8s';
import { Adapter, AdapterPod, Endpoint, SharedVolume, WorkloadType } from 'cdk8s-pod-patterns';

const REPORT = `echo "$(date +%T) started"
for part in 1 2 3 4 5; do echo "report_parts_total $part" > /metrics/metrics; sleep 1; done
echo "$(date +%T) done"`;

/** It never ends by itself. */
const METRICS = `echo "$(date +%T) started"
trap 'echo "$(date +%T) stopping"; exit 0' TERM
httpd -p 9100 -h /metrics
while true; do sleep 1 & wait $!; done`;

const app = new App();
const chart = new Chart(app, 'job-with-metrics-sidecar');
const metrics = SharedVolume.emptyDir('metrics', { sizeLimit: Size.mebibytes(1) });

new AdapterPod(chart, 'report', {
  workload: WorkloadType.job(),
  main: {
    name: 'report',
    image: 'busybox:1.37',
    command: ['sh', '-c', REPORT],
    shares: [metrics.writtenAt('/metrics')],
  },
  adapters: [
    new Adapter({
      name: 'metrics',
      image: 'busybox:1.37',
      command: ['sh', '-c', METRICS],
      shares: [metrics.readAt('/metrics')],
      view: Endpoint.http(9100, { name: 'metrics' }),
      scrapeAnnotations: true,
    }),
  ],
});

app.synth();
