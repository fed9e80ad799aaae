import { reportOf } from '../../../examples/demo/report';
import { Terminal } from '../../../examples/demo/terminal';

const PLAIN = new Terminal({ isTTY: false } as NodeJS.WriteStream);

test('the pods of a manifest stand below its path, aligned, in the order in which their containers start', () => {
  const containers = [{ name: 'main' }, { name: 'logger' }];
  const objects = [
    { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec: { containers } },
    { apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' } },
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'long-name' },
      spec: { initContainers: [{ name: 'prepare' }], containers: [{ name: 'main' }] },
    },
  ];
  const manifests = [{ path: '/repo/examples/x/dist/x.k8s.yaml', objects }];
  expect(reportOf('x', { succeeded: true, manifests, messages: '', seconds: 1.23 }, '/repo', PLAIN)).toEqual([
    'ok     x 1.2 s',
    '       examples/x/dist/x.k8s.yaml',
    '         Pod a          main (main) + logger (container)',
    '         Pod long-name  prepare (init task) → main (main)',
    '',
  ]);
});

test('what an example says is shown below it, indented', () => {
  expect(reportOf('x', { succeeded: true, manifests: [], messages: 'advice: one\n  two', seconds: 1 }, '/repo', PLAIN)).toEqual([
    'ok     x 1.0 s',
    '         advice: one',
    '           two',
    '',
  ]);
});

test('fails an example with what the synth said, and the places that are its own', () => {
  const messages = [
    'Error: no',
    '    at new Web (/repo/examples/x/main.ts:3:1)',
    '    at Module._compile (node:internal/modules/cjs/loader:1:1)',
  ];
  const synthesis = { succeeded: false, manifests: [], messages: messages.join('\n'), seconds: 1 };
  expect(reportOf('x', synthesis, '/repo', PLAIN)).toEqual([
    'FAILED x 1.0 s',
    '         Error: no',
    '             at new Web (/repo/examples/x/main.ts:3:1)',
    '',
  ]);
});
