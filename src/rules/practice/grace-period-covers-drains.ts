import { STATED_TIME, StoppedContainer, gracePeriod } from '../../manifest/grace-period';
import { PodIntent } from '../../manifest/intent';
import { JsonValue, asList, asNumber, asObject, isJsonObject } from '../../manifest/json';
import { PodContainer } from '../../manifest/pod-container';
import { PodModel } from '../../manifest/pod-model';
import { Severity } from '../finding';
import { PodRule, ReportViolation } from '../rule';

const yamlOf = (seconds: number, main = '') => `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: queue }
spec:
  selector: { matchLabels: { app: queue } }
  template:
    metadata: { labels: { app: queue } }
    spec:
      terminationGracePeriodSeconds: ${seconds}
      initContainers: [{ name: logs, image: 'fluent/fluent-bit:3.2', restartPolicy: Always }]
      containers: [{ name: main, image: 'shop/queue:4.2'${main} }]
`;
const INTENT: PodIntent = {
  volumes: {},
  containers: {
    main: { role: 'main', endpoints: [], shares: [], dependsOn: [], drainSeconds: 20 },
    logs: { role: 'sidecar', endpoints: [], shares: [], dependsOn: [], drainSeconds: 10 },
  },
};
const FIELD = 'spec.template.spec.terminationGracePeriodSeconds';
const SLEEP = /^\s*sleep\s+(\d+(?:\.\d+)?)s?\s*$/;

/** All containers of a pod can finish their work before they are killed. */
export const gracePeriodCoversDrains: PodRule = {
  id: 'practice/grace-period-covers-drains',
  severity: Severity.WARNING,
  title: 'The grace period is longer than the drains that share it',
  why:
    'Hooks, the main containers and then one native sidecar after the other have a single grace period. When it is over, whoever has not finished ' +
    'gets two seconds and is killed: the sidecar that comes last loses what it still had to send.',
  fix: 'Make terminationGracePeriodSeconds longer, or the hooks and drains shorter.',
  source: 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#termination-with-sidecars',
  compliant: [
    { title: 'time for main and then for the sidecar', yaml: yamlOf(35), intent: INTENT },
    { title: 'a hook that leaves time', yaml: yamlOf(30, ", lifecycle: { preStop: { exec: { command: [sleep, '10'] } } }") },
    { title: 'nobody says how long it takes', yaml: yamlOf(1) },
  ],
  nonCompliant: [
    { title: 'time for main alone', yaml: yamlOf(25), intent: INTENT, fieldPaths: [FIELD] },
    {
      title: 'a hook that takes all the time that there is',
      yaml: yamlOf(30, ", lifecycle: { preStop: { exec: { command: [sh, -c, 'sleep 30'] } } }"),
      fieldPaths: [FIELD],
    },
  ],
  judge(pod: PodModel, report: ReportViolation): void {
    if (!pod.containers.some(({ _intent, manifest }) => _intent?.drainSeconds !== undefined || isJsonObject(manifest.lifecycle))) return;
    const needed = gracePeriod(pod.containers.map(stopped), STATED_TIME);
    const seconds = pod.terminationGracePeriodSeconds;
    // A server takes a negative period for one second; other rules speak of it.
    if (needed === undefined || needed.seconds === 0 || seconds < 0 || needed.seconds < seconds) return;
    report({
      fieldPath: `${pod.specPath}.terminationGracePeriodSeconds`,
      message: `the containers need ${needed.seconds} s to stop (${needed.arithmetic}), and have ${seconds} s`,
      value: seconds,
      allowed: `more than ${needed.seconds}`,
    });
  },
};

function stopped({ name, kind, manifest, _intent }: PodContainer): StoppedContainer {
  const preStop = asObject(asObject(manifest.lifecycle).preStop);
  const preStopSeconds = asNumber(asObject(preStop.sleep).seconds) ?? sleptBy(asList(asObject(preStop.exec).command));
  return { name, kind, drainSeconds: _intent?.drainSeconds, preStopSeconds };
}

/** The seconds of a command that does nothing but sleep: `sleep 10`, or a shell that runs it. */
function sleptBy(command: readonly JsonValue[]): number | undefined {
  const words = command.filter((word) => typeof word === 'string');
  // Whatever else there is, is for the schema to report.
  if (words.length < command.length) return undefined;
  const [program = '', option, script = ''] = words;
  const line = /(?:^|\/)(?:ba|a|da)?sh$/.test(program) && option === '-c' ? script : words.join(' ');
  const seconds = SLEEP.exec(line.replace(/^\/(?:usr\/)?bin\//, ''))?.[1];
  return seconds === undefined ? undefined : Number(seconds);
}
