import { Chart, Testing } from 'cdk8s';
import { Ambassador, Endpoint, PatternPod, WorkloadType } from '../../src';
import { INTENT_ANNOTATION } from '../../src/manifest/intent-annotation';
import { PodModel } from '../../src/manifest/pod-model';
import { KEEP_INTENT_CONTEXT, KEEP_INTENT_VARIABLE } from '../../src/synth/keep-intent';

/** The Deployment of a pod with an ambassador, in a chart with or without the context. */
function deployment(keepIntent?: unknown) {
  const chart = new Chart(Testing.app(), 'shop');
  if (keepIntent !== undefined) chart.node.setContext(KEEP_INTENT_CONTEXT, keepIntent);
  const pod = new PatternPod(chart, 'api', {
    workload: WorkloadType.deployment(),
    main: { image: 'shop/api:4.2', endpoints: [Endpoint.http(8080)] },
  });
  pod.with(
    new Ambassador({
      name: 'db',
      image: 'proxy:2.1',
      listens: Endpoint.tcp(5432),
      upstream: 'db.shop:5432',
      addressVariables: { host: 'DB_HOST' },
    }),
  );
  return Testing.synth(chart)[0];
}

afterEach(() => {
  delete process.env[KEEP_INTENT_VARIABLE];
});

test('a manifest keeps nothing unless it is asked to', () => {
  expect(deployment().metadata.annotations).toBeUndefined();
  expect(deployment(false).metadata.annotations).toBeUndefined();
});

test('by the context, the workload keeps the roles, and its pod template does not change', () => {
  const kept = deployment(true);
  expect(kept.metadata.annotations[INTENT_ANNOTATION]).toContain('"upstream":"db.shop:5432"');
  expect(kept.spec).toEqual(deployment().spec);
  expect(PodModel.read(kept)?.container('db')?.role).toBe('ambassador');
});

test('the environment asks for it where the app says nothing, and the app has the last word', () => {
  process.env[KEEP_INTENT_VARIABLE] = 'true';
  expect(deployment().metadata.annotations).toBeDefined();
  expect(deployment(false).metadata.annotations).toBeUndefined();
});
