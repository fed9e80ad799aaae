import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, Chart, Cron, Size, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { parse } from 'yaml';
import {
  Adapter,
  AdapterPod,
  Ambassador,
  AmbassadorPod,
  BindAddress,
  ConfigHelper,
  ConfiguredPod,
  Endpoint,
  Guard,
  GuardedPod,
  InitTask,
  InitializedPod,
  PatternPod,
  PatternPodProps,
  PodDefault,
  PodDefaults,
  SharedVolume,
  Sidecar,
  SidecarPod,
  WorkloadType,
} from '../../src';
import { JsonObject, asList, asObject } from '../../src/manifest/json';
import { podTemplateOf, workloadKindOf } from '../../src/manifest/workload-kind';

const IMAGE = 'nginx:1.29';
const LOOPBACK = { bindAddress: BindAddress.LOOPBACK };

const WORKLOAD_TYPES: [string, () => WorkloadType][] = [
  ['Pod', () => WorkloadType.pod()],
  ['Deployment', () => WorkloadType.deployment()],
  ['StatefulSet', () => WorkloadType.statefulSet()],
  ['DaemonSet', () => WorkloadType.daemonSet()],
  ['Job', () => WorkloadType.job()],
  ['CronJob', () => WorkloadType.cronJob({ schedule: Cron.daily() })],
];

function pattern(props: Partial<PatternPodProps> = {}, chart: Chart = Testing.chart()): PatternPod {
  return new PatternPod(chart, 'web', { main: { image: IMAGE }, ...props });
}

function manifestOf(construct: PatternPod): JsonObject {
  return ApiObject.of(construct).toJson() as JsonObject;
}

function templateOf(construct: PatternPod): JsonObject {
  const manifest = manifestOf(construct);
  return podTemplateOf(manifest, workloadKindOf(manifest)!)!;
}

function specOf(construct: PatternPod): JsonObject {
  return asObject(templateOf(construct).spec);
}

function mainOf(construct: PatternPod): JsonObject {
  return asObject(asList(specOf(construct).containers)[0]);
}

/** The manifests of a kind in a chart. */
function manifestsOf(chart: Chart, kind: string): JsonObject[] {
  return (Testing.synth(chart) as JsonObject[]).filter((manifest) => manifest.kind === kind);
}

describe.each(WORKLOAD_TYPES)('on a %s, a pattern', (kind, workload) => {
  test('is found by its API object and has a restricted pod that the rules accept', () => {
    const chart = Testing.chart();
    const pod = pattern({ workload: workload(), roles: [new Sidecar({ image: 'busybox:1.37' })] }, chart);
    expect([pod.kind, manifestOf(pod).kind, pod.workload.node.id]).toEqual([kind, kind, 'Resource']);
    expect(specOf(pod)).toMatchObject({
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      securityContext: { runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: 'RuntimeDefault' } },
    });
    expect(asObject(asObject(templateOf(pod).metadata).annotations)).toEqual({ 'kubectl.kubernetes.io/default-container': 'main' });
    expect(manifestsOf(chart, kind)).toHaveLength(1);
  });

  test('has nothing that nobody asked for when the defaults are off', () => {
    const pod = pattern({ workload: workload(), defaults: PodDefaults.NONE });
    const restart = ['Job', 'CronJob'].includes(kind) ? { restartPolicy: 'Never' } : {};
    expect(specOf(pod)).toEqual({ ...restart, containers: [{ name: 'main', image: IMAGE }] });
    const spec = asObject(manifestOf(pod).spec);
    for (const field of ['replicas', 'strategy', 'updateStrategy', 'minReadySeconds', 'progressDeadlineSeconds', 'suspend']) {
      expect(spec[field]).toBeUndefined();
    }
  });

  test('keeps what the props of cdk8s-plus ask for, also where it is the default', () => {
    const props = { terminationGracePeriod: undefined, automountServiceAccountToken: true, dns: { policy: kplus.DnsPolicy.CLUSTER_FIRST } };
    const types: Record<string, WorkloadType> = {
      Pod: WorkloadType.pod(props),
      Deployment: WorkloadType.deployment({ ...props, replicas: 2 }),
      StatefulSet: WorkloadType.statefulSet({ ...props, replicas: 1 }),
      DaemonSet: WorkloadType.daemonSet({ ...props, minReadySeconds: 0 }),
      Job: WorkloadType.job(props),
      CronJob: WorkloadType.cronJob({ ...props, schedule: Cron.daily(), suspend: false }),
    };
    const pod = pattern({ workload: types[kind], defaults: PodDefaults.NONE });
    expect(specOf(pod)).toMatchObject({ automountServiceAccountToken: true, dnsPolicy: 'ClusterFirst' });
    const kept: JsonObject = {
      Deployment: { replicas: 2 },
      StatefulSet: { replicas: 1 },
      DaemonSet: { minReadySeconds: 0 },
      CronJob: { suspend: false },
    };
    expect(asObject(manifestOf(pod).spec)).toMatchObject(asObject(kept[kind]));
  });

  test('keeps the containers and volumes that the props of cdk8s-plus bring, after main', () => {
    const chart = Testing.chart();
    const props = {
      containers: [{ name: 'extra', image: 'extra:1' }],
      initContainers: [{ name: 'prepare', image: 'prepare:1' }],
      volumes: [kplus.Volume.fromEmptyDir(chart, 'volume', 'data')],
    };
    const types: Record<string, WorkloadType> = {
      Pod: WorkloadType.pod(props),
      Deployment: WorkloadType.deployment(props),
      StatefulSet: WorkloadType.statefulSet(props),
      DaemonSet: WorkloadType.daemonSet(props),
      Job: WorkloadType.job(props),
      CronJob: WorkloadType.cronJob({ ...props, schedule: Cron.daily() }),
    };
    const spec = specOf(pattern({ workload: types[kind] }, chart));
    expect(asList(spec.containers).map((each) => asObject(each).name)).toEqual(['main', 'extra']);
    expect(asList(spec.initContainers).map((each) => asObject(each).name)).toEqual(['prepare']);
    expect(spec.volumes).toEqual([{ name: 'data', emptyDir: {} }]);
  });

  test('is selected by Services and NetworkPolicies of cdk8s-plus, whose selector matches its labels', () => {
    const chart = Testing.chart();
    const pod = pattern(
      { workload: workload(), defaults: PodDefaults.NONE, main: { image: IMAGE, endpoints: [Endpoint.http(80)] } },
      chart,
    );
    new kplus.Service(chart, 'service', { selector: pod, ports: [{ port: 80 }] });
    new kplus.NetworkPolicy(chart, 'policy', { selector: pod, ingress: { rules: [{ peer: pod }] } });
    const labels = asObject(asObject(templateOf(pod).metadata).labels);
    const selectors = [
      ...manifestsOf(chart, 'Service').map((service) => asObject(asObject(service.spec).selector)),
      ...manifestsOf(chart, 'NetworkPolicy').map((policy) => asObject(asObject(asObject(policy.spec).podSelector).matchLabels)),
    ];
    expect(selectors.length).toBeGreaterThan(1);
    for (const selector of selectors) expect(labels).toMatchObject(selector);
    expect(pod.podLabels).toMatchObject(labels);
  });
});

test.each<[string, (pod: PatternPod) => kplus.IPodSelector]>([
  ['the pattern', (pod) => pod],
  ['its workload', (pod) => pod.workload],
])('the address label stays where a Service selects %s, also without defaults', (_, selector) => {
  const chart = Testing.chart();
  const pod = pattern({ workload: WorkloadType.job(), defaults: PodDefaults.NONE }, chart);
  expect(templateOf(pod).metadata).toBeUndefined();
  new kplus.Service(chart, 'service', { selector: selector(pod), ports: [{ port: 80 }] });
  expect(asObject(templateOf(pod).metadata).labels).toEqual(asObject(manifestsOf(chart, 'Service')[0].spec).selector);
});

describe('defaults', () => {
  const changes: [PodDefault, (pod: PatternPod) => unknown, unknown, unknown][] = [
    [
      PodDefault.SECURITY_PROFILE,
      (pod) => mainOf(pod).securityContext,
      expect.objectContaining({ readOnlyRootFilesystem: true }),
      undefined,
    ],
    [PodDefault.NUMERIC_USER, (pod) => asObject(specOf(pod).securityContext).runAsUser, 65532, undefined],
    [
      PodDefault.RESOURCES,
      (pod) => mainOf(pod).resources,
      { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } },
      undefined,
    ],
    [PodDefault.WRITABLE_DIRECTORIES, (pod) => mainOf(pod).volumeMounts, [{ name: 'main-tmp', mountPath: '/tmp' }], undefined],
    [PodDefault.NO_SERVICE_LINKS, (pod) => specOf(pod).enableServiceLinks, false, undefined],
    [PodDefault.NO_SERVICE_ACCOUNT_TOKEN, (pod) => specOf(pod).automountServiceAccountToken, false, undefined],
    [PodDefault.DEFAULT_CONTAINER, (pod) => asObject(templateOf(pod).metadata).annotations, expect.anything(), undefined],
    [PodDefault.CDK8S_PLUS, (pod) => asObject(manifestOf(pod).spec).replicas, 2, undefined],
  ];

  test.each(changes)('%s can be switched off by its name', (podDefault, read, held, off) => {
    const props: PatternPodProps = { main: { image: IMAGE, writesTo: ['/tmp'] }, roles: [new Sidecar({ image: 'busybox:1.37' })] };
    expect(read(pattern(props))).toEqual(held);
    expect(read(pattern({ ...props, defaults: PodDefaults.without(podDefault) }))).toEqual(off);
    expect(read(pattern({ ...props, defaults: PodDefaults.only(PodDefault.SECURITY_PROFILE, podDefault) }))).toEqual(held);
  });

  test('leave the token to a role that needs it', () => {
    expect(specOf(pattern({ roles: [new Sidecar({ image: IMAGE, serviceAccountToken: true })] })).automountServiceAccountToken).toBe(true);
    expect(specOf(pattern({ main: { image: IMAGE, serviceAccountToken: true } })).automountServiceAccountToken).toBe(true);
  });

  test.each(['mc1', 'multi-container-demo', 'multi-container-pod'])(
    'when all are off, the tutorial %s comes out as it is written',
    (name) => {
      const tutorial = parse(readFileSync(join(__dirname, '..', 'fixtures', 'tutorials', `${name}.yaml`), 'utf8')) as JsonObject;
      const chart = Testing.chart();
      const spec = asObject(tutorial.spec);
      const [first, second] = asList(spec.containers).map(asObject);
      const volumes = asList(spec.volumes).map((volume) =>
        kplus.Volume.fromEmptyDir(chart, String(asObject(volume).name), String(asObject(volume).name)),
      );
      const propsOf = (container: JsonObject) => ({
        name: String(container.name),
        image: String(container.image),
        command: container.command as string[] | undefined,
        args: container.args as string[] | undefined,
        ports: asList(container.ports).map((port) => ({ number: Number(asObject(port).containerPort) })),
        volumeMounts: asList(container.volumeMounts).map((mount) => ({ path: String(asObject(mount).mountPath), volume: volumes[0] })),
      });
      const pod = pattern(
        {
          defaults: PodDefaults.NONE,
          workload: WorkloadType.pod({
            metadata: { name },
            volumes,
            containers: [{ ...propsOf(second), resources: {}, imagePullPolicy: undefined }],
          }),
          main: propsOf(first),
        },
        chart,
      );
      const made = manifestOf(pod);
      const [main, other] = asList(asObject(made.spec).containers).map(asObject);
      expect(main).toEqual(first);
      expect(other).toMatchObject(second);
      expect(asObject(made.spec).volumes).toEqual(spec.volumes);
      expect(made.metadata).toEqual({ name });
    },
  );

  test('fails on what a container breaks of the security profile that its pod promises', () => {
    const chart = Testing.chart();
    pattern({ main: { image: IMAGE, securityContext: { privileged: true, allowPrivilegeEscalation: true } } }, chart);
    const app = chart.node.root;
    const written: string[] = [];
    const spy = jest.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0);
    try {
      (app as unknown as { synth(): void }).synth();
    } finally {
      spy.mockRestore();
    }
    expect(written.join('')).toContain('security/privileged');
  });
});

describe('pod options', () => {
  test('say what the constructs of cdk8s-plus-28 cannot', () => {
    const pod = pattern({
      shareProcessNamespace: true,
      enableServiceLinks: true,
      seccompProfile: { type: kplus.SeccompProfileType.LOCALHOST, localhostProfile: 'profiles/web.json' },
      supplementalGroups: [2000],
      runtimeClassName: 'gvisor',
      priorityClassName: 'high',
      topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule' }],
      podResources: { cpu: { limit: kplus.Cpu.units(2) }, memory: { limit: Size.gibibytes(1) } },
      osName: 'linux',
    });
    expect(specOf(pod)).toMatchObject({
      shareProcessNamespace: true,
      enableServiceLinks: true,
      securityContext: {
        seccompProfile: { type: 'Localhost', localhostProfile: 'profiles/web.json' },
        supplementalGroups: [2000],
        runAsNonRoot: true,
      },
      runtimeClassName: 'gvisor',
      priorityClassName: 'high',
      topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule' }],
      resources: { limits: { cpu: '2', memory: '1Gi' } },
      os: { name: 'linux' },
    });
  });
});

describe('the named patterns', () => {
  const sidecar = new Sidecar({ name: 's', image: 'busybox:1.37' });
  const view = Endpoint.http(9113, { name: 'metrics' });
  const config = SharedVolume.emptyDir('config', { sizeLimit: Size.mebibytes(1) });
  const guard = new Guard({
    name: 'g',
    image: 'proxy:2',
    listens: Endpoint.http(4180, { name: 'http' }),
    guards: Endpoint.http(8080, LOOPBACK),
  });
  const main = { image: IMAGE };

  test.each<[string, (chart: Chart) => PatternPod, string]>([
    ['SidecarPod', (chart) => new SidecarPod(chart, 'p', { main, sidecars: [sidecar] }), 's'],
    ['AdapterPod', (chart) => new AdapterPod(chart, 'p', { main, adapters: [new Adapter({ name: 'a', image: IMAGE, view })] }), 'a'],
    [
      'AmbassadorPod',
      (chart) =>
        new AmbassadorPod(chart, 'p', {
          main,
          ambassadors: [new Ambassador({ name: 'm', image: IMAGE, listens: Endpoint.tcp(1, LOOPBACK) })],
        }),
      'm',
    ],
    ['GuardedPod', (chart) => new GuardedPod(chart, 'p', { main, guard }), 'g'],
    ['InitializedPod', (chart) => new InitializedPod(chart, 'p', { main, initTasks: [new InitTask({ name: 'i', image: IMAGE })] }), 'i'],
    [
      'ConfiguredPod',
      (chart) =>
        new ConfiguredPod(chart, 'p', {
          main,
          configHelpers: [
            new ConfigHelper({
              name: 'c',
              image: IMAGE,
              renders: config.writtenAt('/out'),
              mainReads: config.readAt('/etc/app'),
              firstRender: {},
            }),
          ],
        }),
      'c',
    ],
  ])('%s knows its roles by name, and takes others beside them', (name, make, role) => {
    const pod = make(Testing.chart());
    expect(pod.constructor.name).toBe(name);
    expect(pod.role(role).name).toBe(role);
    expect(() => pod.role('nobody')).toThrow(`'test/p' has no role named 'nobody': it has '${role}'`);
    pod.addRole(new Sidecar({ name: 'other', image: 'busybox:1.37' }));
    expect(pod.roles.map((each) => each.name)).toEqual([role, 'other']);
    expect(asList(specOf(pod).initContainers).map((each) => asObject(each).name)).toContain('other');
  });

  test('a pattern without roles says so', () => {
    expect(() => pattern().role('agent')).toThrow("'test/web' has no role named 'agent': it has none");
  });
});

describe('expose', () => {
  const ports = (service: kplus.Service) => asList(asObject((ApiObject.of(service).toJson() as JsonObject).spec).ports);

  test("leads to main's endpoint", () => {
    const pod = pattern({ main: { image: IMAGE, endpoints: [Endpoint.http(8080)] } });
    expect(ports(pod.expose({ port: 80 }))).toEqual([{ port: 80, targetPort: 8080 }]);
  });

  test('leads to the guard and never to main, and to the view of adapters', () => {
    const pod = pattern({
      main: { image: IMAGE, endpoints: [Endpoint.http(8080, LOOPBACK)] },
      roles: [
        new Guard({ image: 'proxy:2', listens: Endpoint.http(4180), guards: Endpoint.http(8080, LOOPBACK) }),
        new Adapter({ image: IMAGE, view: Endpoint.http(9113, { name: 'metrics' }) }),
        new Ambassador({ image: IMAGE, listens: Endpoint.tcp(5432, LOOPBACK) }),
      ],
    });
    expect(ports(pod.expose())).toEqual([
      { name: 'tcp-4180', port: 4180, targetPort: 4180 },
      { name: 'metrics', port: 9113, targetPort: 9113 },
    ]);
  });

  test('gives the same Service again, and another one under another name', () => {
    const pod = pattern({ main: { image: IMAGE, ports: [{ number: 8080 }, { number: 53, protocol: kplus.Protocol.UDP }] } });
    const service = pod.expose();
    expect(pod.expose()).toBe(service);
    expect(ports(service).map((port) => asObject(port).name)).toEqual(['tcp-8080', 'udp-53']);
    const named = pod.expose({ name: 'public', serviceType: kplus.ServiceType.LOAD_BALANCER });
    expect((ApiObject.of(named).toJson() as JsonObject).metadata).toEqual({ name: 'public' });
  });

  test('is in the namespace of the workload', () => {
    const pod = pattern({
      workload: WorkloadType.deployment({ metadata: { namespace: 'shop' } }),
      main: { image: IMAGE, endpoints: [Endpoint.http(80)] },
    });
    expect(asObject((ApiObject.of(pod.expose()).toJson() as JsonObject).metadata)).toMatchObject({ namespace: 'shop' });
  });

  test('fails where nothing can be reached', () => {
    expect(() => pattern({ main: { image: IMAGE, endpoints: [Endpoint.http(80, LOOPBACK)] } }).expose()).toThrow(
      "'test/web' has nothing to expose: no endpoint of main or of a guard is on the pod's address",
    );
  });
});

describe('a StatefulSet', () => {
  test.each<[string, Endpoint[], JsonObject]>([
    [
      'has a headless Service with the ports of its entry',
      [Endpoint.http(80, { name: 'http' })],
      { ports: [{ name: 'http', port: 80, targetPort: 80 }] },
    ],
    ['has a headless Service without ports where nothing listens', [], {}],
  ])('%s', (_, endpoints, expected) => {
    const chart = Testing.chart();
    const pod = pattern({ workload: WorkloadType.statefulSet(), main: { image: IMAGE, endpoints } }, chart);
    const [service] = manifestsOf(chart, 'Service');
    expect(service.spec).toMatchObject({ clusterIP: 'None', selector: asObject(asObject(templateOf(pod).metadata).labels), ...expected });
    if (endpoints.length === 0) expect(asObject(service.spec).ports).toBeUndefined();
    expect(asObject(manifestOf(pod).spec).serviceName).toBe(asObject(service.metadata).name);
  });

  test('takes the Service that it is given', () => {
    const chart = Testing.chart();
    const service = new kplus.Service(chart, 'own', { clusterIP: 'None', ports: [{ port: 1 }] });
    pattern({ workload: WorkloadType.statefulSet({ service, replicas: 3 }) }, chart);
    expect(manifestsOf(chart, 'Service')).toHaveLength(1);
  });
});

describe('beside cdk8s-plus', () => {
  test('an autoscaler scales a Deployment and a StatefulSet, and nothing else', () => {
    const chart = Testing.chart();
    const resources = { cpu: { request: kplus.Cpu.millis(100) } };
    for (const [id, workload] of [
      ['d', WorkloadType.deployment()],
      ['s', WorkloadType.statefulSet()],
    ] as [string, WorkloadType][]) {
      const pod = new PatternPod(chart, id, { workload, main: { image: IMAGE, resources } });
      expect(pod.hasAutoscaler).toBe(false);
      new kplus.HorizontalPodAutoscaler(chart, `${id}-scaler`, { target: pod, maxReplicas: 3 });
      expect(pod.hasAutoscaler).toBe(true);
      expect(asObject(manifestOf(pod).spec).replicas).toBeUndefined();
    }
    const job = pattern({ workload: WorkloadType.job() }, Testing.chart());
    expect(job.hasAutoscaler).toBe(false);
    expect(() => (job.hasAutoscaler = true)).toThrow("'test/web' is a Job, which has no replicas to scale");
    expect(() => job.toScalingTarget()).toThrow('which has no replicas to scale');
    job.hasAutoscaler = false;
  });

  test('a role binding, an Ingress and an affinity take the pattern', () => {
    const chart = Testing.chart();
    const account = new kplus.ServiceAccount(chart, 'account');
    const pod = pattern(
      { workload: WorkloadType.deployment({ serviceAccount: account }), main: { image: IMAGE, endpoints: [Endpoint.http(80)] } },
      chart,
    );
    new kplus.Role(chart, 'role').bind(pod);
    pod.expose().exposeViaIngress('/');
    const other = new kplus.Deployment(chart, 'other', { containers: [{ image: IMAGE }] });
    other.scheduling.colocate(pod);
    expect(asObject(asList(manifestsOf(chart, 'RoleBinding')[0].subjects)[0]).name).toBe(account.name);
    expect(manifestsOf(chart, 'Ingress')).toHaveLength(1);
  });

  test("connections know the guard's port, and UDP as UDP", () => {
    const chart = Testing.chart();
    const client = new kplus.Deployment(chart, 'client', { containers: [{ image: IMAGE }] });
    const pod = pattern(
      {
        main: { image: IMAGE, endpoints: [Endpoint.http(8080, LOOPBACK)] },
        roles: [new Guard({ image: IMAGE, listens: Endpoint.udp(4180), guards: Endpoint.http(8080, LOOPBACK) })],
      },
      chart,
    );
    pod.connections.allowFrom(client);
    pod.connections.allowTo(client, { isolation: kplus.PodConnectionsIsolation.POD });
    pod.connections.isolate();
    const ports = manifestsOf(chart, 'NetworkPolicy').flatMap((policy) =>
      asList(asObject(policy.spec).ingress).flatMap((rule) => asList(asObject(rule).ports)),
    );
    expect(ports).toContainEqual({ port: 4180, protocol: 'UDP' });
    client.connections.allowTo(pod);
    expect(pod.containers.map(({ ports: own }) => own.map(({ number }) => number))).toEqual([[], [4180]]);
    expect(pod.toPodSelector()).toBe(pod);
  });
});
