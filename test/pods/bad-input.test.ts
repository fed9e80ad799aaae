import { existsSync, readdirSync } from 'node:fs';
import { ApiObject, Chart, JsonPatch, Size, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  AdapterPod,
  Ambassador,
  AmbassadorPod,
  BindAddress,
  ConfiguredPod,
  Dependency,
  Endpoint,
  Guard,
  GuardedPod,
  GuardedPodProps,
  HealthProbe,
  InitTask,
  InitializedPod,
  KubernetesVersion,
  LifecycleHandler,
  PatternPod,
  PatternPodProps,
  Role,
  SharedVolume,
  Sidecar,
  SidecarPod,
  WorkloadType,
} from '../../src';

const LOOPBACK = { bindAddress: BindAddress.LOOPBACK };
const IMAGE = 'nginx:1.29';

/** What a synth throws of an app whose chart `demo` was filled; the test fails when it writes anything. */
function errorsOf(fill: (chart: Chart) => void): string {
  const app = Testing.app();
  fill(new Chart(app, 'demo'));
  let message = '';
  try {
    app.synth();
  } catch (error) {
    message = (error as Error).message;
  }
  expect(existsSync(app.outdir) ? readdirSync(app.outdir) : []).toEqual([]);
  return message;
}

/** The errors of one pod. */
function errorsOfPod(props: Partial<PatternPodProps>): string {
  return errorsOf((chart) => new PatternPod(chart, 'web', { main: { image: IMAGE }, ...props }));
}

function sidecar(name: string): Sidecar {
  return new Sidecar({ name, image: 'busybox:1.37' });
}

interface BadInput {
  readonly title: string;
  readonly errors: () => string;
  /** What the error says: the construct path, the field, the value, what is allowed, the fix. */
  readonly says: string[];
}

const BAD_INPUTS: BadInput[] = [
  {
    title: 'an empty image',
    errors: () => errorsOfPod({ main: { image: '' } }),
    says: ['[demo/web]', 'spec.template.spec.containers[0].image', 'fix: '],
  },
  {
    title: 'a missing image',
    errors: () => errorsOfPod({ main: {} as PatternPodProps['main'] }),
    says: ['[demo/web]', 'spec.template.spec.containers[0].image', 'fix: '],
  },
  {
    title: 'a container name that is no DNS label',
    errors: () => errorsOfPod({ roles: [sidecar('Log_Agent')] }),
    says: ['[demo/web]', 'initContainers[0].name', '"Log_Agent"', 'allowed: ', 'log-agent'],
  },
  {
    title: 'a container name that is too long',
    errors: () => errorsOfPod({ main: { name: 'a'.repeat(64), image: IMAGE } }),
    says: ['[demo/web]', 'containers[0].name', '63 characters', 'a'.repeat(63)],
  },
  {
    title: 'two containers of one name, whatever their kind',
    errors: () => errorsOfPod({ roles: [sidecar('main'), new InitTask({ name: 'main', image: IMAGE })] }),
    says: ['[demo/web]', 'initContainers[0].name', 'initContainers[1].name', '"main"'],
  },
  {
    title: 'two endpoints on one port',
    errors: () =>
      errorsOfPod({
        main: { image: IMAGE, endpoints: [Endpoint.http(8080)] },
        roles: [new Sidecar({ image: IMAGE, endpoints: [Endpoint.tcp(8080, LOOPBACK)] })],
      }),
    says: ['[demo/web]', '8080', 'main', 'sidecar', 'fix: '],
  },
  {
    title: 'a container port out of range',
    errors: () => errorsOfPod({ main: { image: IMAGE, ports: [{ number: 80000 }] } }),
    says: ['[demo/web]', 'containers[0].ports[0].containerPort', '80000', '65535', 'fix: '],
  },
  {
    title: 'a port name that is there twice in a container',
    errors: () =>
      errorsOfPod({ main: { image: IMAGE, endpoints: [Endpoint.http(80, { name: 'web' }), Endpoint.http(81, { name: 'web' })] } }),
    says: ['[demo/web]', 'containers[0].ports[1].name', '"web"'],
  },
  {
    title: 'an overlong port name',
    errors: () => errorsOfPod({ main: { image: IMAGE, endpoints: [Endpoint.http(80, { name: 'a-much-too-long-name' })] } }),
    says: ['[demo/web]', 'containers[0].ports[0].name', '"a-much-too-long-name"', '15 characters'],
  },
  {
    title: 'one mount path twice in a container',
    errors: () => {
      const [one, other] = ['one', 'other'].map((name) => SharedVolume.emptyDir(name, { sizeLimit: Size.mebibytes(1) }));
      return errorsOfPod({ main: { image: IMAGE, shares: [one.writtenAt('/data'), other.writtenAt('/data')] } });
    },
    says: ['[demo/web]', 'containers[0].volumeMounts[1].mountPath', '"/data"'],
  },
  {
    title: 'a relative mount path',
    errors: () => errorsOfPod({ main: { image: IMAGE, shares: [SharedVolume.emptyDir('data').writtenAt('data')] } }),
    says: ['[demo/web]', 'containers[0].volumeMounts[0].mountPath', '"data"', 'absolute'],
  },
  {
    title: 'a mount path with ..',
    errors: () => errorsOfPod({ main: { image: IMAGE, shares: [SharedVolume.emptyDir('data').writtenAt('/data/../etc')] } }),
    says: ['[demo/web]', 'containers[0].volumeMounts[0].mountPath', '"/data/../etc"', '..'],
  },
  {
    title: 'a sub path with ..',
    errors: () =>
      errorsOfPod({ main: { image: IMAGE, shares: [SharedVolume.emptyDir('data').writtenAt('/data', { subPath: '../etc' })] } }),
    says: ['[demo/web]', 'subPath', '"../etc"'],
  },
  {
    title: 'a shared volume that somebody reads and nobody writes',
    errors: () => {
      const logs = SharedVolume.emptyDir('logs', { sizeLimit: Size.mebibytes(1) });
      return errorsOfPod({ roles: [new Sidecar({ image: 'busybox:1.37', shares: [logs.readAt('/logs')] })] });
    },
    says: ['[demo/web]', 'logs', 'writ', 'fix: '],
  },
  {
    title: 'a shared volume that somebody writes and nobody reads',
    errors: () => {
      const logs = SharedVolume.emptyDir('logs', { sizeLimit: Size.mebibytes(1) });
      return errorsOfPod({ main: { image: IMAGE, shares: [logs.writtenAt('/logs')] }, roles: [sidecar('agent')] });
    },
    says: ['[demo/web]', 'logs', 'read', 'fix: '],
  },
  {
    title: 'two different volumes of one name',
    errors: () => {
      const small = SharedVolume.emptyDir('data', { sizeLimit: Size.mebibytes(1) });
      const large = SharedVolume.emptyDir('data', { sizeLimit: Size.mebibytes(9) });
      return errorsOfPod({
        main: { image: IMAGE, shares: [small.writtenAt('/data')] },
        roles: [new Sidecar({ image: IMAGE, shares: [large.readAt('/data')] })],
      });
    },
    says: ['[demo/web]', 'volumes[1].name', '"data"'],
  },
  {
    title: 'a volume name over 63 characters',
    errors: () => errorsOfPod({ main: { image: IMAGE, shares: [SharedVolume.emptyDir('v'.repeat(64)).writtenAt('/data')] } }),
    says: ['[demo/web]', 'volumes[0].name', '63 characters'],
  },
  {
    title: 'a role that is applied twice',
    errors: () =>
      errorsOf((chart) => {
        const role = sidecar('agent');
        new PatternPod(chart, 'web', { main: { image: IMAGE } }).with(role, role);
      }),
    says: ['[demo/web]', "sidecar 'agent'", 'contract/role-applied-twice', 'fix: '],
  },
  {
    title: 'a role that is applied to something without a pod',
    errors: () => errorsOf((chart) => new kplus.ConfigMap(chart, 'settings').with(sidecar('agent'))),
    says: ["sidecar 'agent'", "'demo/settings'", 'contract/role-without-pod', 'fix: '],
  },
  {
    title: 'a pattern without the role that it is named for',
    errors: () => errorsOf((chart) => new SidecarPod(chart, 'web', { main: { image: IMAGE }, sidecars: [] })),
    says: ['[demo/web]', 'a SidecarPod has no sidecars', 'allowed: at least one', 'fix: '],
  },
  {
    title: 'any other named pattern without the role that it is named for',
    errors: () =>
      errorsOf((chart) => {
        const main = { image: IMAGE };
        new AdapterPod(chart, 'one', { main, adapters: [] });
        new AmbassadorPod(chart, 'two', { main, ambassadors: [] });
        new ConfiguredPod(chart, 'three', { main, configHelpers: [] });
        new InitializedPod(chart, 'four', { main, initTasks: [] });
        new GuardedPod(chart, 'five', { main } as unknown as GuardedPodProps);
      }),
    says: [
      '[demo/one]',
      'an AdapterPod has no adapters',
      '[demo/two]',
      'an AmbassadorPod has no ambassadors',
      '[demo/three]',
      'a ConfiguredPod has no configHelpers',
      '[demo/four]',
      'an InitializedPod has no initTasks',
      '[demo/five]',
      'a GuardedPod has no guard',
    ],
  },
  {
    title: 'an ambassador whose upstream is its own endpoint',
    errors: () =>
      errorsOf(
        (chart) =>
          new AmbassadorPod(chart, 'api', {
            main: { image: IMAGE },
            ambassadors: [new Ambassador({ image: 'proxy:2', listens: Endpoint.tcp(5432, LOOPBACK), upstream: '127.0.0.1:5432' })],
          }),
      ),
    says: ['[demo/api]', "ambassador 'ambassador' forwards to its own endpoint", '"127.0.0.1:5432"', 'allowed: ', 'fix: '],
  },
  {
    title: 'a loopback ambassador that must be healthy and states no health',
    errors: () =>
      errorsOfPod({
        roles: [
          new Ambassador({ name: 'db', image: 'proxy:2', listens: Endpoint.tcp(5432, LOOPBACK) }),
          new InitTask({ name: 'migrate', image: IMAGE, dependsOn: [Dependency.healthy('db')] }),
        ],
      }),
    says: ['[demo/web]', "'db' has no startup probe", 'HealthProbe.exec', 'contract/health-not-stated'],
  },
  {
    title: 'a guarded main that must be healthy and cannot be waited for',
    errors: () =>
      errorsOf(
        (chart) =>
          new GuardedPod(chart, 'api', {
            main: { image: IMAGE, endpoints: [Endpoint.http(8080, LOOPBACK)] },
            guard: new Guard({
              image: 'proxy:2',
              listens: Endpoint.http(4180),
              guards: Endpoint.http(8080, LOOPBACK),
              dependsOn: [Dependency.healthy('main')],
            }),
          }),
      ),
    says: ['[demo/api]', "'main'", 'contract/waits-for-later-container', 'fix: '],
  },
  {
    title: 'a probe of the kubelet at an endpoint on loopback',
    errors: () =>
      errorsOfPod({
        main: { image: IMAGE, endpoints: [Endpoint.http(8080, LOOPBACK)], readinessProbe: HealthProbe.http('/ready', { port: 8080 }) },
      }),
    says: ['[demo/web]', 'containers[0].readinessProbe', 'loopback', '8080', 'fix: '],
  },
  {
    title: 'a JSON patch on a field that a role writes',
    errors: () =>
      errorsOf((chart) => {
        const web = new PatternPod(chart, 'web', { main: { image: IMAGE }, shareProcessNamespace: true });
        ApiObject.of(web).addJsonPatch(JsonPatch.add('/spec/template/spec/shareProcessNamespace', false));
      }),
    says: ['[demo/web]', 'spec.template.spec.shareProcessNamespace', 'value: false', 'patch()', 'contract/patched-field'],
  },
  {
    title: 'a guard in front of an endpoint that main does not have',
    errors: () =>
      errorsOf(
        (chart) =>
          new GuardedPod(chart, 'api', {
            main: { image: IMAGE },
            guard: new Guard({ image: 'proxy:2', listens: Endpoint.http(4180), guards: Endpoint.http(8080, LOOPBACK) }),
          }),
      ),
    says: ['[demo/api]', "guard 'guard'", '8080', 'main does not listen', 'allowed: ', 'fix: '],
  },
  {
    title: "a guard in front of an endpoint that main binds to the pod's address",
    errors: () =>
      errorsOf(
        (chart) =>
          new GuardedPod(chart, 'api', {
            main: { image: IMAGE, endpoints: [Endpoint.http(8080)] },
            guard: new Guard({ image: 'proxy:2', listens: Endpoint.http(4180), guards: Endpoint.http(8080) }),
          }),
      ),
    says: ['[demo/api]', "guard 'guard'", '8080', "the pod's address", 'BindAddress.LOOPBACK'],
  },
  {
    title: 'a request above the limit',
    errors: () =>
      errorsOfPod({
        main: { image: IMAGE, resources: { memory: { request: Size.mebibytes(512), limit: Size.mebibytes(256) } } },
      }),
    says: ['[demo/web]', 'containers[0].resources.requests', '512Mi'],
  },
  {
    title: 'an init task with a probe',
    errors: () => errorsOfPod({ roles: [new InitTask({ image: IMAGE, readinessProbe: HealthProbe.exec(['true']) })] }),
    says: ['[demo/web]', 'initContainers[0].readinessProbe', 'fix: '],
  },
  {
    title: 'an init task with a lifecycle hook',
    errors: () => errorsOfPod({ roles: [new InitTask({ image: IMAGE, postStart: LifecycleHandler.exec(['true']) })] }),
    says: ['[demo/web]', 'initContainers[0].lifecycle', 'fix: '],
  },
  {
    title: 'a restart policy that the kind of workload refuses',
    errors: () => errorsOfPod({ workload: WorkloadType.deployment({ restartPolicy: kplus.RestartPolicy.NEVER }) }),
    says: ['[demo/web]', 'spec.template.spec.restartPolicy', '"Never"', 'Always'],
  },
  {
    title: 'a field that is newer than the target version',
    errors: () =>
      errorsOfPod({
        kubernetesVersion: KubernetesVersion.V1_31,
        podResources: { memory: { limit: Size.gibibytes(1) } },
      }),
    says: ['[demo/web]', 'spec.template.spec.resources', '1.32', 'fix: '],
  },
  {
    title: 'a target version of the context that is too old',
    errors: () =>
      errorsOf((chart) => {
        chart.node.setContext('pod-patterns/kubernetes-version', '1.12');
        new PatternPod(chart, 'web', { main: { image: IMAGE } });
      }),
    says: ['[demo/web]', '"1.12"', '1.28', 'contract/kubernetes-version', 'fix: '],
  },
];

describe('bad input ends in an error that says where, what, what is allowed and what to do', () => {
  test.each(BAD_INPUTS.map((input): [string, BadInput] => [input.title, input]))('fails on %s', (_, { errors, says }) => {
    const message = errors();
    expect(message).toMatch(/^Validation failed with the following errors:/);
    for (const part of says) expect(message).toContain(part);
  });

  test('fails with everything that is wrong at once, and writes nothing', () => {
    const message = errorsOf((chart) => {
      new PatternPod(chart, 'one', { main: { image: '' } });
      new PatternPod(chart, 'two', { main: { image: IMAGE, endpoints: [Endpoint.http(80, { name: 'UPPER' })] } });
      new SidecarPod(chart, 'three', { main: { image: IMAGE }, sidecars: [] });
    });
    for (const path of ['[demo/one]', '[demo/two]', '[demo/three]']) expect(message).toContain(path);
  });

  test('fails at once where a value makes no sense by itself', () => {
    expect(() => Endpoint.tcp(99999)).toThrow(/99999.*1 to 65535/);
    expect(() => KubernetesVersion.of('1.12')).toThrow(/1\.12/);
    expect(() => KubernetesVersion.of('latest')).toThrow(/latest/);
    expect(() => SharedVolume.emptyDir('')).toThrow(/empty/);
  });

  test('fails on a role that is forced onto something without a pod', () => {
    const role: Role = sidecar('agent');
    const chart = Testing.chart();
    const settings = new kplus.ConfigMap(chart, 'settings');
    expect(() => role.applyTo(settings)).toThrow("sidecar 'agent' cannot be added to 'test/settings': a ConfigMap has no pod");
  });

  test('fails on props that cdk8s-plus refuses, and leaves no half tree', () => {
    const chart = Testing.chart();
    expect(
      () =>
        new PatternPod(chart, 'web', {
          main: { image: IMAGE },
          workload: WorkloadType.deployment({ volumes: [1, 2].map((n) => kplus.Volume.fromEmptyDir(chart, `v${n}`, 'data')) }),
        }),
    ).toThrow(/cannot make the Deployment of 'test\/web': .*data/);
    expect(chart.node.tryFindChild('web')).toBeUndefined();
    expect(Testing.synth(chart)).toEqual([]);
  });
});
