import { KubernetesVersion } from '../../../src/cluster/kubernetes-version';
import { JsonObject } from '../../../src/manifest/json';
import { cronSchedule } from '../../../src/rules/server/cron-schedule';
import { judge } from '../../../src/validation/judge';

function problems(timeZone: string): string[] {
  const manifest: JsonObject = {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: 'import' },
    spec: {
      schedule: '0 3 * * *',
      timeZone,
      jobTemplate: { spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'import', image: 'busybox:1.37' }] } } } },
    },
  };
  return judge([{ manifest }], { version: KubernetesVersion.DEFAULT, rules: [cronSchedule] }).map(({ fieldPath }) => fieldPath);
}

test.each(['Europe/Berlin', 'Etc/GMT+5', 'US/Pacific', 'Factory'])('%s is a time zone of the database', (zone) => {
  expect(problems(zone)).toEqual([]);
});

test.each(['europe/berlin', 'Europe/Nowhere', 'Local', 'factory', '+01:00', '../UTC'])('fails for %s, which is none', (zone) => {
  expect(problems(zone)).toEqual(['spec.timeZone']);
});
