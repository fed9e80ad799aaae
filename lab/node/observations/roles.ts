import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { JsonObject, asObject, asString } from '../../../src/manifest/json';
import { example } from './examples';
import { clock, story } from './log-line';
import { observe } from './observe';
import { addressOf } from './trial';

/** What curl ends with where nobody listens. */
const REFUSED = 7;

/** A pod that does nothing: another pod, to ask from. */
const VISITOR: JsonObject = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'visitor' },
  spec: {
    securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [
      {
        name: 'visitor',
        image: 'busybox:1.37',
        command: ['sleep', '3600'],
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
      },
    ],
  },
};

function annotation(pod: JsonObject, name: string): string {
  return asString(asObject(asObject(pod.metadata).annotations)[name]) ?? '';
}

observe('an ambassador answers main on loopback, and nobody on the address of the pod', async (trial, print) => {
  await trial.apply(...example('patterns/ambassador'), VISITOR);
  const pod = await trial.readyPod();
  const entry = await trial.until('an entry of main is in the log of the ambassador', 20, async () =>
    (await trial.log(pod, 'log-ambassador')).find(({ text }) => text.includes(',random,')),
  );
  const processes = trial.processes();
  const main = await processes.of(pod, 'random-generator');
  const visitor = await processes.of(await trial.pod('the visitor runs', (each) => asObject(each.metadata).name === 'visitor'), 'visitor');
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
  print([...story((await trial.log(pod, 'redis-container')).filter(({ text }) => text.includes('Ready'))), `from the node: ${outside.output}`]);
  assert.equal(ping.output, 'PONG');
  assert.equal(outside.code, REFUSED);
});

observe('a guard refuses who has no password, and there is no way to main past it', async (trial, print) => {
  const hash = execFileSync('openssl', ['passwd', '-apr1', 'correct horse'], { encoding: 'utf8' }).trim();
  const users = Buffer.from(`alice:${hash}\n`).toString('base64');
  await trial.apply({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'pushgateway-users' }, data: { htpasswd: users } });
  await trial.apply(...example('patterns/guard'), VISITOR);
  const pod = await trial.pod('the gateway is ready', (each) => asObject(each.metadata).name !== 'visitor' && addressOf(each) !== '');
  await trial.until('the guard answers', 30, async () => (await trial.processes().curl('node', `http://${addressOf(pod)}:8080/healthz`)).code === 0);
  const processes = trial.processes();
  const visitor = await processes.of(await trial.pod('the visitor runs', (each) => asObject(each.metadata).name === 'visitor'), 'visitor');
  const status = async (...args: string[]) => (await processes.curl(visitor, '--output', '/dev/null', '--write-out', '%{http_code}', ...args)).output;
  const address = addressOf(pod);
  const nobody = await status(`http://${address}:8080/`);
  const wrong = await status('--user', 'alice:wrong', `http://${address}:8080/`);
  const alice = await trial.until('alice gets through', 30, async () => {
    const code = await status('--user', 'alice:correct horse', `http://${address}:8080/-/ready`);
    return code === '200' && code;
  });
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
  const metrics = await trial.processes().curl('node', '--fail', `http://${addressOf(pod)}:${port}/metrics`);
  const status = await trial.processes().curl('node', `http://${addressOf(pod)}:8081/stub_status`);
  const lines = metrics.output.split('\n').filter((line) => /^nginx(_up|_http_requests_total) /.test(line));
  print([`${clock(new Date())}  ${lines.join(', ')}`, `the status page from the node: ${status.output}`]);
  assert.ok(lines.includes('nginx_up 1'), metrics.output);
  assert.equal(status.code, REFUSED);
});
