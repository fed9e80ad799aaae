import assert from 'node:assert/strict';
import { JsonObject, asObject, asString, objectsOf } from '../../../src/manifest/json';
import { example } from './examples';
import { LogLine, story } from './log-line';
import { Print, observe } from './observe';
import { containerStatus, isReady } from './pod-facts';
import { assertStartedAsPredicted, assertStoppedAsPredicted, orderText, predictedTimeline } from './predicted-order';
import { Stop, Trial } from './trial';

/** An example with one pod, so that nothing of its replicas is among what is seen. */
function single(folder: string): JsonObject[] {
  return example(folder).map((object) =>
    object.kind === 'Deployment' ? { ...object, spec: { ...asObject(object.spec), replicas: 1 } } : object,
  );
}

/** Starts and deletes the pod of an example, and holds both to the timeline. */
async function lived(trial: Trial, print: Print, folder: string): Promise<{ start: LogLine[]; stop: Stop }> {
  const objects = single(folder);
  const timeline = predictedTimeline(objects);
  await trial.apply(...objects);
  const pod = await trial.readyPod(90);
  const names = timeline.containers.map(({ name }) => name);
  const start = await trial.until('every container has written a line', 20, async () => {
    const lines = await trial.logs(pod);
    return names.every((name) => lines.some(({ container }) => container === name)) && lines;
  });
  print([`start  ${orderText(timeline.start, start)}`]);
  assertStartedAsPredicted(timeline, start);
  await trial.removeOwners();
  const stop = await trial.stop(pod);
  print([`stop   ${orderText(timeline.stop.phases, stop.lines)}`]);
  assertStoppedAsPredicted(timeline, stop.lines);
  const seconds = (stop.gone.getTime() - stop.asked.getTime()) / 1000;
  print([`gone ${seconds.toFixed(1)} s after it was deleted, of ${stop.graceSeconds} s of grace`]);
  assert.ok(seconds < stop.graceSeconds, `${seconds} s are not inside the grace period of ${stop.graceSeconds} s`);
  return { start, stop };
}

observe('proxy before app: the first request and the last one get through', async (trial, print) => {
  const { start, stop } = await lived(trial, print, 'lifecycle/proxy-before-app');
  print([...story(start), ...story(stop.lines)]);
  assert.ok(start.some(({ container, text }) => container === 'shop' && text.endsWith('started: database found')));
  assert.ok(stop.lines.some(({ container, text }) => container === 'shop' && text === 'database found'));
});

observe('migration through the proxy: init tasks run in the computed order', async (trial, print) => {
  const { start } = await lived(trial, print, 'lifecycle/migration-through-the-proxy');
  print(story(start));
  assert.ok(start.some(({ container, text }) => container === 'migrate' && text === 'schema 41'));
});

observe('log shipper that flushes: the last line of main is sent', async (trial, print) => {
  const { stop } = await lived(trial, print, 'lifecycle/log-shipper-that-flushes');
  print(story(stop.lines));
  assert.ok(stop.lines.some(({ container, text }) => container === 'log-shipper' && text.endsWith('stopping: the last order')));
  assert.ok(stop.lines.some(({ container, text }) => container === 'log-shipper' && text.endsWith('flushed')));
});

observe('two sidecars in order: they stop in the opposite order of their start', async (trial, print) => {
  const { start, stop } = await lived(trial, print, 'lifecycle/sidecars-in-order');
  print([...story(start), ...story(stop.lines)]);
});

observe('config helper: what main serves was rendered before main started', async (trial, print) => {
  const { start } = await lived(trial, print, 'lifecycle/config-helper');
  print(story(start));
  assert.ok(start.some(({ container, text }) => container === 'site' && /started: rendered \d/.test(text)));
});

observe('Job with a metrics sidecar: it completes, and the sidecar stops last', async (trial, print) => {
  const objects = single('lifecycle/job-with-metrics-sidecar');
  const timeline = predictedTimeline(objects);
  await trial.apply(...objects);
  const job = await trial.until('the Job completes', 60, async () => hasCondition(await trial.job(), 'Complete') && trial.job());
  const [pod] = await trial.pods();
  const lines = await trial.logs(pod);
  print([
    `start  ${orderText(timeline.start, lines)}`,
    ...story(lines),
    `the Job: complete at ${asString(asObject(job.status).completionTime)}`,
  ]);
  assertStartedAsPredicted(timeline, lines);
  const stops = lines.filter(({ text }) => / (done|stopping)$/.test(text));
  assertStoppedAsPredicted(timeline, stops);
  assert.equal(timeline.stop.outcome, 'the Job completes');
});

observe('a Job whose sidecar is an ordinary container never completes', async (trial, print) => {
  await trial.apply(...single('lifecycle/job-with-metrics-sidecar').map(withOrdinarySidecars));
  const pod = await trial.pod('main has ended', (each) =>
    objectsOf(asObject(each.status).containerStatuses).some(({ object }) => asObject(object.state).terminated !== undefined),
  );
  const lines = await trial.logs(pod);
  await new Promise((resolve) => setTimeout(resolve, 15_000));
  const job = await trial.job();
  print([
    ...story(lines),
    `15 s after main ended the Job has ${JSON.stringify(asObject(job.status).conditions ?? [])} and ${asObject(job.status).active} active pod`,
  ]);
  assert.equal(hasCondition(job, 'Complete'), false);
  assert.equal(asObject(job.status).active, 1);
  assert.equal(isReady((await trial.pods())[0]), false);
});

observe('a sidecar that never gets healthy holds main back', async (trial, print) => {
  await trial.apply(...single('lifecycle/proxy-before-app').map(withStartupProbesThatFail));
  const pod = await trial.pod('the sidecar runs', (each) => asObject(containerStatus(each, 'db-proxy').state).running !== undefined);
  await new Promise((resolve) => setTimeout(resolve, 8000));
  const [now] = await trial.pods();
  print([...story(await trial.logs(pod)), `8 s later shop is ${JSON.stringify(containerStatus(now, 'shop').state)}`]);
  assert.ok(asObject(containerStatus(now, 'shop').state).waiting);
  assert.ok(asObject(containerStatus(now, 'db-proxy').state).running);
});

observe('an init task of a Job has prepared what main reads', async (trial, print) => {
  await trial.apply(...example('patterns/init-task'));
  await trial.until('the Job completes', 60, async () => hasCondition(await trial.job(), 'Complete'));
  const [pod] = await trial.pods();
  const lines = await trial.log(pod, 'report');
  print(story(lines));
  assert.deepEqual(
    lines.map(({ text }) => text),
    ['hopper 5', 'lovelace 1'],
  );
});

observe('a Job of the CronJob completes, and its sidecar has the last line of main', async (trial, print) => {
  const cronJobs = example('patterns/cron-job').filter(({ kind }) => kind === 'CronJob');
  await trial.apply(...cronJobs.map(jobOf));
  await trial.until('the Job completes', 120, async () => hasCondition(await trial.job(), 'Complete'));
  const [pod] = await trial.pods();
  // What `tail` has to say itself comes by another stream, before or after the lines of main.
  const lines = (await trial.log(pod, 'log-agent')).filter(({ text }) => !text.startsWith('tail: '));
  print(story(lines.slice(-1)));
  assert.match(lines.at(-1)?.text ?? '', /done: \d+ files$/);
});

function hasCondition(object: JsonObject, type: string): boolean {
  return objectsOf(asObject(object.status).conditions).some(
    ({ object: condition }) => condition.type === type && condition.status === 'True',
  );
}

/** The same Job as it had to be written before there were native sidecars. */
function withOrdinarySidecars(job: JsonObject): JsonObject {
  const spec = asObject(job.spec);
  const template = asObject(spec.template);
  const { initContainers, containers, ...pod } = asObject(template.spec);
  const sidecars = objectsOf(initContainers).map(({ object }) => ({ ...object, restartPolicy: undefined, startupProbe: undefined }));
  const main = objectsOf(containers).map(({ object }) => object);
  return { ...job, spec: { ...spec, template: { ...template, spec: { ...pod, containers: [...main, ...sidecars] } } } };
}

/** The Job that a CronJob makes when its time has come. */
function jobOf(cronJob: JsonObject): JsonObject {
  const { metadata, spec } = asObject(asObject(cronJob.spec).jobTemplate);
  return { apiVersion: 'batch/v1', kind: 'Job', metadata: { ...asObject(metadata), name: 'at-once' }, spec };
}

/** The same Deployment with sidecars that never get healthy. */
function withStartupProbesThatFail(deployment: JsonObject): JsonObject {
  const spec = asObject(deployment.spec);
  const template = asObject(spec.template);
  const pod = asObject(template.spec);
  const startupProbe = { exec: { command: ['false'] }, periodSeconds: 1, failureThreshold: 30 };
  const initContainers = objectsOf(pod.initContainers).map(({ object }) => ({ ...object, startupProbe }));
  return { ...deployment, spec: { ...spec, template: { ...template, spec: { ...pod, initContainers } } } };
}
