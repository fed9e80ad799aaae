import { existsSync, readFileSync } from 'fs';
import { join } from 'path';
import { exampleFolders } from '../../examples/demo/example-folders';
import { asObject, objectsOf } from '../../src/manifest/json';
import { EXAMPLES, SynthesizedExample } from './synthesized-example';

const FOLDERS = exampleFolders(EXAMPLES);
const IS_TUTORIAL = /^tutorials\//;

test('there are examples on every kind of workload', () => {
  const kinds = FOLDERS.flatMap((folder) => SynthesizedExample.of(folder).pods()).map(({ workload }) => workload.kind);
  expect(new Set(kinds)).toEqual(new Set(['Pod', 'Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob']));
});

test('the table of the examples names every folder', () => {
  const readme = readFileSync(join(EXAMPLES, 'README.md'), 'utf8');
  const named = [...readme.matchAll(/^\| `([^`]+)` \|/gm)].map(([, folder]) => folder);
  expect(named.sort()).toEqual(FOLDERS);
});

describe.each(FOLDERS)('%s', (folder) => {
  test('is an app with a README', () => {
    expect(['main.ts', 'cdk8s.yaml', 'README.md'].filter((file) => !existsSync(join(EXAMPLES, folder, file)))).toEqual([]);
    expect(readFileSync(join(EXAMPLES, folder, 'cdk8s.yaml'), 'utf8')).toBe('language: typescript\napp: npx ts-node main.ts\n');
  });

  test('writes what is pinned', () => {
    for (const [file, text] of Object.entries(SynthesizedExample.of(folder).files)) expect(text).toMatchSnapshot(file);
  });

  test('has nothing that the library warns of, but in tutorials as they are written', () => {
    // The lines below the first of a notice are indented.
    const notices = SynthesizedExample.of(folder)
      .notices.split('\n')
      .filter((line) => /^\S/.test(line));
    expect(notices.filter((line) => !line.includes('[as-written/'))).toEqual([]);
  });

  test('meets the Pod Security Standard restricted, but for tutorials as they are written', () => {
    const { files } = SynthesizedExample.of(folder);
    for (const file of Object.keys(files).filter((each) => !(IS_TUTORIAL.test(folder) && each.startsWith('as-written')))) {
      for (const pod of SynthesizedExample.of(folder).pods(file)) {
        const ofPod = asObject(pod.spec.securityContext);
        for (const container of pod.containers) {
          const security = asObject(container.securityContext);
          expect(security).toMatchObject({
            allowPrivilegeEscalation: false,
            capabilities: { drop: ['ALL'] },
            readOnlyRootFilesystem: true,
          });
          expect(security.runAsNonRoot ?? ofPod.runAsNonRoot).toBe(true);
          expect(security.seccompProfile ?? ofPod.seccompProfile).toEqual({ type: 'RuntimeDefault' });
          expect(security.runAsUser ?? ofPod.runAsUser).not.toBe(0);
          expect(container.resources).toMatchObject({ limits: { memory: expect.any(String) }, requests: { cpu: expect.any(String) } });
        }
      }
    }
  });

  test('names main for kubectl, but in tutorials as they are written', () => {
    const { files } = SynthesizedExample.of(folder);
    for (const file of Object.keys(files)) {
      for (const pod of SynthesizedExample.of(folder).pods(file)) {
        const named = pod.annotations['kubectl.kubernetes.io/default-container'];
        if (file.startsWith('as-written')) expect(named).toBeUndefined();
        else expect(named).toBe(objectsOf(pod.spec.containers)[0].object.name);
      }
    }
  });

  test('pins the version of every image, but in tutorials as they are written', () => {
    const { files } = SynthesizedExample.of(folder);
    const images = Object.keys(files)
      .filter((file) => !file.startsWith('as-written'))
      .flatMap((file) => SynthesizedExample.of(folder).pods(file))
      .flatMap((pod) => pod.containers.map(({ image }) => String(image)));
    expect(images.filter((image) => !/:[^:/]+$/.test(image) || image.endsWith(':latest'))).toEqual([]);
  });
});
