import { asObject, asString } from '../../manifest/json';
import { Severity } from '../finding';
import { ManifestRule, ReportViolation } from '../rule';
import { WARNINGS_SOURCE } from './server-warning';

const PAGE = 'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/';

/** The time zone of a CronJob stands in its own field. */
export const scheduleTimeZone: ManifestRule = {
  id: 'warnings/schedule-time-zone',
  severity: Severity.WARNING,
  title: 'The time zone of a CronJob stands in its own field',
  why: 'A time zone in front of the schedule was never supported, and versions from 1.29 on refuse it.',
  fix: 'Write the time zone in spec.timeZone.',
  source: WARNINGS_SOURCE,
  until: '1.28',
  kinds: ['CronJob'],
  compliant: [{ title: 'the field', version: '1.28', yaml: cronJob(`{ schedule: '0 3 * * *', timeZone: Europe/Berlin`) }],
  nonCompliant: [
    {
      title: 'the schedule',
      version: '1.28',
      yaml: cronJob(`{ schedule: 'CRON_TZ=Europe/Berlin 0 3 * * *'`),
      fieldPaths: ['spec.schedule'],
    },
  ],
  judgeManifest(manifest, report: ReportViolation): void {
    const schedule = asString(asObject(manifest.spec).schedule);
    if (manifest.apiVersion !== 'batch/v1' || !schedule?.includes('TZ')) return;
    // The server prints the path so.
    const message = `CRON_TZ or TZ used in spec.spec.schedule is not officially supported, see ${PAGE} for more details`;
    report({ fieldPath: 'spec.schedule', message, value: schedule });
  },
};

function cronJob(spec: string): string {
  const template = `{ spec: { restartPolicy: Never, containers: [{ name: a, image: 'busybox:1.37' }] } }`;
  return `apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: report }\nspec: ${spec}, jobTemplate: { spec: { template: ${template} } } }\n`;
}
