import { App, Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { Ambassador, AmbassadorPod, BindAddress, Endpoint, HealthProbe, SharedVolume, WorkloadType } from 'cdk8s-pod-patterns';

/** Takes log entries by POST and writes them where the cluster collects logs. Another ambassador could send them elsewhere, and main would not know. */
const AMBASSADOR = `const server = require('http').createServer((request, response) => {
  let entry = '';
  request.on('data', (part) => (entry += part));
  request.on('end', () => {
    if (entry) console.log(entry);
    response.end();
  });
});
server.listen(9009, '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
`;

/** The kubelet cannot reach loopback, so the container asks itself whether the ambassador answers. */
const ASK = `require('http').get('http://127.0.0.1:9009', (answer) => process.exit(answer.statusCode === 200 ? 0 : 1)).on('error', () => process.exit(1))`;

/** A service that posts what it logs to an URL. The ambassador is that URL, and knows what becomes of a log entry. */
class RandomGenerator extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    const configMap = new kplus.ConfigMap(this, 'ambassador', { data: { 'ambassador.js': AMBASSADOR } });
    const script = SharedVolume.configMap('script', configMap);

    const generator = new AmbassadorPod(this, 'app', {
      workload: WorkloadType.statefulSet({ replicas: 2 }),
      main: {
        name: 'random-generator',
        image: 'k8spatterns/random-generator:1.0',
        securityContext: { user: 1001 },
        endpoints: [Endpoint.http(8080, { name: 'http' })],
        writesTo: ['/tmp'],
        readinessProbe: HealthProbe.http('/actuator/health'),
        // A Java virtual machine does not fit into the library's default of 256 MiB.
        resources: {
          cpu: { request: kplus.Cpu.millis(250) },
          memory: { request: Size.mebibytes(256), limit: Size.mebibytes(512) },
        },
      },
      ambassadors: [
        new Ambassador({
          name: 'log-ambassador',
          image: 'node:22-alpine',
          securityContext: { user: 1000 },
          command: ['node', '/ambassador/ambassador.js'],
          shares: [script.readAt('/ambassador')],
          listens: Endpoint.http(9009, { bindAddress: BindAddress.LOOPBACK }),
          addressVariables: { url: 'LOG_URL' },
          startupProbe: HealthProbe.exec(['node', '-e', ASK], {
            period: Duration.seconds(2),
            timeout: Duration.seconds(5),
            failureThreshold: 15,
          }),
          resources: {
            cpu: { request: kplus.Cpu.millis(20) },
            memory: { request: Size.mebibytes(64), limit: Size.mebibytes(128) },
          },
        }),
      ],
    });

    generator.expose();
  }
}

const app = new App();
new RandomGenerator(app, 'random-generator');
app.synth();
