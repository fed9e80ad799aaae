import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { JsonObject, asObject, asString } from '../../../src/manifest/json';
import { example } from './examples';
import { clock, story } from './log-line';
import { observe } from './observe';
import { addressOf, nameOf } from './pod-facts';

/** What curl ends with where nobody listens. */
const REFUSED = 7;

function annotation(pod: JsonObject, name: string): string {
  return asString(asObject(asObject(pod.metadata).annotations)[name]) ?? '';
}

observe('an ambassador answers main on loopback, and nobody on the address of the pod', async (trial, print) => {
  await trial.apply(...example('patterns/ambassador'));
  const pod = await trial.readyPod();
  const entry = await trial.until('an entry of main is in the log of the ambassador', 20, async () =>
    (await trial.log(pod, 'log-ambassador')).find(({ text }) => text.includes(',random,')),
  );
  const processes = trial.processes();
  const main = await processes.of(pod, 'random-generator');
  const visitor = await trial.visitor();
  const loopback = await processes.curl(main, '--fail', 'http://127.0.0.1:9009');
  const fromNode = await processes.curl('node', `http://${addressOf(pod)}:9009`);
  const fromPod = await processes.curl(visitor, `http://${addressOf(pod)}:9009`);
  print([...story([entry]), `from the node: ${fromNode.output}`, `from another pod: ${fromPod.output}`]);
  assert.deepEqual([loopback.code, fromNode.code, fromPod.code], [0, REFUSED, REFUSED]);
});

observe('redis as a sidecar on loopback answers before nginx starts, and no other pod', async (trial, print) => {
  await trial.apply(...example('tutorials/multi-container-pod', 'as-patterns.k8s.yaml'));
  const pod = await trial.readyPod();
  const processes = trial.processes();
  const ping = await processes.exec(pod, 'redis-container', 'redis-cli', 'ping');
  const outside = await processes.curl('node', `telnet://${addressOf(pod)}:6379`);
  print([
    ...story((await trial.log(pod, 'redis-container')).filter(({ text }) => text.includes('Ready'))),
    `from the node: ${outside.output}`,
  ]);
  assert.equal(ping.output, 'PONG');
  assert.equal(outside.code, REFUSED);
});

observe('a guard refuses who has no password, and there is no way to main past it', async (trial, print) => {
  const hash = execFileSync('openssl', ['passwd', '-apr1', 'correct horse'], { encoding: 'utf8' }).trim();
  const users = Buffer.from(`alice:${hash}\n`).toString('base64');
  await trial.apply({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'pushgateway-users' }, data: { htpasswd: users } });
  await trial.apply(...example('patterns/guard'));
  const pod = await trial.readyPod();
  const processes = trial.processes();
  const visitor = await trial.visitor();
  const status = async (...args: string[]) =>
    (await processes.curl(visitor, '--output', '/dev/null', '--write-out', '%{http_code}', ...args)).output;
  const address = addressOf(pod);
  const nobody = await status(`http://${address}:8080/`);
  const wrong = await status('--user', 'alice:wrong', `http://${address}:8080/`);
  const alice = await status('--user', 'alice:correct horse', `http://${address}:8080/-/ready`);
  const past = await processes.curl(visitor, `http://${address}:9091/`);
  print([`without a password: ${nobody}, with a wrong one: ${wrong}, with the right one: ${alice}`, `past the guard: ${past.output}`]);
  assert.deepEqual([nobody, wrong, alice, past.code], ['401', '401', '200', REFUSED]);
});

observe('an adapter is scraped at the address of the pod, as its annotations say', async (trial, print) => {
  await trial.apply(...example('patterns/adapter'));
  const pod = await trial.readyPod();
  const port = annotation(pod, 'prometheus.io/port');
  const path = annotation(pod, 'prometheus.io/path') || '/metrics';
  const metric = await trial.until('the adapter has read lines of the log', 20, async () => {
    const { output } = await trial.processes().curl('node', '--fail', `http://${addressOf(pod)}:${port}${path}`);
    return /random_generator_lines_total [1-9]/.test(output) && output;
  });
  print([`${clock(new Date())}  ${metric}`]);
});

observe('an adapter reads the status page of nginx on loopback, which nobody else gets', async (trial, print) => {
  await trial.apply(...example('patterns/daemon-set'));
  const pod = await trial.readyPod();
  const port = annotation(pod, 'prometheus.io/port');
  const metrics = await trial.until('the adapter has metrics', 20, async () => {
    const { code, output } = await trial.processes().curl('node', '--fail', `http://${addressOf(pod)}:${port}/metrics`);
    return code === 0 && output;
  });
  const status = await trial.processes().curl('node', `http://${addressOf(pod)}:8081/stub_status`);
  const lines = metrics.split('\n').filter((line) => /^nginx(_up|_http_requests_total) /.test(line));
  print([`${clock(new Date())}  ${lines.join(', ')}`, `the status page from the node: ${status.output}`]);
  assert.ok(lines.includes('nginx_up 1'), metrics);
  assert.equal(status.code, REFUSED);
});

observe('a configuration helper renders what changed, and its reload reaches main', async (trial, print) => {
  const objects = example('patterns/config-helper');
  await trial.apply(...objects);
  const pod = await trial.readyPod();
  const url = `http://${addressOf(pod)}:9090/api/v1/status/config`;
  const config = async () => (await trial.processes().curl('node', '--fail', url)).output;
  assert.match(await config(), /scrape_interval: 30s/);
  const map = objects.find(({ kind }) => kind === 'ConfigMap');
  assert.ok(map);
  const text = asString(asObject(map.data)['prometheus.yml']) ?? '';
  const changed = new Date();
  await trial.patch(`/configmaps/${nameOf(map)}`, { data: { 'prometheus.yml': text.replace('30s', '15s') } });
  const loaded = await trial.until(
    'Prometheus has the new configuration',
    90,
    async () => (await config()).includes('scrape_interval: 15s') && new Date(),
  );
  const helper = await trial.log(pod, 'config-reloader');
  const main = (await trial.log(pod, 'prometheus')).filter(({ text: line }) => /Completed loading of configuration/.test(line));
  print([`the ConfigMap changed at ${clock(changed)}, Prometheus showed it at ${clock(loaded)}`, ...story([...helper, ...main])]);
  assert.ok((await config()).includes(`replica: ${nameOf(pod)}`), 'the helper put the name of the pod in');
  assert.equal(main.length, 2);
});
