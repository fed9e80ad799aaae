import { App, Chart, Duration, Size } from 'cdk8s';
import { HealthProbe, SharedVolume, Sidecar, SidecarPod } from 'cdk8s-pod-patterns';

const CERTIFICATES = `echo "$(date +%T) started"
trap 'echo "$(date +%T) stopping"; exit 0' TERM
sleep 2; echo certificate > /certificates/tls.crt
while true; do sleep 1 & wait $!; done`;

/** It ends at once where there is no certificate. */
const MESH = `certificate=$(cat /certificates/tls.crt) || exit 1
echo "$(date +%T) started: $certificate"
trap 'echo "$(date +%T) stopping"; sleep 1; exit 0' TERM
while true; do sleep 1 & wait $!; done`;

const SHOP = `echo "$(date +%T) started"
trap 'echo "$(date +%T) stopping"; sleep 1; exit 0' TERM
while true; do sleep 1 & wait $!; done`;

const app = new App();
const chart = new Chart(app, 'sidecars-in-order');
const certificates = SharedVolume.emptyDir('certificates', { sizeLimit: Size.mebibytes(1) });

const helper = new Sidecar({
  name: 'certificates',
  image: 'busybox:1.37',
  command: ['sh', '-c', CERTIFICATES],
  shares: [certificates.writtenAt('/certificates')],
  startupProbe: HealthProbe.exec(['test', '-f', '/certificates/tls.crt'], { period: Duration.seconds(1), failureThreshold: 30 }),
  drain: Duration.seconds(2),
});

const mesh = new Sidecar({
  name: 'mesh',
  image: 'busybox:1.37',
  command: ['sh', '-c', MESH],
  shares: [certificates.readAt('/certificates')],
  dependsOn: [helper.healthy()],
  drain: Duration.seconds(5),
});

new SidecarPod(chart, 'shop', {
  main: {
    name: 'shop',
    image: 'busybox:1.37',
    command: ['sh', '-c', SHOP],
    dependsOn: [mesh.started()],
    drain: Duration.seconds(10),
  },
  sidecars: [mesh, helper],
});

app.synth();
