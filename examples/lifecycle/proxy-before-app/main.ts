import { App, Chart, Duration } from 'cdk8s';
import { Ambassador, AmbassadorPod, BindAddress, Endpoint, HealthProbe } from 'cdk8s-pod-patterns';

/** It takes three seconds to find the database. */
const PROXY = `echo "$(date +%T) started"
trap 'echo "$(date +%T) stopping"; exit 0' TERM
sleep 3; echo found > /tmp/database; httpd -p 127.0.0.1:5432 -h /tmp; echo "$(date +%T) connected"
while true; do sleep 1 & wait $!; done`;

/** It asks the database at once, and once more when it is told to stop. */
const SHOP = `echo "$(date +%T) started: database $(wget -q -O - "$DATABASE_URL/database")"
trap 'echo "$(date +%T) stopping"; sleep 2; echo "database $(wget -q -O - "$DATABASE_URL/database")"; exit 0' TERM
while true; do sleep 1 & wait $!; done`;

const app = new App();
const chart = new Chart(app, 'proxy-before-app');

new AmbassadorPod(chart, 'shop', {
  main: {
    name: 'shop',
    image: 'busybox:1.37',
    command: ['sh', '-c', SHOP],
    drain: Duration.seconds(10),
  },
  ambassadors: [
    new Ambassador({
      name: 'db-proxy',
      image: 'busybox:1.37',
      command: ['sh', '-c', PROXY],
      listens: Endpoint.http(5432, { bindAddress: BindAddress.LOOPBACK }),
      addressVariables: { url: 'DATABASE_URL' },
      // With it the proxy states its health, and shop waits for that.
      startupProbe: HealthProbe.exec(['wget', '-q', '-O', '-', 'http://127.0.0.1:5432/database'], {
        period: Duration.seconds(1),
        failureThreshold: 30,
      }),
      writesTo: ['/tmp'],
      drain: Duration.seconds(2),
    }),
  ],
});

app.synth();
