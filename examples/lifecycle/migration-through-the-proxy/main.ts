import { App, Chart, Duration } from 'cdk8s';
import { Ambassador, AmbassadorPod, BindAddress, Endpoint, HealthProbe, InitTask } from 'cdk8s-pod-patterns';

const PROXY = `echo "$(date +%T) started"
trap 'echo "$(date +%T) stopping"; exit 0' TERM
sleep 2; echo 41 > /tmp/schema; httpd -p 127.0.0.1:5432 -h /tmp; echo "$(date +%T) connected"
while true; do sleep 1 & wait $!; done`;

const UNPACK = 'echo "$(date +%T) started"; sleep 1; echo "$(date +%T) unpacked"';

const MIGRATE = `echo "$(date +%T) started"
echo "schema $(wget -q -O - "$DATABASE_URL/schema")"; sleep 2
echo "$(date +%T) migrated"`;

const SHOP = `echo "$(date +%T) started"
trap 'echo "$(date +%T) stopping"; exit 0' TERM
while true; do sleep 1 & wait $!; done`;

const app = new App();
const chart = new Chart(app, 'migration-through-the-proxy');

const proxy = new Ambassador({
  name: 'db-proxy',
  image: 'busybox:1.37',
  command: ['sh', '-c', PROXY],
  listens: Endpoint.http(5432, { bindAddress: BindAddress.LOOPBACK }),
  addressVariables: { url: 'DATABASE_URL' },
  startupProbe: HealthProbe.exec(['wget', '-q', '-O', '-', 'http://127.0.0.1:5432/schema'], {
    period: Duration.seconds(1),
    failureThreshold: 30,
  }),
  writesTo: ['/tmp'],
});

const unpack = new InitTask({
  name: 'unpack',
  image: 'busybox:1.37',
  command: ['sh', '-c', UNPACK],
});

const migrate = new InitTask({
  name: 'migrate',
  image: 'busybox:1.37',
  command: ['sh', '-c', MIGRATE],
  dependsOn: [unpack.completed()],
  through: [proxy],
});

new AmbassadorPod(chart, 'shop', {
  main: {
    name: 'shop',
    image: 'busybox:1.37',
    command: ['sh', '-c', SHOP],
  },
  ambassadors: [proxy],
  roles: [migrate, unpack],
});

app.synth();
