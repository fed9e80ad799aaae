import * as fc from 'fast-check';
import { AssemblyOptions, assemble } from '../../src/assembly/assemble';
import { ContainerAdditions, NOTHING, PodAdditions, RoleContainer } from '../../src/assembly/pod-additions';
import { PodDefault, PodDefaults } from '../../src/assembly/pod-default';
import { KubernetesVersion } from '../../src/cluster/kubernetes-version';
import { BindAddress } from '../../src/manifest/bind-address';
import { EndpointIntent } from '../../src/manifest/intent';
import { JsonObject, JsonValue, asList, asObject } from '../../src/manifest/json';
import { StartCondition } from '../../src/manifest/start-condition';
import { WORKLOAD_KINDS, podTemplateOf } from '../../src/manifest/workload-kind';

const OPTIONS: AssemblyOptions = {
  version: KubernetesVersion.V1_36,
  defaults: PodDefaults.NONE,
  ownsPod: false,
  unrequested: [],
  patchedPointers: [],
  sortKeys: true,
};

function pod(spec: JsonObject, metadata: JsonObject = { name: 'web' }): JsonObject {
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec };
}

const WEB = pod({ containers: [{ name: 'web', image: 'nginx' }] });

function role(name: string, fields: Partial<RoleContainer> = {}, manifest: JsonObject = {}): PodAdditions {
  const container: RoleContainer = {
    ...NOTHING,
    name,
    role: 'sidecar',
    placement: 'native-sidecar',
    ...fields,
    manifest: { name, image: 'busybox', ...manifest },
  };
  return { origin: `sidecar '${name}'`, containers: [container] };
}

function forMain(main: Partial<ContainerAdditions>, origin = "sidecar 'agent'"): PodAdditions {
  return { origin, containers: [], main: { ...NOTHING, ...main } };
}

function specOf(manifest: JsonObject): JsonObject {
  return asObject(manifest.spec);
}

function namesOf(manifest: JsonObject, list: string): unknown[] {
  return asList(specOf(manifest)[list]).map((container) => asObject(container).name);
}

function frozen<Value extends JsonValue>(value: Value): Value {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach((entry) => entry !== undefined && frozen(entry as JsonValue));
    Object.freeze(value);
  }
  return value;
}

describe('assemble', () => {
  test.each(Object.values(WORKLOAD_KINDS))(
    'writes into the pod of a $kind and leaves the base as it is',
    ({ apiVersion, kind, templatePath }) => {
      const template: JsonObject = { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'nginx' }] } };
      const base = frozen({
        ...[...templatePath].reverse().reduce<JsonObject>((inner, key) => ({ [key]: inner }), template),
        apiVersion,
        kind,
      });
      const { manifest } = assemble(base, [role('agent')], OPTIONS);
      expect(asObject(podTemplateOf(manifest, WORKLOAD_KINDS[kind])?.spec)).toEqual({
        containers: [{ image: 'nginx', name: 'web' }],
        initContainers: [{ image: 'busybox', name: 'agent', restartPolicy: 'Always' }],
      });
    },
  );

  test('leaves a manifest without a pod alone', () => {
    const service: JsonObject = { apiVersion: 'v1', kind: 'Service', spec: {} };
    expect(assemble(service, [], OPTIONS)).toEqual({
      manifest: service,
      intent: { containers: {}, volumes: {} },
      problems: [],
    });
    expect(assemble({ apiVersion: 'apps/v1', kind: 'Deployment' }, [], OPTIONS).manifest).toEqual({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
    });
  });

  test('puts keys in order, unless it is told not to', () => {
    const base = pod({ z: 1, containers: [{ name: 'web', image: 'nginx' }] });
    expect(Object.keys(specOf(assemble(base, [], OPTIONS).manifest))).toEqual(['containers', 'z']);
    expect(Object.keys(specOf(assemble(base, [], { ...OPTIONS, sortKeys: false }).manifest))).toEqual(['z', 'containers']);
    expect(Object.keys(assemble({ spec: {}, metadata: {}, kind: 'Pod', apiVersion: 'v1' }, [], OPTIONS).manifest)).toEqual([
      'apiVersion',
      'kind',
      'metadata',
      'spec',
    ]);
  });

  test('never throws, whatever the manifest is', () => {
    const additions = [
      role('agent', { dependsOn: [{ container: 'web', condition: StartCondition.HEALTHY }] }),
      forMain({ manifest: { env: [{ name: 'A', value: '1' }] } }),
    ];
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.dictionary(fc.constantFrom('containers', 'initContainers', 'volumes', 'securityContext'), fc.jsonValue()),
        (value, spec) => {
          for (const base of [pod(spec as JsonObject), pod(value as JsonObject), { ...pod({}), metadata: value as JsonValue }]) {
            assemble(base, additions, {
              ...OPTIONS,
              defaults: PodDefaults.ALL,
              ownsPod: true,
              unrequested: [['spec', 'securityContext', 'x']],
            });
          }
        },
      ),
    );
  });
});

describe('main', () => {
  const TWO = {
    containers: [
      { name: 'one', image: 'a' },
      { name: 'two', image: 'b' },
    ],
  };
  const flagged = (manifest: JsonObject) => asList(specOf(manifest).containers).map((container) => asObject(container).tty === true);
  const add = forMain({ manifest: { tty: true } });

  test('is the container of the name, else the annotated one, else the first', () => {
    const annotated = { annotations: { 'kubectl.kubernetes.io/default-container': 'two' } };
    expect(flagged(assemble(pod(TWO), [add], { ...OPTIONS, mainName: 'two' }).manifest)).toEqual([false, true]);
    expect(flagged(assemble(pod(TWO, annotated), [add], OPTIONS).manifest)).toEqual([false, true]);
    expect(flagged(assemble(pod(TWO), [add], OPTIONS).manifest)).toEqual([true, false]);
  });

  test('has lists appended to, each entry once', () => {
    const base = pod({
      containers: [{ name: 'web', image: 'nginx', env: [{ name: 'A', value: '1' }], ports: [{ containerPort: 80, protocol: 'TCP' }] }],
    });
    const env = [
      { name: 'A', value: '1' },
      { name: 'B', value: '2' },
    ];
    const { manifest, problems } = assemble(
      base,
      [forMain({ manifest: { env, ports: [{ containerPort: 80 }, { containerPort: 81 }] } })],
      OPTIONS,
    );
    expect(problems).toEqual([]);
    expect(asList(specOf(manifest).containers)[0]).toMatchObject({ env, ports: [{ containerPort: 80 }, { containerPort: 81 }] });
  });

  test('keeps a variable that it has with another value, and the clash is reported', () => {
    const base = pod({ containers: [{ name: 'web', image: 'nginx', env: [{ name: 'HOST', value: 'db' }] }] });
    const { manifest, problems } = assemble(base, [forMain({ manifest: { env: [{ name: 'HOST', value: '127.0.0.1' }] } })], OPTIONS);
    expect(asObject(asList(specOf(manifest).containers)[0]).env).toEqual([{ name: 'HOST', value: 'db' }]);
    expect(problems).toMatchObject([
      { ruleId: 'contract/conflicting-field', fieldPath: 'spec.containers[0].env[0]', value: { name: 'HOST', value: 'db' } },
    ]);
  });

  test('keeps a field that it has with another value, and the conflict is reported', () => {
    const base = pod({ containers: [{ name: 'web', image: 'nginx', startupProbe: { exec: { command: ['a'] } } }] });
    const { manifest, problems } = assemble(base, [forMain({ manifest: { startupProbe: { exec: { command: ['b'] } } } })], OPTIONS);
    expect(asList(specOf(manifest).containers)[0]).toMatchObject({ startupProbe: { exec: { command: ['a'] } } });
    expect(problems).toMatchObject([
      { ruleId: 'contract/conflicting-field', fieldPath: 'spec.containers[0].startupProbe.exec.command', value: ['a'] },
    ]);
  });
});

describe('a field of the pod', () => {
  const share = (origin = 'main'): PodAdditions => ({ origin, containers: [], podFields: { shareProcessNamespace: true } });

  test('that a patch set is kept, and the patch is named', () => {
    const base = pod({ ...specOf(WEB), shareProcessNamespace: false });
    const { manifest, problems } = assemble(base, [share()], { ...OPTIONS, patchedPointers: ['/spec/shareProcessNamespace'] });
    expect(specOf(manifest).shareProcessNamespace).toBe(false);
    expect(problems).toMatchObject([{ ruleId: 'contract/patched-field', fieldPath: 'spec.shareProcessNamespace', value: false }]);
    expect(problems[0].message).toContain("'/spec/shareProcessNamespace'");
  });

  test('that a patch removed stays removed, and the patch is named', () => {
    const { manifest, problems } = assemble(WEB, [share()], { ...OPTIONS, patchedPointers: ['/spec/shareProcessNamespace'] });
    expect(specOf(manifest).shareProcessNamespace).toBeUndefined();
    expect(problems).toMatchObject([{ ruleId: 'contract/patched-field' }]);
  });

  test('that nobody asked for goes with the mappings that are empty without it, but not one that a patch set', () => {
    const base = pod({ ...specOf(WEB), hostNetwork: false, securityContext: { fsGroupChangePolicy: 'Always' } });
    const unrequested = [
      ['spec', 'hostNetwork'],
      ['spec', 'securityContext', 'fsGroupChangePolicy'],
      ['spec', 'absent', 'field'],
    ];
    expect(specOf(assemble(base, [], { ...OPTIONS, unrequested }).manifest)).toEqual(specOf(WEB));
    const patched = assemble(base, [], { ...OPTIONS, unrequested, patchedPointers: ['/spec/hostNetwork'] });
    expect(specOf(patched.manifest)).toEqual({ ...specOf(WEB), hostNetwork: false });
  });

  test('of annotations is written beside those that are there', () => {
    const base = pod(specOf(WEB), { name: 'web', annotations: { 'a/b': 'c' } });
    const additions: PodAdditions = { origin: 'adapter', containers: [], podAnnotations: { 'prometheus.io/scrape': 'true' } };
    expect(asObject(assemble(base, [additions], OPTIONS).manifest.metadata).annotations).toEqual({
      'a/b': 'c',
      'prometheus.io/scrape': 'true',
    });
  });

  test('has its path said as the server says it', () => {
    const base = pod(specOf(WEB), { annotations: { 'prometheus.io/scrape': 'false' } });
    const additions: PodAdditions = { origin: 'adapter', containers: [], podAnnotations: { 'prometheus.io/scrape': 'true' } };
    expect(assemble(base, [additions], OPTIONS).problems[0].fieldPath).toBe('metadata.annotations[prometheus.io/scrape]');
  });
});

describe('the containers of roles', () => {
  test('stand where their placement says, in the order of their conditions', () => {
    const migrate = role('migrate', { placement: 'init', dependsOn: [{ container: 'db', condition: StartCondition.HEALTHY }] });
    const db = role('db', {}, { startupProbe: { exec: { command: ['ready'] } } });
    const { manifest, problems } = assemble(
      WEB,
      [migrate, role('log'), db, role('render', { placement: 'init' }), role('plain', { placement: 'ordinary' })],
      OPTIONS,
    );
    expect(problems).toEqual([]);
    const order = namesOf(manifest, 'initContainers');
    expect(order[0]).toBe('render');
    expect([...order].sort()).toEqual(['db', 'log', 'migrate', 'render']);
    expect(order.indexOf('db')).toBeLessThan(order.indexOf('migrate'));
    expect(namesOf(manifest, 'containers')).toEqual(['web', 'plain']);
  });

  test('leave the order of those that were there', () => {
    const initContainers = [
      { name: 'proxy', image: 'p', restartPolicy: 'Always' },
      { name: 'migrate', image: 'm' },
      { name: 'check', image: 'c' },
    ];
    const { manifest } = assemble(pod({ ...specOf(WEB), initContainers }), [role('agent')], OPTIONS);
    expect(namesOf(manifest, 'initContainers')).toEqual(['proxy', 'migrate', 'check', 'agent']);
  });

  test('that others wait for take their startup probe from their readiness probe, with more patience', () => {
    const db = role('db', {}, { readinessProbe: { tcpSocket: { port: 1 }, successThreshold: 3, failureThreshold: 2 } });
    const main = forMain({ dependsOn: [{ container: 'db', condition: StartCondition.HEALTHY }] });
    const { manifest, problems } = assemble(WEB, [db, main], OPTIONS);
    expect(problems).toEqual([]);
    expect(asObject(asList(specOf(manifest).initContainers)[0]).startupProbe).toEqual({ tcpSocket: { port: 1 }, failureThreshold: 30 });
  });

  test('that cannot be waited for are reported at the container that waits', () => {
    const main = forMain({
      dependsOn: [
        { container: 'db', condition: StartCondition.HEALTHY },
        { container: 'nobody', condition: StartCondition.STARTED },
      ],
    });
    const { problems } = assemble(WEB, [role('db'), main], OPTIONS);
    expect(problems.map(({ ruleId, fieldPath }) => [ruleId, fieldPath])).toEqual([
      ['contract/health-not-stated', 'spec.containers[0]'],
      ['contract/unknown-dependency', 'spec.containers[0]'],
    ]);
  });

  test('that are ordinary for want of native sidecars lose their conditions and the order of the stop, which is said once', () => {
    const legacy = (name: string, more: Partial<RoleContainer> = {}) =>
      role(name, { placement: 'ordinary', lacksNativeSidecars: true, ...more });
    const main = forMain({ dependsOn: [{ container: 'db', condition: StartCondition.STARTED }] });
    const logs = legacy('logs', { dependsOn: [{ container: 'db', condition: StartCondition.HEALTHY }] });
    const { problems } = assemble(WEB, [legacy('db'), logs, main], OPTIONS);
    expect(problems).toMatchObject([
      { ruleId: 'contract/without-native-sidecars', severity: 'warning', fieldPath: 'spec.containers[1]', value: 'db, logs' },
    ]);
    expect(problems[0].message).toBe(
      "the target version has no native sidecars, so 'db', 'logs' are ordinary containers that start and stop together with main: " +
        "'web' does not wait for 'db' to be STARTED, 'logs' does not wait for 'db' to be HEALTHY, nothing stops after main",
    );
  });

  test('that are ordinary because they were asked to be lose nothing', () => {
    expect(assemble(WEB, [role('logs', { placement: 'ordinary' })], OPTIONS).problems).toEqual([]);
  });

  test('that state no health are offered a probe that fits where they listen', () => {
    const main = forMain({ dependsOn: [{ container: 'db', condition: StartCondition.HEALTHY }] });
    const offer = (endpoint: Partial<EndpointIntent>) => {
      const endpoints = [
        { port: 53, protocol: 'UDP' as const, bind: BindAddress.POD },
        { port: 5432, protocol: 'TCP' as const, bind: BindAddress.POD, ...endpoint },
      ];
      return assemble(WEB, [role('db', { endpoints }), main], OPTIONS).problems[0].fix;
    };
    expect(offer({})).toContain('startupProbe: HealthProbe.tcp({ port: 5432 })');
    expect(offer({ scheme: 'grpc' })).toContain('startupProbe: HealthProbe.grpc({ port: 5432 })');
    expect(offer({ scheme: 'http' })).toContain("startupProbe: HealthProbe.http('/', { port: 5432 })");
    expect(offer({ bind: BindAddress.LOOPBACK })).toContain("startupProbe: HealthProbe.exec(['nc', '-z', '127.0.0.1', '5432'])");
    expect(offer({ protocol: 'SCTP' })).toContain('(HealthProbe.exec where it listens on loopback');
  });

  test('of one name stay, so that the server can be heard on them', () => {
    const { manifest } = assemble(WEB, [role('same'), role('same', { placement: 'init' })], OPTIONS);
    expect(namesOf(manifest, 'initContainers')).toEqual(['same', 'same']);
  });
});

describe('volumes', () => {
  const mount = (name: string, source: JsonObject, access: 'read' | 'write' = 'write') => ({
    volume: { name, ...source },
    mount: { name, mountPath: '/data' },
    access,
    hasContent: false,
  });

  test('are written once for all who use them, and twice where they differ', () => {
    const same = mount('data', { emptyDir: {} });
    const other = mount('data', { configMap: { name: 'c' } }, 'read');
    const { manifest, intent } = assemble(
      WEB,
      [role('a', { mounts: [same] }), role('b', { mounts: [same] }), role('c', { mounts: [other] })],
      OPTIONS,
    );
    expect(specOf(manifest).volumes).toEqual([
      { name: 'data', emptyDir: {} },
      { name: 'data', configMap: { name: 'c' } },
    ]);
    expect(intent.containers.a.shares).toEqual([{ volume: 'data', mountPath: '/data', access: 'write' }]);
    expect(intent.volumes).toEqual({ data: { hasContent: false } });
  });
});

describe('intent', () => {
  test('says what each container is, and whether a pattern made the pod', () => {
    const guard = role('guard', { role: 'guard', intent: { guardedPort: 8080 }, drainSeconds: 5, writesTo: ['/tmp'] });
    const { intent } = assemble(WEB, [guard], { ...OPTIONS, ownsPod: true });
    expect(intent.isWhole).toBe(true);
    expect(intent.containers.web).toMatchObject({ role: 'main', endpoints: [] });
    expect(intent.containers.guard).toMatchObject({ role: 'guard', guardedPort: 8080, drainSeconds: 5, writesTo: ['/tmp'] });
  });
});

describe('defaults', () => {
  const all = { ...OPTIONS, defaults: PodDefaults.ALL, ownsPod: true, mainName: 'web' };
  const container = (manifest: JsonObject, list = 'containers') => asObject(asList(specOf(manifest)[list])[0]);

  test('of a pod that somebody else made are for the containers of roles alone', () => {
    const { manifest } = assemble(WEB, [role('agent')], { ...all, ownsPod: false });
    expect(container(manifest)).toEqual({ name: 'web', image: 'nginx' });
    expect(specOf(manifest).securityContext).toBeUndefined();
    expect(container(manifest, 'initContainers').securityContext).toEqual({
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
      runAsNonRoot: true,
      runAsUser: 65532,
      seccompProfile: { type: 'RuntimeDefault' },
    });
  });

  test('leave to the pod what the pod says for all of its containers', () => {
    const base = pod({ ...specOf(WEB), securityContext: { runAsUser: 1000, runAsNonRoot: true } });
    const { manifest } = assemble(base, [role('agent')], { ...all, ownsPod: false });
    const security = asObject(container(manifest, 'initContainers').securityContext);
    expect([security.runAsUser, security.runAsNonRoot, asObject(security.seccompProfile).type]).toEqual([
      undefined,
      undefined,
      'RuntimeDefault',
    ]);
  });

  test('never contradict a privileged container', () => {
    const base = pod({ containers: [{ name: 'web', image: 'nginx', securityContext: { privileged: true } }] });
    expect(container(assemble(base, [], all).manifest).securityContext).toEqual({ privileged: true, readOnlyRootFilesystem: true });
  });

  test('share a group where there are volumes', () => {
    const group = (base: JsonObject) => asObject(specOf(assemble(base, [], all).manifest).securityContext).fsGroup;
    expect(group(WEB)).toBeUndefined();
    expect(group(pod({ ...specOf(WEB), volumes: [{ name: 'data', emptyDir: {} }] }))).toBe(65532);
  });

  test('give an image the directories that it writes to, unless a volume is there', () => {
    const mounts = [{ name: 'data', mountPath: '/var/' }];
    const base = pod({
      containers: [{ name: 'web', image: 'nginx', volumeMounts: mounts }],
      volumes: [
        { name: 'data', emptyDir: {} },
        { name: 'web-tmp', emptyDir: {} },
      ],
    });
    const { manifest } = assemble(base, [forMain({ writesTo: ['/tmp', '/var/cache', '/var'] }, 'main')], all);
    expect(container(manifest).volumeMounts).toEqual([...mounts, { name: 'web-tmp-2', mountPath: '/tmp' }]);
    expect(asList(specOf(manifest).volumes)[2]).toEqual({ name: 'web-tmp-2', emptyDir: { sizeLimit: '64Mi' } });
  });

  test('keep the names of such volumes within a DNS label', () => {
    const name = 'a'.repeat(62);
    const { manifest } = assemble(pod({ containers: [{ name, image: 'nginx' }] }), [forMain({ writesTo: ['/tmp'] }, 'main')], {
      ...all,
      mainName: name,
    });
    expect(asObject(asList(specOf(manifest).volumes)[0]).name).toBe(name);
  });

  test('leave the root file system of an image alone that says it is not read-only', () => {
    const base = pod({ containers: [{ name: 'web', image: 'nginx', securityContext: { readOnlyRootFilesystem: false } }] });
    expect(specOf(assemble(base, [forMain({ writesTo: ['/tmp'] }, 'main')], all).manifest).volumes).toBeUndefined();
  });

  test('name main as the default container where there is more than one, unless another is named', () => {
    const annotation = (base: JsonObject, additions: PodAdditions[]) =>
      asObject(asObject(assemble(base, additions, all).manifest.metadata).annotations);
    const key = 'kubectl.kubernetes.io/default-container';
    expect(annotation(WEB, [])).toEqual({});
    expect(annotation(WEB, [role('agent')])).toEqual({ [key]: 'web' });
    expect(annotation(pod(specOf(WEB), { annotations: { [key]: 'agent' } }), [role('agent')])).toEqual({ [key]: 'agent' });
  });

  test('of one container may differ from those of its pod', () => {
    const { manifest } = assemble(WEB, [role('agent', { defaults: PodDefaults.only(PodDefault.RESOURCES) })], all);
    expect(Object.keys(container(manifest, 'initContainers'))).toEqual(['image', 'name', 'resources', 'restartPolicy']);
  });
});

describe('the grace period', () => {
  const options = { ...OPTIONS, defaults: PodDefaults.only(PodDefault.GRACE_PERIOD), mainName: 'web' };
  const agent = role('agent', { drainSeconds: 40 }, { lifecycle: { preStop: { sleep: { seconds: 2 } } } });
  const grace = (base: JsonObject, more: Partial<AssemblyOptions> = {}) =>
    specOf(assemble(base, [agent, forMain({ drainSeconds: 10 }, 'main')], { ...options, ...more }).manifest).terminationGracePeriodSeconds;

  test('is as long as the drains need, unless the user has said how long it is', () => {
    expect(grace(WEB, { ownsPod: true })).toBe(55);
    expect(grace(pod({ ...specOf(WEB), terminationGracePeriodSeconds: 20 }), { ownsPod: true })).toBe(20);
  });

  test('of a pod that somebody else made is only raised', () => {
    expect(grace(pod({ ...specOf(WEB), terminationGracePeriodSeconds: 30 }))).toBe(55);
    expect(grace(WEB)).toBe(55);
    expect(grace(pod({ ...specOf(WEB), terminationGracePeriodSeconds: 90 }))).toBe(90);
    expect(
      grace(pod({ ...specOf(WEB), terminationGracePeriodSeconds: 30 }), { patchedPointers: ['/spec/terminationGracePeriodSeconds'] }),
    ).toBe(30);
  });

  test('is left alone where nobody states a drain, or the default is off', () => {
    expect(specOf(assemble(WEB, [role('agent')], options).manifest).terminationGracePeriodSeconds).toBeUndefined();
    expect(grace(WEB, { defaults: PodDefaults.NONE })).toBeUndefined();
  });
});
