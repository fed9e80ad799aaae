import { asObject, asString } from '../../manifest/json';
import { Severity } from '../finding';
import { ManifestRule, ReportViolation } from '../rule';
import { RuleContext } from '../rule-context';
import { BATCH_VALIDATION } from './sources';

const DESCRIPTORS = new Set(['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly']);
/** Before this minor a schedule may have a time zone in front, unless the CronJob has one as well. */
const ZONE_REFUSED_SINCE = 29;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
/** The five fields of a schedule: least, most, and names that stand for numbers from the least on. */
const FIELDS: readonly { readonly least: number; readonly most: number; readonly names?: readonly string[] }[] = [
  { least: 0, most: 59 },
  { least: 0, most: 23 },
  { least: 1, most: 31 },
  { least: 1, most: 12, names: MONTHS },
  { least: 0, most: 6, names: DAYS },
];
const DURATION = /^(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:ns|us|µs|ms|s|m|h)(?:(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:ns|us|µs|ms|s|m|h))*$/;
const REGIONS = new Set([
  ...['Africa', 'America', 'Antarctica', 'Arctic', 'Asia', 'Atlantic', 'Australia', 'Brazil'],
  ...['Canada', 'Chile', 'Etc', 'Europe', 'Indian', 'Mexico', 'Pacific', 'US'],
]);
const ZONE_PART = /^[A-Za-z._0-9+][A-Za-z._\-0-9+]{0,13}$/;

/** A CronJob has a schedule that cron understands. */
export const cronSchedule: ManifestRule = {
  id: 'server/cron-schedule',
  severity: Severity.ERROR,
  title: 'A CronJob has a schedule and a time zone that there are',
  why: 'The schedule has five fields (minute, hour, day of month, month, day of week), or is one of the words such as @daily. The API server refuses any other, and a time zone inside of it.',
  fix: 'Write five fields, and the time zone in spec.timeZone.',
  source: BATCH_VALIDATION,
  kinds: ['CronJob'],
  compliant: [
    {
      title: 'schedules in fields and in words',
      yaml: `
apiVersion: batch/v1
kind: CronJob
metadata: { name: report }
spec:
  schedule: '*/15 8-18 1,15 jan-jun mon-fri'
  timeZone: Europe/Berlin
  jobTemplate: { spec: { template: { spec: { restartPolicy: Never, containers: [{ name: a, image: 'busybox:1.37' }] } } } }
`,
    },
  ],
  nonCompliant: [
    {
      title: 'six fields, and a time zone that there is not',
      yaml: `
apiVersion: batch/v1
kind: CronJob
metadata: { name: report }
spec:
  schedule: '0 0 3 * * *'
  timeZone: Europe/Nowhere
  jobTemplate: { spec: { template: { spec: { restartPolicy: Never, containers: [{ name: a, image: 'busybox:1.37' }] } } } }
`,
      fieldPaths: ['spec.schedule', 'spec.timeZone'],
    },
  ],
  judgeManifest(manifest, report: ReportViolation, { version }: RuleContext): void {
    if (manifest.apiVersion !== 'batch/v1') return;
    const { schedule, timeZone } = asObject(manifest.spec);
    // Even an empty time zone is one beside that of the schedule.
    const takesZone = version.minor < ZONE_REFUSED_SINCE && (timeZone === undefined || timeZone === null);
    if (typeof schedule === 'string' && schedule !== '') judgeSchedule(schedule, takesZone, report);
    const zone = asString(timeZone);
    if (zone !== undefined && !isTimeZone(zone)) {
      report({
        fieldPath: 'spec.timeZone',
        errorType: 'FieldValueInvalid',
        message: 'is no time zone',
        value: zone,
        allowed: 'a name of the IANA time zone database, such as "Europe/Berlin" or "Etc/UTC"',
      });
    }
  },
};

function judgeSchedule(schedule: string, takesZone: boolean, report: ReportViolation): void {
  const hasZone = schedule.includes('TZ') && !takesZone;
  const zone = /^(?:CRON_)?TZ=(\S+)/.exec(schedule)?.[1] ?? 'UTC';
  if (isSchedule(schedule) && !hasZone && (zone === 'Local' || exists(zone))) return;
  report({
    fieldPath: 'spec.schedule',
    errorType: 'FieldValueInvalid',
    message: hasZone ? 'cannot use TZ or CRON_TZ in schedule, use timeZone field instead' : 'is no schedule',
    value: schedule,
    allowed:
      'minute, hour, day of month, month and day of week, such as "*/15 8-18 * * mon-fri", or @hourly, @daily, @weekly, @monthly, @yearly',
  });
}

function isSchedule(text: string): boolean {
  const schedule = text.replace(/^(?:CRON_)?TZ=\S* */, '').trim();
  if (schedule.startsWith('@')) {
    if (schedule.startsWith('@every ')) return DURATION.test(schedule.slice('@every '.length).replace(/^[-+]/, ''));
    return DESCRIPTORS.has(schedule);
  }
  const fields = schedule.split(/\s+/);
  return (
    fields.length === FIELDS.length &&
    fields.every((field, index) => field.split(',').every((part) => part === '' || isRange(part, FIELDS[index])))
  );
}

function isRange(part: string, { least, most, names }: (typeof FIELDS)[number]): boolean {
  const [range, step, ...tooMany] = part.split('/');
  if (tooMany.length > 0) return false;
  if (step !== undefined && !(/^[0-9]+$/.test(step) && Number(step) > 0)) return false;
  const [from, to, ...more] = range.split('-');
  if (more.length > 0) return false;
  if (from === '*' || from === '?') return to === undefined;
  const first = numberOf(from, least, names);
  const last = to === undefined ? (step === undefined ? first : most) : numberOf(to, least, names);
  return first !== undefined && last !== undefined && first >= least && last <= most && first <= last;
}

function numberOf(text: string, least: number, names: readonly string[] | undefined): number | undefined {
  if (/^[0-9]+$/.test(text)) return Number(text);
  const index = names?.indexOf(text.toLowerCase()) ?? -1;
  return index === -1 ? undefined : index + least;
}

const zones = new Map<string, boolean>();

function isTimeZone(name: string): boolean {
  let known = zones.get(name);
  if (known === undefined) {
    known =
      name.split('/').every((part) => part !== '.' && part !== '..' && ZONE_PART.test(part)) &&
      name.toLowerCase() !== 'local' &&
      exists(name);
    if (zones.size < 1000) zones.set(name, known);
  }
  return known;
}

/** A name of the database, in its own capitals: the server looks it up as a file. */
function exists(name: string): boolean {
  // The database has a zone for machines on which none is set; JavaScript does not.
  if (name === 'Factory') return true;
  try {
    const known = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
    if (known.toLowerCase() === name.toLowerCase()) return known === name;
  } catch {
    return false;
  }
  // An older name: nothing says how it is written, save that its parts begin with capitals, and that there are few regions.
  const parts = name.split('/');
  return parts.every((part) => /^[A-Z]/.test(part)) && (parts.length === 1 || REGIONS.has(parts[0]));
}
