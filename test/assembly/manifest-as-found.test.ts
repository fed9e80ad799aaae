import * as fc from 'fast-check';
import { AssemblyOptions, assemble } from '../../src/assembly/assemble';
import { ContainerAdditions, NOTHING, PodAdditions } from '../../src/assembly/pod-additions';
import { PodDefaults } from '../../src/assembly/pod-default';
import { KubernetesVersion } from '../../src/cluster/kubernetes-version';
import { BindAddress } from '../../src/manifest/bind-address';
import { JsonObject, JsonValue, asList, asObject } from '../../src/manifest/json';

const OPTIONS: AssemblyOptions = {
  version: KubernetesVersion.DEFAULT,
  defaults: PodDefaults.ALL,
  ownsPod: true,
  mainName: 'web',
  unrequested: [],
  patchedPointers: [],
  sortKeys: true,
};

const AGENT: PodAdditions = {
  origin: "sidecar 'agent'",
  containers: [
    {
      ...NOTHING,
      name: 'agent',
      role: 'sidecar',
      placement: 'native-sidecar',
      manifest: { name: 'agent', image: 'busybox' },
      writesTo: ['/tmp'],
    },
  ],
};

function pod(spec: JsonObject): JsonObject {
  return { apiVersion: 'v1', kind: 'Pod', metadata: {}, spec: { containers: [{ name: 'web', image: 'nginx' }], ...spec } };
}

function toMain(main: Partial<ContainerAdditions>): PodAdditions {
  return { origin: 'main', containers: [], main: { ...NOTHING, ...main } };
}

function mainOf({ manifest }: { readonly manifest: JsonObject }): JsonObject {
  return asObject(asList(asObject(manifest.spec).containers)[0]);
}

describe('what a manifest says wrongly', () => {
  test.each<[string, JsonValue]>([
    ['containers', { name: 'web' }],
    ['initContainers', 'agent'],
    ['volumes', { logs: {} }],
    ['securityContext', 'restricted'],
  ])('in spec.%s is still there for the rules to report', (field, value) => {
    const { manifest } = assemble(pod({ [field]: value }), [AGENT], OPTIONS);
    expect(asObject(manifest.spec)[field]).toEqual(value);
  });

  test('in the metadata is still there for the rules to report', () => {
    expect(assemble({ ...pod({}), metadata: 'web' }, [AGENT], OPTIONS).manifest.metadata).toBe('web');
  });

  test('in a mount does not keep a directory from being writable', () => {
    const volumeMounts = [{ name: 'v' }];
    const base = pod({ containers: [{ name: 'web', image: 'nginx', volumeMounts }] });
    const mounts = mainOf(assemble(base, [toMain({ writesTo: ['/tmp'] })], OPTIONS)).volumeMounts;
    expect(mounts).toEqual([...volumeMounts, { name: 'web-tmp', mountPath: '/tmp' }]);
  });

  test('in an entry of a list is still there for the rules to report', () => {
    const { manifest } = assemble(pod({ containers: [null, { name: 'web', image: 'nginx' }], initContainers: ['x'] }), [AGENT], OPTIONS);
    const spec = asObject(manifest.spec);
    expect(asList(spec.containers)).toContain(null);
    expect(asList(spec.initContainers)).toContain('x');
  });

  test('in a list of main is still there for the rules to report', () => {
    const base = pod({ containers: [{ name: 'web', image: 'nginx', env: { A: '1' } }] });
    expect(mainOf(assemble(base, [toMain({ manifest: { env: [{ name: 'B', value: '2' }] } })], OPTIONS)).env).toEqual({ A: '1' });
  });

  test('never makes the assembly throw or change the base', () => {
    const fields = ['containers', 'initContainers', 'volumes', 'securityContext', 'resources', 'terminationGracePeriodSeconds', 'os'];
    const additions = [AGENT, toMain({ manifest: { env: [{ name: 'A', value: '1' }], ports: [{ containerPort: 80 }] }, drainSeconds: 40 })];
    const list = fc.array(
      fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom('name', 'env', 'ports', 'volumeMounts', 'securityContext'), fc.jsonValue())),
    );
    const kinds: [string, (template: JsonObject) => JsonObject][] = [
      ['Pod', (template) => ({ apiVersion: 'v1', kind: 'Pod', ...template })],
      ['Deployment', (template) => ({ apiVersion: 'apps/v1', kind: 'Deployment', spec: { template } })],
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...kinds),
        fc.dictionary(fc.constantFrom(...fields), fc.oneof(fc.jsonValue(), list)),
        fc.jsonValue(),
        fc.boolean(),
        ([, around], spec, metadata, ownsPod) => {
          const base = around({ spec: spec as JsonObject, metadata: metadata as JsonValue });
          const before = JSON.stringify(base);
          assemble(base, additions, { ...OPTIONS, ownsPod, unrequested: [['spec', 'template', 'spec', 'securityContext', 'x']] });
          expect(JSON.stringify(base)).toBe(before);
        },
      ),
    );
  });

  test('fails where there is no pod template for a role to be written into', () => {
    const { manifest, problems } = assemble({ apiVersion: 'apps/v1', kind: 'Deployment', spec: {} }, [AGENT], OPTIONS);
    expect(manifest).toEqual({ apiVersion: 'apps/v1', kind: 'Deployment', spec: {} });
    expect(problems).toMatchObject([{ ruleId: 'contract/role-without-pod', fieldPath: 'spec.template', value: "sidecar 'agent'" }]);
  });
});

describe('a patch', () => {
  test('on a mapping keeps what the patch put into it, though nobody asked for it', () => {
    const base = pod({ securityContext: { fsGroupChangePolicy: 'Always' } });
    const unrequested = [['spec', 'securityContext', 'fsGroupChangePolicy']];
    const { manifest } = assemble(base, [], { ...OPTIONS, unrequested, patchedPointers: ['/spec/securityContext'] });
    expect(asObject(asObject(manifest.spec).securityContext).fsGroupChangePolicy).toBe('Always');
  });

  test("on an init container is not taken for one on the role's container that now stands in its place", () => {
    const base = pod({ initContainers: [{ name: 'proxy', image: 'p', restartPolicy: 'Always', securityContext: { runAsUser: 5 } }] });
    const init: PodAdditions = { ...AGENT, containers: [{ ...AGENT.containers[0], placement: 'init' }] };
    const { manifest } = assemble(base, [init], { ...OPTIONS, patchedPointers: ['/spec/initContainers/0/securityContext'] });
    const roleContainer = asList(asObject(manifest.spec).initContainers)
      .map(asObject)
      .find(({ name }) => name === 'agent');
    expect(roleContainer?.securityContext).toMatchObject({ readOnlyRootFilesystem: true });
  });

  test('on main keeps the defaults away from what it touched', () => {
    const { manifest } = assemble(pod({}), [], { ...OPTIONS, patchedPointers: ['/spec/containers/0/resources'] });
    expect(mainOf({ manifest }).resources).toBeUndefined();
  });

  test('on a part of what a role writes fails at that part', () => {
    const base = pod({ securityContext: { supplementalGroups: [1] } });
    const { problems } = assemble(base, [{ origin: 'main', containers: [], podFields: { securityContext: { supplementalGroups: [2] } } }], {
      ...OPTIONS,
      patchedPointers: ['/spec/securityContext/supplementalGroups'],
    });
    expect(problems).toMatchObject([
      { ruleId: 'contract/patched-field', fieldPath: 'spec.securityContext.supplementalGroups', value: [1] },
    ]);
  });
});

describe('what nobody asked for', () => {
  test('does not take along a mapping that was empty before', () => {
    const { manifest } = assemble(pod({ securityContext: {} }), [], {
      ...OPTIONS,
      defaults: PodDefaults.NONE,
      unrequested: [['spec', 'securityContext', 'runAsNonRoot']],
    });
    expect(asObject(manifest.spec).securityContext).toEqual({});
  });
});

describe('what is added to main', () => {
  test('goes before the variable that refers to it, because Kubernetes expands only what came before', () => {
    const url = { name: 'URL', value: 'http://$(DB_HOST)/' };
    const base = pod({ containers: [{ name: 'web', image: 'nginx', env: [{ name: 'A', value: 'a' }, url] }] });
    const env = [
      { name: 'DB_HOST', value: '127.0.0.1' },
      { name: 'B', value: 'b' },
    ];
    const names = asList(mainOf(assemble(base, [toMain({ manifest: { env } })], OPTIONS)).env).map((entry) => asObject(entry).name);
    expect(names).toEqual(['A', 'DB_HOST', 'URL', 'B']);
  });

  test('is no second port where main says the same with more words', () => {
    const ports = [{ containerPort: 80, name: 'http', protocol: 'TCP' }];
    const base = pod({ containers: [{ name: 'web', image: 'nginx', ports }] });
    const added = [{ containerPort: 80 }, { containerPort: 80, protocol: 'UDP' }, { containerPort: 80, name: 'other' }];
    expect(mainOf(assemble(base, [toMain({ manifest: { ports: added } })], OPTIONS)).ports).toEqual([ports[0], added[1], added[2]]);
  });

  test('is no second endpoint where main has it already', () => {
    const endpoint = { port: 80, protocol: 'TCP' as const, bind: BindAddress.LOOPBACK };
    const udp = { ...endpoint, protocol: 'UDP' as const };
    const additions = [toMain({ endpoints: [endpoint] }), toMain({ endpoints: [endpoint, udp, { ...endpoint, bind: BindAddress.POD }] })];
    expect(assemble(pod({}), additions, OPTIONS).intent.containers.web.endpoints).toEqual([
      endpoint,
      udp,
      { ...endpoint, bind: BindAddress.POD },
    ]);
  });

  test('is copied, so that changing a manifest leaves the next one as it was', () => {
    const added = toMain({ manifest: { lifecycle: { preStop: { sleep: { seconds: 3 } } }, env: [{ name: 'A', value: '1' }] } });
    const first = mainOf(assemble(pod({}), [added], { ...OPTIONS, sortKeys: false }));
    asObject(asObject(first.lifecycle).preStop).sleep = 'changed';
    asObject(asList(first.env)[0]).value = 'changed';
    expect(mainOf(assemble(pod({}), [added], OPTIONS))).toMatchObject({
      lifecycle: { preStop: { sleep: { seconds: 3 } } },
      env: [{ name: 'A', value: '1' }],
    });
  });
});
