import { App, Chart, Cron, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { SharedVolume, Sidecar, SidecarPod, WorkloadType } from 'cdk8s-pod-patterns';

const CHECK = `exec > /var/log/check/check.log
for folder in /usr/bin /usr/sbin /usr/lib; do
  echo "$(date) checking $folder"
  find $folder -type f -exec sha256sum {} + >> /var/log/check/sums
done
echo "$(date) done: $(wc -l < /var/log/check/sums) files"
`;

/** A nightly check that logs into a file, and a sidecar that shows the file as its own log. */
class NightlyCheck extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    const logs = SharedVolume.emptyDir('logs', { sizeLimit: Size.mebibytes(64) });

    new SidecarPod(this, 'job', {
      workload: WorkloadType.cronJob({
        schedule: Cron.schedule({ hour: '2', minute: '30' }),
        timeZone: 'Etc/UTC',
        concurrencyPolicy: kplus.ConcurrencyPolicy.FORBID,
        // A check that missed its time is still worth its while an hour later; cdk8s-plus would give it ten seconds.
        startingDeadline: Duration.hours(1),
      }),
      main: {
        name: 'check',
        image: 'debian:12-slim',
        command: ['sh', '-c', CHECK],
        shares: [logs.writtenAt('/var/log/check')],
      },
      sidecars: [
        new Sidecar({
          name: 'log-agent',
          image: 'busybox:1.37',
          // `tail` as the first process ignores SIGTERM. The shell does not, and gives it two seconds for main's last lines.
          command: ['sh', '-c', "trap 'sleep 2; exit 0' TERM; tail -F /logs/check.log & wait"],
          shares: [logs.readAt('/logs')],
          drain: Duration.seconds(3),
        }),
      ],
    });
  }
}

const app = new App();
new NightlyCheck(app, 'nightly-check');
app.synth();
