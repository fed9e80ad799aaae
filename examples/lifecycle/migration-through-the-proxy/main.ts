import { App, Chart, Duration } from 'cdk8s';
import { Ambassador, AmbassadorPod, BindAddress, Dependency, Endpoint, HealthProbe, InitTask } from 'cdk8s-pod-patterns';

const PROXY = `echo "$(date +%T) started"
trap 'echo "$(date +%T) stopping"; exit 0' TERM
sleep 2; echo 41 > /tmp/schema; httpd -p 127.0.0.1:5432 -h /tmp; echo "$(date +%T) connected"
while true; do sleep 1 & wait $!; done`;

const MIGRATE = `echo "$(date +%T) started"
echo "schema $(wget -q -O - http://127.0.0.1:5432/schema)"; sleep 2
echo "$(date +%T) migrated"`;

const SHOP = `echo "$(date +%T) started"
trap 'echo "$(date +%T) stopping"; exit 0' TERM
while true; do sleep 1 & wait $!; done`;

const app = new App();
const chart = new Chart(app, 'migration-through-the-proxy');

new AmbassadorPod(chart, 'shop', {
  main: {
    name: 'shop',
    image: 'busybox:1.37',
    command: ['sh', '-c', SHOP],
  },
  ambassadors: [
    new Ambassador({
      name: 'db-proxy',
      image: 'busybox:1.37',
      command: ['sh', '-c', PROXY],
      listens: Endpoint.http(5432, { bindAddress: BindAddress.LOOPBACK }),
      startupProbe: HealthProbe.exec(['wget', '-q', '-O', '-', 'http://127.0.0.1:5432/schema'], {
        period: Duration.seconds(1),
        failureThreshold: 30,
      }),
      writesTo: ['/tmp'],
    }),
  ],
  roles: [
    new InitTask({
      name: 'unpack',
      image: 'busybox:1.37',
      command: ['sh', '-c', 'echo "$(date +%T) started"; sleep 1; echo "$(date +%T) unpacked"'],
    }),
    new InitTask({
      name: 'migrate',
      image: 'busybox:1.37',
      command: ['sh', '-c', MIGRATE],
      dependsOn: [Dependency.completed('unpack'), Dependency.healthy('db-proxy')],
    }),
  ],
});

app.synth();
