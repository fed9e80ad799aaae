import { PodModel } from '../../manifest/pod-model';
import { ReportViolation } from '../rule';
import { podOf, serverWarning } from './server-warning';

/** A pod has a time to stop that is not negative. */
export const negativeGracePeriod = serverWarning({
  id: 'warnings/negative-grace-period',
  title: 'The time that a pod has to stop is not negative',
  why: 'A negative time counts as one second, so that containers are killed before they have ended their work.',
  fix: 'Set terminationGracePeriodSeconds to the seconds that the containers need, or remove it for 30.',
  onlyWith: ['terminationGracePeriodSeconds'],
  compliant: [
    { title: 'a minute', yaml: podOf(`{ terminationGracePeriodSeconds: 60, containers: [{ name: web, image: 'nginx:1.29' }] }`) },
  ],
  nonCompliant: [
    {
      title: 'a negative time',
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { terminationGracePeriodSeconds: -1, containers: [{ name: web, image: 'nginx:1.29' }] }
`,
      fieldPaths: ['spec.template.spec.terminationGracePeriodSeconds'],
    },
  ],
  judge(pod: PodModel, report: ReportViolation): void {
    // Of a Pod itself the server makes it one second before it would warn.
    if (pod.templatePath === '' || pod.terminationGracePeriodSeconds >= 0) return;
    const fieldPath = `${pod.specPath}.terminationGracePeriodSeconds`;
    report({
      fieldPath,
      message: `${fieldPath}: must be >= 0; negative values are invalid and will be treated as 1`,
      value: pod.terminationGracePeriodSeconds,
    });
  },
});
