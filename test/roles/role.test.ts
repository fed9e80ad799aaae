import { writeFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart, Cron, Duration, Include, JsonPatch, Size, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import * as kplus33 from 'cdk8s-plus-33';
import { Construct, IConstruct } from 'constructs';
import {
  ContainerRestartRule,
  Endpoint,
  HealthProbe,
  InitTask,
  KubernetesVersion,
  LifecycleHandler,
  PatternPod,
  PodDefault,
  PodDefaults,
  Role,
  RoleProps,
  SharedVolume,
  Sidecar,
  SidecarPlacement,
  WorkloadType,
} from '../../src';
import { JsonObject, asList, asObject } from '../../src/manifest/json';
import { podTemplateOf, workloadKindOf } from '../../src/manifest/workload-kind';

const IMAGE = 'nginx:1.29';

/** The `spec` of the pod of the construct's API object. */
function podSpec(construct: IConstruct): JsonObject {
  const manifest = ApiObject.of(construct).toJson() as JsonObject;
  const workload = workloadKindOf(manifest);
  if (!workload) throw new Error(`${String(manifest.kind)} has no pod`);
  return asObject(podTemplateOf(manifest, workload)?.spec);
}

/** The names in one list of containers. */
function names(spec: JsonObject, list: string): unknown[] {
  return asList(spec[list]).map((container) => asObject(container).name);
}

/** The role's container on a bare Pod without anything that the library adds by itself. */
function containerOf(props: Partial<RoleProps>, version = KubernetesVersion.V1_36): JsonObject {
  const pod = new PatternPod(Testing.chart(), 'web', {
    main: { image: IMAGE },
    workload: WorkloadType.pod(),
    defaults: PodDefaults.NONE,
    kubernetesVersion: version,
    roles: [new Sidecar({ image: 'busybox:1.37', ...props })],
  });
  return asObject(asList(podSpec(pod).initContainers)[0]);
}

const logs = SharedVolume.emptyDir('logs', { sizeLimit: Size.mebibytes(64) });

function agent(): Sidecar {
  return new Sidecar({
    name: 'agent',
    image: 'busybox:1.37',
    shares: [logs.readAt('/logs')],
    mainShares: [logs.writtenAt('/var/log/app')],
  });
}

const CONTAINERS = [{ image: IMAGE }];
const L1_TEMPLATE = {
  selector: { matchLabels: { app: 'web' } },
  template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: IMAGE }] } },
};

const WORKLOADS: [string, (scope: Construct) => IConstruct][] = [
  ['a pattern', (scope) => new PatternPod(scope, 'w', { main: { image: IMAGE } })],
  ['a Pod of cdk8s-plus', (scope) => new kplus.Pod(scope, 'w', { containers: CONTAINERS })],
  ['a Deployment of cdk8s-plus', (scope) => new kplus.Deployment(scope, 'w', { containers: CONTAINERS })],
  [
    'a StatefulSet of cdk8s-plus',
    (scope) => new kplus.StatefulSet(scope, 'w', { containers: [{ image: IMAGE, ports: [{ number: 80 }] }] }),
  ],
  ['a DaemonSet of cdk8s-plus', (scope) => new kplus.DaemonSet(scope, 'w', { containers: CONTAINERS })],
  ['a Job of cdk8s-plus', (scope) => new kplus.Job(scope, 'w', { containers: CONTAINERS })],
  ['a CronJob of cdk8s-plus', (scope) => new kplus.CronJob(scope, 'w', { containers: CONTAINERS, schedule: Cron.daily() })],
  ['a Deployment of cdk8s-plus-33', (scope) => new kplus33.Deployment(scope, 'w', { containers: CONTAINERS })],
  ['an L1 object', (scope) => new kplus.k8s.KubeDeployment(scope, 'w', { spec: L1_TEMPLATE })],
  ['a raw ApiObject', (scope) => new ApiObject(scope, 'w', { apiVersion: 'apps/v1', kind: 'DaemonSet', spec: L1_TEMPLATE })],
  [
    'YAML that was included',
    (scope) => {
      const file = join(mkdtempSync(join(tmpdir(), 'included-')), 'pod.yaml');
      writeFileSync(file, 'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: web, image: "nginx:1.29"}]}\n');
      return new Include(scope, 'w', { url: file }).apiObjects[0];
    },
  ],
];

describe.each(WORKLOADS)('on %s', (_, make) => {
  test.each<[string, (workload: IConstruct, chart: Chart, app: App, role: Role) => void]>([
    ['the workload', (workload, _chart, _app, role) => workload.with(role)],
    ['its chart', (_workload, chart, _app, role) => chart.with(role)],
    ['the app', (_workload, _chart, app, role) => app.with(role)],
  ])('a role that is added to %s reaches the pod once', (__, add) => {
    const app = Testing.app();
    const chart = new Chart(app, 'c');
    const workload = make(chart);
    add(workload, chart, app, agent());
    const spec = podSpec(workload);
    expect(names(spec, 'initContainers')).toEqual(['agent']);
    expect(asList(spec.containers)).toHaveLength(1);
    expect(asObject(asList(spec.containers)[0]).volumeMounts).toEqual([{ name: 'logs', mountPath: '/var/log/app' }]);
    expect(asObject(asList(spec.initContainers)[0])).toMatchObject({
      restartPolicy: 'Always',
      volumeMounts: [{ name: 'logs', mountPath: '/logs', readOnly: true }],
      securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true },
    });
    expect(spec.volumes).toEqual([{ name: 'logs', emptyDir: { sizeLimit: '64Mi' } }]);
    app.synth();
  });
});

describe('one role on many workloads', () => {
  test('shares nothing between them', () => {
    const chart = Testing.chart();
    const env = { LEVEL: kplus.EnvValue.fromValue('info') };
    const role = new Sidecar({ image: 'busybox:1.37', envVariables: env });
    const [one, two] = ['one', 'two'].map((id) => new PatternPod(chart, id, { main: { image: IMAGE, envVariables: env }, roles: [role] }));
    one.mainContainer.env.addVariable('ONLY', kplus.EnvValue.fromValue('one'));
    const main = (pod: PatternPod) => asObject(asList(podSpec(pod).containers)[0]);
    expect(asList(main(one).env)).toHaveLength(2);
    expect(asList(main(two).env)).toHaveLength(1);
    const manifest = podSpec(one);
    asObject(asList(manifest.initContainers)[0]).name = 'changed';
    expect(names(podSpec(one), 'initContainers')).toEqual(['sidecar']);
    expect(names(podSpec(two), 'initContainers')).toEqual(['sidecar']);
  });

  test('has the same manifest at every synth', () => {
    const chart = Testing.chart();
    new PatternPod(chart, 'web', { main: { image: IMAGE }, roles: [agent()] });
    expect(Testing.synth(chart)).toEqual(Testing.synth(chart));
  });
});

describe('placement', () => {
  const placed = (placement: SidecarPlacement | undefined, version: KubernetesVersion) => {
    const pod = new PatternPod(Testing.chart(), 'web', {
      main: { image: IMAGE },
      kubernetesVersion: version,
      roles: [new Sidecar({ image: 'busybox:1.37', placement })],
    });
    const spec = podSpec(pod);
    return [names(spec, 'initContainers'), names(spec, 'containers')];
  };

  test('follows the target version', () => {
    expect(placed(undefined, KubernetesVersion.V1_29)).toEqual([['sidecar'], ['main']]);
    expect(placed(undefined, KubernetesVersion.V1_28)).toEqual([[], ['main', 'sidecar']]);
  });

  test('can be forced either way', () => {
    expect(placed(SidecarPlacement.ORDINARY, KubernetesVersion.V1_36)).toEqual([[], ['main', 'sidecar']]);
    expect(placed(SidecarPlacement.NATIVE, KubernetesVersion.V1_28)).toEqual([['sidecar'], ['main']]);
  });

  test('of an init task is before the sidecars that it does not need', () => {
    const pod = new PatternPod(Testing.chart(), 'web', { main: { image: IMAGE }, roles: [agent(), new InitTask({ image: IMAGE })] });
    expect(names(podSpec(pod), 'initContainers')).toEqual(['init-task', 'agent']);
  });
});

describe('a container', () => {
  test('without anything but an image is nothing but that', () => {
    expect(containerOf({})).toEqual({ name: 'sidecar', image: 'busybox:1.37', restartPolicy: 'Always' });
  });

  test('keeps everything that cdk8s-plus says of a container', () => {
    const chart = Testing.chart();
    const settings = kplus.ConfigMap.fromConfigMapName(chart, 'settings', 'settings');
    const secret = kplus.Secret.fromSecretName(chart, 'secret', 'secret');
    const container = containerOf({
      command: ['agent'],
      args: ['--verbose'],
      workingDir: '/work',
      imagePullPolicy: kplus.ImagePullPolicy.IF_NOT_PRESENT,
      portNumber: 9000,
      envVariables: { TOKEN: secret.envValue('token'), POD: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.POD_NAME) },
      envFrom: [new kplus.EnvFrom(settings, 'APP_')],
      liveness: kplus.Probe.fromCommand(['alive']),
      lifecycle: { preStop: kplus.Handler.fromCommand(['stop']) },
      securityContext: { user: 1000, group: 1000, privileged: false },
      volumeMounts: [{ path: '/settings', volume: kplus.Volume.fromConfigMap(chart, 'volume', settings) }],
    });
    expect(container).toMatchObject({
      command: ['agent'],
      args: ['--verbose'],
      workingDir: '/work',
      imagePullPolicy: 'IfNotPresent',
      ports: [{ containerPort: 9000 }],
      env: [
        { name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'secret', key: 'token' } } },
        { name: 'POD', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
      ],
      envFrom: [{ configMapRef: { name: 'settings' }, prefix: 'APP_' }],
      livenessProbe: { exec: { command: ['alive'] } },
      lifecycle: { preStop: { exec: { command: ['stop'] } } },
      securityContext: { runAsUser: 1000, runAsGroup: 1000, privileged: false },
      volumeMounts: [{ name: 'configmap-settings', mountPath: '/settings' }],
    });
  });

  test('brings the volumes that its mounts of cdk8s-plus name', () => {
    const chart = Testing.chart();
    const volume = kplus.Volume.fromEmptyDir(chart, 'volume', 'scratch', { sizeLimit: Size.mebibytes(8) });
    const pod = new PatternPod(chart, 'web', {
      main: { image: IMAGE, volumeMounts: [{ path: '/scratch', volume }] },
      roles: [new Sidecar({ image: IMAGE, volumeMounts: [{ path: '/scratch', volume }] })],
    });
    expect(podSpec(pod).volumes).toEqual([{ name: 'scratch', emptyDir: { sizeLimit: '8Mi' } }]);
  });

  test('says what cdk8s-plus cannot', () => {
    const container = containerOf({
      endpoints: [Endpoint.grpc(9000, { name: 'rpc' })],
      startupProbe: HealthProbe.grpc(),
      readinessProbe: HealthProbe.http('/ready', { portName: 'rpc', headers: { Host: 'shop' } }),
      livenessProbe: HealthProbe.tcp(),
      postStart: LifecycleHandler.exec(['warm-up']),
      preStop: LifecycleHandler.sleep(Duration.seconds(3)),
      stopSignal: 'SIGQUIT',
      restartRules: [ContainerRestartRule.restartOn(42), ContainerRestartRule.restartUnless(0), ContainerRestartRule.restartPodOn(7)],
    });
    expect(container).toMatchObject({
      ports: [{ containerPort: 9000, name: 'rpc' }],
      startupProbe: { grpc: { port: 9000 } },
      readinessProbe: { httpGet: { path: '/ready', port: 'rpc', httpHeaders: [{ name: 'Host', value: 'shop' }] } },
      livenessProbe: { tcpSocket: { port: 9000 } },
      lifecycle: { postStart: { exec: { command: ['warm-up'] } }, preStop: { sleep: { seconds: 3 } }, stopSignal: 'SIGQUIT' },
      restartPolicyRules: [
        { action: 'Restart', exitCodes: { operator: 'In', values: [42] } },
        { action: 'Restart', exitCodes: { operator: 'NotIn', values: [0] } },
        { action: 'RestartAllContainers', exitCodes: { operator: 'In', values: [7] } },
      ],
    });
  });

  test('fails on exit codes that there are not', () => {
    expect(() => ContainerRestartRule.restartOn()).toThrow('exit codes (none) of a restart rule');
    expect(() => ContainerRestartRule.restartOn(1, 300)).toThrow(
      'exit codes 300 of a restart rule: give at least one whole number from 0 to 255',
    );
  });

  test('loses nothing of its resources, as cdk8s-plus would', () => {
    const resources = {
      cpu: { request: kplus.Cpu.millis(10), limit: kplus.Cpu.units(1) },
      memory: { request: Size.kibibytes(512), limit: Size.gibibytes(1) },
      ephemeralStorage: { request: Size.mebibytes(512), limit: Size.gibibytes(2) },
    };
    const expected = {
      requests: { cpu: '10m', memory: '512Ki', 'ephemeral-storage': '512Mi' },
      limits: { cpu: '1', memory: '1Gi', 'ephemeral-storage': '2Gi' },
    };
    expect(containerOf({ resources }).resources).toEqual(expected);
    for (const mainResources of [resources, { ...resources, memory: { limit: Size.gibibytes(1) }, ephemeralStorage: undefined }]) {
      const pod = new PatternPod(Testing.chart(), 'web', { main: { image: IMAGE, resources: mainResources } });
      expect(asObject(asList(podSpec(pod).containers)[0]).resources).toMatchObject({ limits: { memory: '1Gi' } });
    }
    expect(containerOf({ resources: {} }).resources).toEqual({});
  });

  test('has its own defaults where they differ from those of the pod', () => {
    const deployment = new kplus.Deployment(Testing.chart(), 'web', { containers: CONTAINERS });
    deployment.with(new Sidecar({ image: 'busybox:1.37', defaults: PodDefaults.without(PodDefault.RESOURCES) }));
    const container = asObject(asList(podSpec(deployment).initContainers)[0]);
    expect(container.resources).toBeUndefined();
    expect(container.securityContext).toMatchObject({ runAsUser: 65532, seccompProfile: { type: 'RuntimeDefault' } });
  });
});

describe('what main does for a role', () => {
  test('is written into main: variables, endpoints, volumes', () => {
    const deployment = new kplus.Deployment(Testing.chart(), 'web', { containers: [{ name: 'app', image: IMAGE }] });
    deployment.with(
      new Sidecar({
        image: 'busybox:1.37',
        mainEnvVariables: { LOG_FORMAT: kplus.EnvValue.fromValue('json') },
        mainEndpoints: [Endpoint.http(8081, { name: 'status' })],
      }),
    );
    expect(asObject(asList(podSpec(deployment).containers)[0])).toMatchObject({
      env: [{ name: 'LOG_FORMAT', value: 'json' }],
      ports: [{ containerPort: 8081, name: 'status' }],
    });
  });

  test('fails where main has the variable already with another value', () => {
    const chart = Testing.chart();
    const role = new Sidecar({ image: 'busybox:1.37', mainEnvVariables: { LEVEL: kplus.EnvValue.fromValue('debug') } });
    new PatternPod(chart, 'web', { main: { image: IMAGE, envVariables: { LEVEL: kplus.EnvValue.fromValue('info') } }, roles: [role] });
    expect(() => Testing.synth(chart)).toThrow(
      /spec\.template\.spec\.containers\[0\]\.env\[0\]: sidecar 'sidecar' gives main the variable 'LEVEL'/,
    );
  });

  test('goes to the container that kubectl takes for main', () => {
    const pod = new ApiObject(Testing.chart(), 'web', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { annotations: { 'kubectl.kubernetes.io/default-container': 'app' } },
      spec: {
        containers: [
          { name: 'proxy', image: IMAGE },
          { name: 'app', image: IMAGE },
        ],
      },
    });
    pod.with(agent());
    const containers = asList(podSpec(pod).containers).map(asObject);
    expect(containers.map(({ volumeMounts }) => volumeMounts !== undefined)).toEqual([false, true]);
  });
});

test('a role says what it is, and where it listens', () => {
  const role = new Sidecar({ name: 'agent', image: 'busybox:1.37', endpoints: [Endpoint.http(9000)] });
  expect(`${String(role)} ${role.image} ${role.endpoints.map(({ port }) => port).join()}`).toBe("sidecar 'agent' busybox:1.37 9000");
});

test('a role supports objects with a pod and nothing else', () => {
  const chart = Testing.chart();
  const deployment = new kplus.Deployment(chart, 'web', { containers: CONTAINERS });
  const role = agent();
  expect(role.supports(deployment)).toBe(false);
  expect(role.supports(ApiObject.of(deployment))).toBe(true);
  expect(role.supports(ApiObject.of(new kplus.ConfigMap(chart, 'settings')))).toBe(false);
  expect(role.supports(new ApiObject(chart, 'other', { apiVersion: 'example.com/v1', kind: 'Deployment' }))).toBe(false);
});

test('a patch of a workload that no pattern made is kept where no role writes', () => {
  const deployment = new kplus.Deployment(Testing.chart(), 'web', { containers: CONTAINERS });
  ApiObject.of(deployment).addJsonPatch(JsonPatch.add('/spec/template/spec/hostIPC', true));
  deployment.with(agent());
  expect(names(podSpec(deployment), 'initContainers')).toEqual(['agent']);
});
