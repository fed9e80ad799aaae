import { App, Duration, Size } from 'cdk8s';
import { Backend } from './backend';
import { PodValidation, SharedVolume, Sidecar } from 'cdk8s-pod-patterns';

const app = new App();
new Backend(app, 'backend');

// Every service writes its log into a file. From here on each pod has an agent that shows it, whoever wrote the workload.
const logs = SharedVolume.emptyDir('logs', { sizeLimit: Size.mebibytes(128) });
app.with(
  new Sidecar({
    name: 'log-agent',
    image: 'busybox:1.37',
    command: ['sh', '-c', "trap 'sleep 2; exit 0' TERM; tail -F /logs/service.log & wait"],
    shares: [logs.readAt('/logs')],
    mainShares: [logs.writtenAt('/var/log/shop')],
    drain: Duration.seconds(3),
  }),
);

// And every pod of the app is judged before it is written.
PodValidation.enforce(app);

app.synth();
