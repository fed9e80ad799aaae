import { AssemblyOptions, assemble } from '../../src/assembly/assemble';
import { NOTHING, PodAdditions, RoleContainer } from '../../src/assembly/pod-additions';
import { PodDefault, PodDefaults } from '../../src/assembly/pod-default';
import { KubernetesVersion } from '../../src/cluster/kubernetes-version';
import { JsonObject, asList, asObject } from '../../src/manifest/json';

const OPTIONS: AssemblyOptions = {
  version: KubernetesVersion.DEFAULT,
  defaults: PodDefaults.ALL,
  ownsPod: false,
  unrequested: [],
  patchedPointers: [],
  sortKeys: true,
};

function agent(fields: Partial<RoleContainer> = {}, manifest: JsonObject = {}): PodAdditions {
  return {
    origin: "sidecar 'agent'",
    containers: [
      {
        ...NOTHING,
        name: 'agent',
        role: 'sidecar',
        placement: 'native-sidecar',
        ...fields,
        manifest: { name: 'agent', image: 'busybox', ...manifest },
      },
    ],
  };
}

/** The manifest of a pod with one container `web` and these fields of its `spec`, after the additions. */
function assembled(spec: JsonObject, additions: PodAdditions[], options: Partial<AssemblyOptions> = {}) {
  const base: JsonObject = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {},
    spec: { containers: [{ name: 'web', image: 'nginx' }], ...spec },
  };
  const { manifest, problems } = assemble(base, additions, { ...OPTIONS, ...options });
  return { manifest, problems, spec: asObject(manifest.spec) };
}

function agentIn(spec: JsonObject): JsonObject {
  return asObject(asList(spec.initContainers).find((container) => asObject(container).name === 'agent'));
}

describe("the security of a role's container", () => {
  const securityBeside = (pod: JsonObject, own: JsonObject = {}, defaults = PodDefaults.ALL) =>
    asObject(agentIn(assembled({ securityContext: pod }, [agent({ defaults }, { securityContext: own })]).spec).securityContext);

  test('is its own where the pod runs as root, which the kubelet would refuse for a container that must not', () => {
    expect(securityBeside({ runAsUser: 0 })).toMatchObject({ runAsUser: 65532, runAsNonRoot: true });
  });

  test('is its own where the pod says something laxer', () => {
    const security = securityBeside({ runAsUser: 1000, runAsNonRoot: false, seccompProfile: { type: 'Unconfined' } });
    expect(security).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
    expect(security.runAsUser).toBeUndefined();
  });

  test("is the pod's where that is as strict", () => {
    const security = securityBeside({ runAsUser: 1000, runAsNonRoot: true, seccompProfile: { type: 'Localhost', localhostProfile: 'p' } });
    expect(Object.keys(security)).toEqual(['allowPrivilegeEscalation', 'capabilities', 'readOnlyRootFilesystem']);
  });

  test('does not say that it is not root where it was asked to be, by itself or through the pod', () => {
    expect(securityBeside({}, { runAsUser: 0 }).runAsNonRoot).toBeUndefined();
    expect(securityBeside({ runAsUser: 0 }, {}, PodDefaults.without(PodDefault.NUMERIC_USER)).runAsNonRoot).toBeUndefined();
  });

  test('is its own in the pod of a pattern that has its security switched off', () => {
    const { spec } = assembled({}, [agent({ defaults: PodDefaults.ALL })], { ownsPod: true, mainName: 'web', defaults: PodDefaults.NONE });
    expect(asObject(agentIn(spec).securityContext)).toMatchObject({ runAsUser: 65532, runAsNonRoot: true });
    expect(spec.securityContext).toBeUndefined();
  });

  test('leaves privilege escalation alone beside CAP_SYS_ADMIN, with which the API server refuses the contrary', () => {
    const security = securityBeside({}, { capabilities: { add: ['CAP_SYS_ADMIN'] } });
    expect(security.allowPrivilegeEscalation).toBeUndefined();
    expect(security.capabilities).toEqual({ add: ['CAP_SYS_ADMIN'], drop: ['ALL'] });
    expect(securityBeside({}, { capabilities: { add: ['NET_BIND_SERVICE'] } }).allowPrivilegeEscalation).toBe(false);
  });

  test('has on Windows nothing that the API server refuses there', () => {
    const { spec } = assembled({ os: { name: 'windows' }, volumes: [{ name: 'v', emptyDir: {} }] }, [agent()], {
      ownsPod: true,
      mainName: 'web',
    });
    expect(spec.securityContext).toEqual({ runAsNonRoot: true });
    expect(agentIn(spec).securityContext).toBeUndefined();
  });

  test('replaces a context that is there without a value', () => {
    expect(asObject(agentIn(assembled({}, [agent({}, { securityContext: null })]).spec).securityContext).runAsNonRoot).toBe(true);
  });
});

describe('a default', () => {
  const ownsPod = { ownsPod: true, mainName: 'web' };
  const pod = (without: PodDefault) =>
    assembled({ volumes: [{ name: 'v', emptyDir: {} }] }, [agent({ writesTo: ['/tmp'], drainSeconds: 60 })], {
      ...ownsPod,
      defaults: PodDefaults.without(without),
    });

  test.each<[PodDefault, (spec: JsonObject, manifest: JsonObject) => unknown]>([
    [PodDefault.SECURITY_PROFILE, (spec) => [asObject(spec.securityContext).runAsNonRoot, agentIn(spec).securityContext]],
    [PodDefault.NUMERIC_USER, (spec) => [asObject(spec.securityContext).runAsUser, asObject(spec.securityContext).fsGroup]],
    [PodDefault.RESOURCES, (spec) => [agentIn(spec).resources, asObject(asList(spec.containers)[0]).resources]],
    [PodDefault.WRITABLE_DIRECTORIES, (spec) => [agentIn(spec).volumeMounts, asList(spec.volumes)[1]]],
    [PodDefault.NO_SERVICE_LINKS, (spec) => [spec.enableServiceLinks, undefined]],
    [PodDefault.NO_SERVICE_ACCOUNT_TOKEN, (spec) => [spec.automountServiceAccountToken, undefined]],
    [PodDefault.GRACE_PERIOD, (spec) => [spec.terminationGracePeriodSeconds, undefined]],
    [PodDefault.DEFAULT_CONTAINER, (_spec, manifest) => [asObject(manifest.metadata).annotations, undefined]],
  ])('%s can be switched off alone', (podDefault, read) => {
    const off = pod(podDefault);
    const on = pod(PodDefault.CDK8S_PLUS);
    expect(read(off.spec, off.manifest)).toEqual([undefined, undefined]);
    expect((read(on.spec, on.manifest) as unknown[])[0]).toBeDefined();
  });

  test('that the only role of another pod does without is left out of that pod too', () => {
    const { spec, manifest } = assembled({ terminationGracePeriodSeconds: 30 }, [
      agent({ defaults: PodDefaults.NONE, drainSeconds: 60, writesTo: ['/tmp'] }),
    ]);
    expect(manifest.metadata).toEqual({});
    expect(spec).toEqual({
      containers: [{ name: 'web', image: 'nginx' }],
      initContainers: [{ name: 'agent', image: 'busybox', restartPolicy: 'Always' }],
      terminationGracePeriodSeconds: 30,
    });
  });

  test('of resources stays away from a pod that states its own, which they could exceed', () => {
    expect(agentIn(assembled({ resources: { limits: { memory: '32Mi' } } }, [agent()]).spec).resources).toBeUndefined();
    expect(agentIn(assembled({ resources: {} }, [agent()]).spec).resources).toBeDefined();
  });

  test('of a directory is not needed where a volume is mounted above it', () => {
    const volumeMounts = [{ name: 'v', mountPath: '/' }];
    const { spec } = assembled({}, [agent({ writesTo: ['/tmp'] }, { volumeMounts })]);
    expect(agentIn(spec).volumeMounts).toEqual(volumeMounts);
  });

  test('of a directory has a name that fits, however long the directory is', () => {
    const { spec } = assembled({}, [agent({ writesTo: [`/${'a'.repeat(56)}/b`, `/${'a'.repeat(56)}/c`] })]);
    const names = asList(spec.volumes).map((volume) => String(asObject(volume).name));
    expect(new Set(names).size).toBe(2);
    for (const name of names) expect(name).toMatch(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/);
  });
});

describe("the service account's token", () => {
  const needing: PodAdditions = { ...agent(), needsServiceAccountToken: true };
  const token = (spec: JsonObject, options: Partial<AssemblyOptions> = {}, additions = [needing]) =>
    assembled(spec, additions, options).spec.automountServiceAccountToken;

  test('is mounted where a role needs it, and left as it is where none does', () => {
    expect(token({})).toBe(true);
    expect(token({}, {}, [agent()])).toBeUndefined();
    expect(token({}, { ownsPod: true })).toBe(true);
    expect(token({}, { ownsPod: true, defaults: PodDefaults.NONE })).toBe(true);
    expect(token({}, { ownsPod: true }, [agent()])).toBe(false);
    expect(token({ automountServiceAccountToken: true }, { ownsPod: true }, [agent()])).toBe(true);
  });

  test('that a workload refuses and a role needs fails with both said', () => {
    const { problems, spec } = assembled({ automountServiceAccountToken: false }, [needing]);
    expect(spec.automountServiceAccountToken).toBe(false);
    expect(problems).toMatchObject([
      { ruleId: 'contract/conflicting-field', fieldPath: 'spec.automountServiceAccountToken', value: false },
    ]);
    expect(problems[0].message).toContain("sidecar 'agent' sets this field to true");
  });
});
