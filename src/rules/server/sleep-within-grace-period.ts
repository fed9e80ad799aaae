import { ClusterFeature } from '../../cluster/cluster-feature';
import { asNumber, asObject, isJsonObject } from '../../manifest/json';
import { PodModel } from '../../manifest/pod-model';
import { Severity } from '../finding';
import { PodRule, ReportViolation } from '../rule';
import { RuleContext } from '../rule-context';
import { HOOK_HANDLERS } from './fields/probe-fields';
import { CORE_VALIDATION } from './sources';

/** A hook that sleeps wakes before the pod is killed. */
export const sleepWithinGracePeriod: PodRule = {
  id: 'server/sleep-within-grace-period',
  severity: Severity.ERROR,
  title: 'A hook sleeps no longer than the pod has to stop',
  why: 'A container that still sleeps when the grace period is over is killed before it gets SIGTERM. The API server refuses it; before 1.33 it also refuses a sleep of zero seconds.',
  fix: 'Shorten the sleep, or raise terminationGracePeriodSeconds.',
  source: CORE_VALIDATION,
  since: '1.30',
  onlyWith: ['sleep'],
  compliant: [
    {
      title: 'a sleep within the grace period',
      yaml: `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers: [{ name: web, image: 'nginx:1.29', lifecycle: { preStop: { sleep: { seconds: 5 } } } }]
`,
    },
  ],
  nonCompliant: [
    {
      title: 'a sleep of a minute in half a minute',
      yaml: `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  terminationGracePeriodSeconds: 30
  containers: [{ name: web, image: 'nginx:1.29', lifecycle: { preStop: { sleep: { seconds: 60 } } } }]
`,
      fieldPaths: ['spec.containers[0].lifecycle.preStop.sleep'],
    },
  ],
  judge(pod: PodModel, report: ReportViolation, { version }: RuleContext): void {
    for (const container of pod.containers) {
      const lifecycle = container.manifest.lifecycle;
      if (!isJsonObject(lifecycle) || !container.isLongRunning) continue;
      for (const hook of ['postStart', 'preStop']) {
        const handler = asObject(lifecycle[hook]);
        if (HOOK_HANDLERS.firstIn(handler) !== 'sleep') continue;
        const seconds = asNumber(asObject(handler.sleep).seconds) ?? 0;
        const least = version.supports(ClusterFeature.ZERO_SLEEP_HANDLER) ? 0 : 1;
        const most = pod.terminationGracePeriodSeconds;
        if (seconds >= least && seconds <= most) continue;
        report({
          fieldPath: `${container.fieldPath}.lifecycle.${hook}.sleep`,
          errorType: 'FieldValueInvalid',
          message: 'must end within terminationGracePeriodSeconds',
          value: seconds,
          allowed: `${least} to ${most} seconds`,
        });
      }
    }
  },
};
