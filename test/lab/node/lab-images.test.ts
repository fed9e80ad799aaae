import { example } from '../../../lab/node/observations/examples';
import { LAB_IMAGES, withLabImages } from '../../../lab/node/observations/lab-images';
import { JsonObject, asList, asObject } from '../../../src/manifest/json';

const POD: JsonObject = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', annotations: { image: 'nginx' } },
  spec: {
    initContainers: [{ name: 'prepare', image: 'busybox:1.37', command: ['true'] }],
    containers: [{ name: 'web', image: 'nginx', imagePullPolicy: 'Always' }],
  },
};

test('every container gets the image that the lab has for its own, and is never pulled', () => {
  const { spec } = withLabImages(POD);
  expect(spec).toEqual({
    initContainers: [{ name: 'prepare', image: 'localhost/busybox:lab', imagePullPolicy: 'Never', command: ['true'] }],
    containers: [{ name: 'web', image: 'localhost/nginx:lab', imagePullPolicy: 'Never' }],
  });
});

test('nothing but containers is changed, and the manifest itself is not', () => {
  const before = structuredClone(POD);
  expect(withLabImages(POD).metadata).toEqual(POD.metadata);
  expect(POD).toEqual(before);
});

test('fails on an image that the lab has none for, and says where to add one', () => {
  const pod = { ...POD, spec: { containers: [{ name: 'app', image: 'shop/app:1' }] } };
  expect(() => withLabImages(pod)).toThrow("the lab has no image for 'shop/app:1': add one to lab/node/images.json");
});

test('one image of the lab stands for one of an example', () => {
  expect(LAB_IMAGES.get('debian:12-slim')).toBe('localhost/debian:lab');
  expect(LAB_IMAGES.get('debian')).toBe('localhost/debian:lab');
});

test('an example is read from the snapshot of its test as it was written', () => {
  const [config] = example('patterns/guard').filter(({ kind }) => kind === 'ConfigMap');
  expect(asObject(config.data)['default.conf.template']).toContain('proxy_pass ${UPSTREAM};');
  const [pod] = example('tutorials/mc1', 'as-written.k8s.yaml');
  expect(asList(asObject(pod.spec).containers)).toHaveLength(2);
});

test('fails on an example that there is not', () => {
  expect(() => example('tutorials/mc2')).toThrow('the snapshot of the examples has no tutorials/mc2');
});
