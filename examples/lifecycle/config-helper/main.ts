import { App, Chart, Size } from 'cdk8s';
import { ConfigHelper, ConfiguredPod, Endpoint, HealthProbe, SharedVolume } from 'cdk8s-pod-patterns';

const RENDER = 'echo "rendered $(date +%T)" > /rendered/index.html';

const HELPER = `echo "$(date +%T) started"
trap 'echo "$(date +%T) stopping"; exit 0' TERM
while true; do ${RENDER}; sleep 10 & wait $!; done`;

/** It would not start without its configuration. */
const SITE = `echo "$(date +%T) started: $(cat /site/index.html)"
trap 'echo "$(date +%T) stopping"; exit 0' TERM
httpd -p 8080 -h /site
while true; do sleep 1 & wait $!; done`;

const app = new App();
const chart = new Chart(app, 'config-helper');
const rendered = SharedVolume.emptyDir('rendered', { sizeLimit: Size.mebibytes(1) });

const site = new ConfiguredPod(chart, 'site', {
  main: {
    name: 'site',
    image: 'busybox:1.37',
    command: ['sh', '-c', SITE],
    endpoints: [Endpoint.http(8080, { name: 'http' })],
    readinessProbe: HealthProbe.http('/'),
  },
  configHelpers: [
    new ConfigHelper({
      name: 'config',
      image: 'busybox:1.37',
      command: ['sh', '-c', HELPER],
      renders: rendered.writtenAt('/rendered'),
      mainReads: rendered.readAt('/site'),
      firstRender: { command: ['sh', '-c', `echo "$(date +%T) started"; ${RENDER}`] },
    }),
  ],
});
site.expose({ port: 80 });

app.synth();
