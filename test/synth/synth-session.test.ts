import { existsSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart, Include, JsonPatch, Lazy, Testing, YamlOutputType } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { Endpoint, KubernetesVersion, PatternPod, PodValidation, Sidecar, WorkloadType } from '../../src';
import { patchedPointers } from '../../src/synth/json-patches';
import { hookSynth } from '../../src/synth/synth-hooks';
import * as judging from '../../src/validation/judge';

const IMAGE = 'nginx:1.29';

/** Every file below a folder with its text. */
function filesBelow(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    entries.map(({ parentPath, name }) => [join(parentPath, name).slice(folder.length), readFileSync(join(parentPath, name), 'utf8')]),
  );
}

/** A workload that counts how often it is serialized. */
function counted(scope: Construct, id: string, count: () => void): ApiObject {
  return new ApiObject(scope, id, {
    apiVersion: 'v1',
    kind: 'Pod',
    spec: Lazy.any({
      produce: () => {
        count();
        return { containers: [{ name: 'main', image: IMAGE }] };
      },
    }),
  });
}

function plainApp(props: { yamlOutputType: YamlOutputType }, prepare: (app: App) => void = () => undefined): App {
  const app = Testing.app(props);
  const outer = new Chart(app, 'outer');
  const inner = new Chart(outer, 'inner');
  const other = new Chart(app, 'other', { namespace: 'shop' });
  const settings = new kplus.ConfigMap(inner, 'settings', { data: { b: '1', a: '2' } });
  const web = new kplus.Deployment(other, 'web', { containers: [{ image: IMAGE, ports: [{ number: 80 }] }] });
  const service = web.exposeViaService();
  service.node.addDependency(settings);
  new ApiObject(outer, 'raw', { apiVersion: 'example.com/v1', kind: 'Widget', spec: { z: [1], a: null } });
  prepare(app);
  return app;
}

const OUTPUT_TYPES = Object.entries(YamlOutputType).filter((entry): entry is [string, YamlOutputType] => typeof entry[1] === 'number');

describe.each(OUTPUT_TYPES)('an app with files of the kind %s', (_, yamlOutputType) => {
  test('is written byte for byte as cdk8s writes it', () => {
    const bare = plainApp({ yamlOutputType });
    bare.synth();
    const hooked = plainApp({ yamlOutputType }, (app) => PodValidation.enforce(app));
    hooked.synth();
    expect(Object.keys(filesBelow(bare.outdir))).not.toEqual([]);
    expect(filesBelow(hooked.outdir)).toEqual(filesBelow(bare.outdir));
    expect(hooked.synthYaml()).toBe(bare.synthYaml());
  });

  test('has each manifest made once in a synth, however many charts there are', () => {
    const app = Testing.app({ yamlOutputType });
    let serialized = 0;
    for (let index = 0; index < 20; index += 1) counted(new Chart(app, `chart-${index}`), 'pod', () => (serialized += 1));
    PodValidation.enforce(app);
    app.synth();
    expect(serialized).toBe(20);
    app.synthYaml();
    expect(serialized).toBe(40);
  });

  test('has nothing written when a pod is wrong', () => {
    const app = Testing.app({ yamlOutputType });
    new kplus.ConfigMap(new Chart(app, 'good'), 'settings', { data: { a: '1' } });
    new PatternPod(new Chart(app, 'bad'), 'web', { main: { image: '' } });
    expect(() => app.synth()).toThrow('[bad/web]');
    expect(filesBelow(app.outdir)).toEqual({});
  });
});

describe('a synth', () => {
  test('shows the errors of all charts together, and succeeds once they are mended', () => {
    const app = Testing.app();
    const bad = ['one', 'two'].map((id) => new ApiObject(new Chart(app, id), 'pod', { apiVersion: 'v1', kind: 'Pod', spec: {} }));
    PodValidation.enforce(app);
    expect(() => app.synth()).toThrow(/\[one\/pod\][^]*\[two\/pod\]/);
    for (const pod of bad) pod.addJsonPatch(JsonPatch.add('/spec/containers', [{ name: 'main', image: IMAGE }]));
    app.synth();
    expect(readdirSync(app.outdir)).toHaveLength(2);
  });

  test('sees what changed since the last one', () => {
    const chart = Testing.chart();
    const pod = new PatternPod(chart, 'web', { main: { image: IMAGE } });
    const nameOf = () => (Testing.synth(chart)[0] as { spec: { template: { spec: { initContainers?: unknown[] } } } }).spec.template.spec;
    expect(nameOf().initContainers).toBeUndefined();
    pod.addRole(new Sidecar({ image: 'busybox:1.37' }));
    expect(nameOf().initContainers).toHaveLength(1);
  });

  test('reaches what is constructed after the app was hooked', () => {
    const app = Testing.app();
    PodValidation.enforce(app);
    new kplus.k8s.KubePod(new Chart(app, 'late'), 'pod', { spec: { containers: [{ name: 'Main', image: IMAGE }] } });
    expect(() => app.synth()).toThrow('spec.containers[0].name');
  });

  test('judges what JSON patches did', () => {
    const app = Testing.app();
    const pod = counted(new Chart(app, 'c'), 'pod', () => undefined);
    pod.addJsonPatch(JsonPatch.replace('/spec/containers/0/name', 'Main'));
    PodValidation.enforce(app);
    expect(() => app.synthYaml()).toThrow('[c/pod]');
    expect(() => Testing.synth(Chart.of(pod))).toThrow('[c/pod]');
  });

  test('judges what was included', () => {
    const folder = mkdtempSync(join(tmpdir(), 'included-'));
    writeFileSync(
      join(folder, 'pod.yaml'),
      'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n  - name: web\n    imagee: x\n',
    );
    const app = Testing.app();
    new Include(new Chart(app, 'c'), 'yaml', { url: join(folder, 'pod.yaml') });
    PodValidation.enforce(app);
    expect(() => app.synth()).toThrow('Write image.');
  });

  test('shows other validations of the app beside its own', () => {
    const app = Testing.app();
    const chart = new Chart(app, 'c');
    chart.node.addValidation({ validate: () => ['somebody else has found something'] });
    new PatternPod(chart, 'web', { main: { image: '' } });
    expect(() => app.synth()).toThrow(/somebody else has found something[^]*\[c\/web\]/);
  });

  test('shows what cdk8s-plus throws beside everything else', () => {
    const app = Testing.app();
    const chart = new Chart(app, 'c');
    new kplus.Deployment(chart, 'empty');
    new PatternPod(chart, 'web', { main: { image: '' } });
    PodValidation.enforce(app);
    expect(() => app.synth()).toThrow(/\[c\/empty\][^]*PodSpec must have at least 1 container[^]*\[c\/web\]/);
    expect(existsSync(app.outdir) ? readdirSync(app.outdir) : []).toEqual([]);
  });

  test('shows of any object of the app that it cannot be made, before a file is written', () => {
    const app = Testing.app();
    new PatternPod(new Chart(app, 'first'), 'web', { main: { image: '' } });
    new kplus.Service(new Chart(app, 'second'), 'portless');
    new ApiObject(new Chart(app, 'third'), 'widget', {
      apiVersion: 'example.com/v1',
      kind: 'Widget',
      spec: Lazy.any({
        produce: () => {
          throw new Error('nobody knows the size');
        },
      }),
    });
    expect(() => app.synth()).toThrow(
      /\[first\/web\][^]*\[second\/portless\][^]*contract\/serializable[^]*\[third\/widget\][^]*nobody knows the size/,
    );
    expect(filesBelow(app.outdir)).toEqual({});
  });

  test('of one chart leaves the objects of others alone that no pod needs', () => {
    const app = Testing.app();
    const chart = new Chart(app, 'c');
    new PatternPod(chart, 'web', { main: { image: IMAGE } });
    let serialized = 0;
    new ApiObject(new Chart(app, 'other'), 'widget', {
      apiVersion: 'example.com/v1',
      kind: 'Widget',
      spec: Lazy.any({ produce: () => ({ size: (serialized += 1) }) }),
    });
    expect(Testing.synth(chart)).toHaveLength(1);
    expect(serialized).toBe(0);
  });

  test('of a thousand charts makes a thousand manifests', () => {
    const app = Testing.app();
    let serialized = 0;
    for (let index = 0; index < 1000; index += 1) counted(new Chart(app, `chart-${index}`), 'pod', () => (serialized += 1));
    PodValidation.enforce(app);
    app.synthYaml();
    expect(serialized).toBe(1000);
  });

  test('makes a manifest once also where a validation and a lazy value ask for it', () => {
    const app = Testing.app();
    const chart = new Chart(app, 'c');
    let serialized = 0;
    const pod = counted(chart, 'pod', () => (serialized += 1));
    new ApiObject(chart, 'copy', {
      apiVersion: 'example.com/v1',
      kind: 'Widget',
      spec: Lazy.any({ produce: () => (pod.toJson() as { spec: unknown }).spec }),
    });
    chart.node.addValidation({ validate: () => ((pod.toJson() as { kind: string }).kind === 'Pod' ? [] : ['no pod']) });
    chart.node.addValidation({ validate: () => (Object.values(chart.toJson()).length === 2 ? [] : ['not two objects']) });
    PodValidation.enforce(app);
    app.synth();
    expect(serialized).toBe(1);
  });

  test('judges a pod with the Services of its app, whatever version it is for', () => {
    const chart = Testing.chart();
    const web = new PatternPod(chart, 'web', {
      main: { image: IMAGE, endpoints: [Endpoint.http(8080)] },
      kubernetesVersion: KubernetesVersion.V1_36,
    });
    new PatternPod(chart, 'api', { main: { image: IMAGE }, kubernetesVersion: KubernetesVersion.V1_31 });
    web.expose();
    const judged = jest.spyOn(judging, 'judge');
    try {
      Testing.synth(chart);
      const kinds = judged.mock.calls.map(([subjects]) =>
        subjects.map(
          ({ manifest, version, judged: isJudged }) => `${String(manifest.kind)} ${isJudged ? version?.toString() : 'beside it'}`,
        ),
      );
      expect(kinds).toEqual([['Deployment 1.36', 'Service beside it', 'Deployment 1.31']]);
    } finally {
      judged.mockRestore();
    }
  });

  test('ends also when it fails, so that the next one starts from nothing', () => {
    const app = Testing.app();
    const chart = new Chart(app, 'c');
    let fails = true;
    chart.node.addValidation({ validate: () => (fails ? ['not yet'] : []) });
    new PatternPod(chart, 'web', { main: { image: IMAGE } });
    expect(() => app.synth()).toThrow('not yet');
    fails = false;
    app.synth();
    expect(readdirSync(app.outdir)).toEqual(['c.k8s.yaml']);
  });

  test('of one app knows nothing of another one that is synthesized within it', () => {
    const app = Testing.app();
    const chart = new Chart(app, 'c');
    let within = 0;
    chart.node.addValidation({
      validate: () => {
        const other = Testing.chart();
        new PatternPod(other, 'inner', { main: { image: IMAGE } });
        within = Testing.synth(other).length;
        return [];
      },
    });
    new PatternPod(chart, 'outer', { main: { image: IMAGE } });
    app.synth();
    expect(within).toBe(1);
    expect(filesBelow(app.outdir)['/c.k8s.yaml']).toContain('c-outer');
  });
});

describe('the hook', () => {
  test('is found where the jsii kernel looks for a method', () => {
    const chart = Testing.chart();
    const pod = new PatternPod(chart, 'web', { main: { image: IMAGE }, roles: [new Sidecar({ image: 'busybox:1.37' })] });
    const apiObject = ApiObject.of(pod);
    const kernelCall = (apiObject.constructor as typeof ApiObject).prototype.toJson.bind(apiObject);
    expect(JSON.stringify(kernelCall())).toContain('busybox:1.37');
    expect(Object.keys(apiObject)).not.toContain('toJson');
  });

  test('leaves names and types as they are, and is put in once', () => {
    const app = Testing.app();
    const chart = new Chart(app, 'c');
    const pod = ApiObject.of(new PatternPod(chart, 'web', { main: { image: IMAGE } }));
    const prototype: unknown = Object.getPrototypeOf(pod);
    hookSynth(pod);
    expect(Object.getPrototypeOf(pod)).toBe(prototype);
    expect([app.constructor.name, chart.constructor.name, pod.constructor.name]).toEqual(['App', 'Chart', 'KubeDeployment']);
    expect([app instanceof App, chart instanceof Chart, pod instanceof kplus.k8s.KubeDeployment]).toEqual([true, true, true]);
  });

  test('outside of a synth gives the whole manifest and throws what cannot be made', () => {
    const chart = Testing.chart();
    const pod = new PatternPod(chart, 'web', { main: { image: IMAGE }, roles: [new Sidecar({ image: 'busybox:1.37' })] });
    expect(JSON.stringify(ApiObject.of(pod).toJson())).toContain('busybox:1.37');
    const empty = new kplus.Deployment(chart, 'empty');
    empty.with(new Sidecar({ image: 'busybox:1.37' }));
    expect(() => ApiObject.of(empty).toJson() as unknown).toThrow('PodSpec must have at least 1 container');
  });
});

describe('keys', () => {
  afterEach(() => {
    delete process.env.CDK8S_DISABLE_SORT;
  });

  test('are in order, unless cdk8s was told not to', () => {
    const chart = Testing.chart();
    const pod = new PatternPod(chart, 'web', { main: { image: IMAGE }, workload: WorkloadType.pod(), osName: 'linux' });
    pod.patch(JsonPatch.add('/spec/activeDeadlineSeconds', 60));
    const specKeys = () => Object.keys((ApiObject.of(pod).toJson() as { spec: object }).spec);
    expect(specKeys()).toEqual([...specKeys()].sort());
    process.env.CDK8S_DISABLE_SORT = '1';
    expect(specKeys()).not.toEqual([...specKeys()].sort());
  });
});

describe('warnings and advice', () => {
  test('are printed to standard error once, however often the app is synthesized', () => {
    const written: string[] = [];
    const spy = jest.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0);
    try {
      const app = Testing.app();
      new PatternPod(new Chart(app, 'c'), 'web', {
        main: { image: IMAGE },
        workload: WorkloadType.deployment({ volumes: [kplus.Volume.fromEmptyDir(app, 'v', 'unused')] }),
      });
      app.synth();
      app.synthYaml();
    } finally {
      spy.mockRestore();
    }
    const about = written.filter((text) => text.includes('practice/volume-is-mounted'));
    expect(about).toHaveLength(1);
    expect(about[0]).toMatch(/^\[c\/web\] advice: spec\.template\.spec\.volumes\[0\]: no container mounts volume 'unused'/);
  });
});

describe('patches', () => {
  const spec = (pod: PatternPod) => (ApiObject.of(pod).toJson() as { spec: Record<string, unknown> }).spec;

  test('of a pattern have the last word and lose nothing', () => {
    const pod = new PatternPod(Testing.chart(), 'web', { main: { image: IMAGE }, workload: WorkloadType.pod() });
    pod.patch(JsonPatch.replace('/spec/enableServiceLinks', true), JsonPatch.add('/spec/resources', { limits: { cpu: '2' } }));
    expect(spec(pod)).toMatchObject({ enableServiceLinks: true, resources: { limits: { cpu: '2' } } });
  });

  test('fails on what a patch adds and the serialization drops', () => {
    const chart = Testing.chart();
    const pod = new PatternPod(chart, 'web', { main: { image: IMAGE }, workload: WorkloadType.pod() });
    const apiObject = ApiObject.of(pod);
    apiObject.addJsonPatch(JsonPatch.add('/spec/containers/0/resources', { limits: { memory: '1Gi' } }));
    apiObject.addJsonPatch(JsonPatch.add('/metadata/annotations', { 'a~b/c': 'kept' }));
    apiObject.addJsonPatch(JsonPatch.add('/metadata/owner~1team', 'shop'));
    apiObject.addJsonPatch(JsonPatch.add('/spec/tolerations', []), JsonPatch.add('/spec/tolerations/-', { key: 'gpu' }));
    const message = (() => {
      try {
        return JSON.stringify(Testing.synth(chart));
      } catch (error) {
        return (error as Error).message;
      }
    })();
    expect(message).toContain("the JSON patch on '/spec/containers/0/resources/limits/memory' does not reach the manifest");
    expect(message).toContain('spec.containers[0].resources.limits.memory');
    expect(message).toContain('metadata[owner/team]: the JSON patch');
    expect(message.match(/contract\/lost-patch \(/g)).toHaveLength(2);
  });

  test('that move a value keep both of its places from roles', () => {
    const apiObject = new ApiObject(Testing.chart(), 'web', { apiVersion: 'v1', kind: 'Pod' });
    apiObject.addJsonPatch(JsonPatch.move('/spec/old', '/spec/new'), JsonPatch.copy('/spec/a', '/spec/b'), JsonPatch.test('/spec/c', 1));
    expect(patchedPointers(apiObject)).toEqual(['/spec/new', '/spec/old', '/spec/b']);
  });

  test.each<[string, JsonPatch[]]>([
    ['removed', [JsonPatch.add('/spec/os', { name: 'linux', arch: 'arm64' }), JsonPatch.remove('/spec/os')]],
    ['replaced', [JsonPatch.add('/spec/os', { arch: 'arm64' }), JsonPatch.replace('/spec/os', { name: 'linux' })]],
    [
      'moved along its list',
      [
        JsonPatch.add('/spec/containers/0', { name: 'second', image: IMAGE, tty: true }),
        JsonPatch.add('/spec/containers/0', { name: 'first', image: IMAGE }),
      ],
    ],
  ])('that a later one has %s are not lost', (_, patches) => {
    const chart = Testing.chart();
    const pod = new kplus.k8s.KubePod(chart, 'pod', { spec: { containers: [{ name: 'main', image: IMAGE }] } });
    pod.addJsonPatch(...patches, JsonPatch.test('/kind', 'Pod'));
    PodValidation.enforce(chart);
    expect(Testing.synth(chart)).toHaveLength(1);
  });

  test('fails on a last patch that fits nothing, beside everything else', () => {
    const chart = Testing.chart();
    new PatternPod(chart, 'web', { main: { image: IMAGE } }).patch(JsonPatch.remove('/spec/nothing/here'));
    new PatternPod(chart, 'api', { main: { image: '' } });
    expect(() => Testing.synth(chart)).toThrow(/\[test\/web\][^]*contract\/serializable[^]*\[test\/api\]/);
  });

  test('fails on what a patch adds lazily and no value comes of', () => {
    const chart = Testing.chart();
    new ApiObject(chart, 'pod', { apiVersion: 'v1', kind: 'Pod', spec: { containers: [{ name: 'main', image: IMAGE }] } }).addJsonPatch(
      JsonPatch.add('/spec/os', { name: Lazy.any({ produce: () => undefined }) }),
    );
    PodValidation.enforce(chart);
    expect(() => Testing.synth(chart)).toThrow('spec.os.name');
  });

  test('give the same manifest at every synth', () => {
    const chart = Testing.chart();
    const pod = new PatternPod(chart, 'web', { main: { image: IMAGE }, workload: WorkloadType.pod() });
    pod.patch(JsonPatch.add('/spec/tolerations', []), JsonPatch.add('/spec/tolerations/-', { key: 'gpu' }));
    expect(Testing.synth(chart)).toEqual(Testing.synth(chart));
    expect(spec(pod).tolerations).toEqual([{ key: 'gpu' }]);
  });
});

describe('the Kubernetes version of a manifest', () => {
  /** The synth of a pod with resources of its own, which no version below 1.32 knows. */
  function synthFor(app: string | undefined, chartVersion: unknown, own?: KubernetesVersion): () => unknown {
    const root = Testing.app();
    if (app !== undefined) root.node.setContext('pod-patterns/kubernetes-version', app);
    const chart = new Chart(root, 'c');
    if (chartVersion !== undefined) chart.node.setContext('pod-patterns/kubernetes-version', chartVersion);
    new PatternPod(chart, 'web', { main: { image: IMAGE }, podResources: { cpu: { limit: kplus.Cpu.units(1) } }, kubernetesVersion: own });
    return () => Testing.synth(chart);
  }

  test.each<[string, string | undefined, unknown, KubernetesVersion | undefined]>([
    ["the chart's context rather than the app's", '1.28', '1.36', undefined],
    ["a chart's context as a version", '1.28', KubernetesVersion.V1_36, undefined],
    ['the prop rather than any context', '1.28', '1.28', KubernetesVersion.V1_36],
    ['a version that knows every field of the pod where nothing is said', undefined, undefined, undefined],
  ])('is %s', (_, app, chart, own) => {
    expect(synthFor(app, chart, own)).not.toThrow();
  });

  test.each<[string, string | undefined, unknown, KubernetesVersion | undefined]>([
    ['of the nearest context', '1.36', '1.28', undefined],
    ['of the prop', '1.36', '1.36', KubernetesVersion.V1_28],
  ])('fails on what is newer than the version %s', (_, app, chart, own) => {
    expect(synthFor(app, chart, own)).toThrow('spec.template.spec.resources');
  });
});
