import assert from 'node:assert/strict';
import { example } from './examples';
import { story } from './log-line';
import { observe } from './observe';
import { addressOf } from './pod-facts';

observe(
  'mc1 as written: nginx serves the page that debian writes, and the page grows',
  async (trial, print) => {
    await trial.apply(...example('tutorials/mc1', 'as-written.k8s.yaml'));
    const pod = await trial.readyPod();
    const pages: string[] = [];
    while (pages.length < 3) {
      const page = await trial.processes().curl('node', '--fail', `http://${addressOf(pod)}/`);
      if (page.code === 0) pages.push(page.output);
      await new Promise((resolve) => setTimeout(resolve, 2000));
    }
    print(pages.map((page) => `${page.split('\n').length} lines, the last: ${page.split('\n').at(-1)}`));
    const lengths = pages.map(({ length }) => length);
    assert.ok(lengths[0] < lengths[1] && lengths[1] < lengths[2], `the page does not grow: ${lengths.join(', ')} bytes`);
  },
  { enforces: 'privileged' },
);

observe('mc1 as patterns: the page is fresh, and was there before nginx was', async (trial, print) => {
  await trial.apply(...example('tutorials/mc1', 'as-patterns.k8s.yaml'));
  const pod = await trial.readyPod();
  const ask = () => trial.processes().curl('node', '--fail', `http://${addressOf(pod)}:8080/`);
  const first = await ask();
  await new Promise((resolve) => setTimeout(resolve, 3000));
  const second = await ask();
  print([first.output, second.output]);
  assert.deepEqual([first.code, second.code], [0, 0]);
  assert.notEqual(first.output, second.output);
});

observe(
  'multi-container-demo as written: the logger never gets its file',
  async (trial, print) => {
    await trial.apply(...example('tutorials/multi-container-demo', 'as-written.k8s.yaml'));
    const pod = await trial.pod('nginx has an address', (each) => addressOf(each) !== '');
    await trial.until(
      'nginx answers',
      20,
      async () => (await trial.processes().curl('node', '--fail', `http://${addressOf(pod)}/`)).code === 0,
    );
    await new Promise((resolve) => setTimeout(resolve, 3000));
    const lines = await trial.log(pod, 'sidecar-logger');
    print(story(lines));
    assert.ok(lines.length > 0);
    for (const { text } of lines) assert.match(text, /can't open|no files/);
  },
  { enforces: 'privileged' },
);

observe('multi-container-demo as patterns: the log line arrives', async (trial, print) => {
  await trial.apply(...example('tutorials/multi-container-demo', 'as-patterns.k8s.yaml'));
  const pod = await trial.readyPod();
  await trial.processes().curl('node', '--fail', `http://${addressOf(pod)}:8080/?seen`);
  const line = await trial.until('the line is in the log of the logger', 20, async () =>
    (await trial.log(pod, 'sidecar-logger')).find(({ text }) => text.includes('GET /?seen')),
  );
  print(story([line]));
  assert.match(line.text, /"GET \/\?seen HTTP\/1\.1" 200/);
});

observe('init-container as patterns: nginx serves what the init task wrote', async (trial, print) => {
  await trial.apply(...example('tutorials/init-container', 'as-patterns.k8s.yaml'));
  const pod = await trial.readyPod();
  const page = await trial.processes().curl('node', '--fail', `http://${addressOf(pod)}:8080/ready`);
  print([page.output]);
  assert.equal(page.output, 'initializing');
});
