import { App, Chart, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { Adapter, AdapterPod, Endpoint, HealthProbe, SharedVolume, WorkloadType } from 'cdk8s-pod-patterns';

const LOG_FOLDER = '/var/log/random-generator';
const LOG_FILE = { value: `${LOG_FOLDER}/random.log` };

/** A service that logs in a format of its own. The adapter reads the log and shows Prometheus what it shows for every service. */
class RandomGenerator extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    const logs = SharedVolume.emptyDir('logs', { sizeLimit: Size.mebibytes(128) });

    const generator = new AdapterPod(this, 'app', {
      workload: WorkloadType.deployment({ replicas: 2 }),
      main: {
        name: 'random-generator',
        image: 'k8spatterns/random-generator:1.0',
        securityContext: { user: 1001 },
        envVariables: { LOG_FILE },
        endpoints: [Endpoint.http(8080, { name: 'http' })],
        shares: [logs.writtenAt(LOG_FOLDER)],
        writesTo: ['/tmp'],
        readinessProbe: HealthProbe.http('/actuator/health'),
        // A Java virtual machine does not fit into the library's default of 256 MiB.
        resources: {
          cpu: { request: kplus.Cpu.millis(250) },
          memory: { request: Size.mebibytes(256), limit: Size.mebibytes(512) },
        },
      },
      adapters: [
        new Adapter({
          name: 'exporter',
          image: 'k8spatterns/random-generator-exporter:1.0',
          envVariables: { LOG_FILE },
          shares: [logs.readAt(LOG_FOLDER)],
          view: Endpoint.http(9889, { name: 'metrics' }),
          scrapeAnnotations: true,
          // There is no log before the first request, so reading it cannot be what makes the pod ready for one.
          readinessProbe: HealthProbe.tcp(),
        }),
      ],
    });

    generator.expose();
  }
}

const app = new App();
new RandomGenerator(app, 'random-generator');
app.synth();
