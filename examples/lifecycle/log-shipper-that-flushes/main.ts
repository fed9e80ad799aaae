import { App, Chart, Duration, Size } from 'cdk8s';
import { SharedVolume, Sidecar, SidecarPod } from 'cdk8s-pod-patterns';

/** What it has in hand when it is told to stop takes four seconds, and ends with a line in the log. */
const SHOP = `echo "$(date +%T) started"
trap 'echo "$(date +%T) stopping"; sleep 4; echo "the last order" >> /var/log/shop/orders.log; exit 0' TERM
while true; do echo "an order" >> /var/log/shop/orders.log; sleep 1 & wait $!; done`;

/** Sending what is left takes three seconds. */
const SHIPPER = `echo "$(date +%T) started"
trap 'echo "$(date +%T) stopping: $(tail -n 1 /logs/orders.log)"; sleep 3; echo "$(date +%T) flushed"; exit 0' TERM
while true; do sleep 1 & wait $!; done`;

const app = new App();
const chart = new Chart(app, 'log-shipper-that-flushes');
const logs = SharedVolume.emptyDir('logs', { sizeLimit: Size.mebibytes(64) });

new SidecarPod(chart, 'shop', {
  main: {
    name: 'shop',
    image: 'busybox:1.37',
    command: ['sh', '-c', SHOP],
    shares: [logs.writtenAt('/var/log/shop')],
    drain: Duration.seconds(25),
  },
  sidecars: [
    new Sidecar({
      name: 'log-shipper',
      image: 'busybox:1.37',
      command: ['sh', '-c', SHIPPER],
      shares: [logs.readAt('/logs')],
      drain: Duration.seconds(20),
    }),
  ],
});

app.synth();
