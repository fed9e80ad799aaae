import { asNumber, asObject } from '../../manifest/json';
import { PodModel } from '../../manifest/pod-model';
import { JOB_KINDS } from '../../manifest/workload-kind';
import { ReportViolation } from '../rule';
import { serverWarning } from './server-warning';

const MANY_COMPLETIONS = 100_000;
const MANY_AT_ONCE = 10_000;
const SAID =
  'In Indexed Jobs with a number of completions higher than 10^5 and a parallelism higher than 10^4, Kubernetes might not be able to track completedIndexes when a big number of indexes fail';

/** An indexed Job has as many indexes as Kubernetes can keep track of. */
export const manyIndexes = serverWarning({
  id: 'warnings/many-indexes',
  title: 'An indexed Job has as many indexes as Kubernetes can keep track of',
  why: 'What has succeeded is written down as a list of ranges of indexes. With very many of them running at once and failing here and there, the list grows longer than an object may be.',
  fix: 'Let fewer pods run at once, or split the Job.',
  onlyWith: ['completionMode'],
  kinds: JOB_KINDS,
  compliant: [{ title: 'ten indexes', yaml: indexedJob(10, 10) }],
  nonCompliant: [{ title: 'two hundred thousand, twenty thousand at once', yaml: indexedJob(200_000, 20_000), fieldPaths: ['spec'] }],
  judge(pod: PodModel, report: ReportViolation): void {
    const own = asObject(pod.manifest.spec);
    const { completionMode, completions, parallelism } = pod.workloadKind === 'Job' ? own : asObject(asObject(own.jobTemplate).spec);
    if (completionMode !== 'Indexed' || (asNumber(completions) ?? 0) <= MANY_COMPLETIONS) return;
    if ((asNumber(parallelism) ?? 0) <= MANY_AT_ONCE) return;
    const fieldPath = pod.templatePath.slice(0, -'.template'.length);
    report({ fieldPath, message: `${fieldPath}: ${SAID}` });
  },
});

function indexedJob(completions: number, parallelism: number): string {
  return `
apiVersion: batch/v1
kind: Job
metadata: { name: import }
spec:
  completionMode: Indexed
  completions: ${completions}
  parallelism: ${parallelism}
  template:
    spec: { restartPolicy: Never, containers: [{ name: import, image: 'busybox:1.37' }] }
`;
}
