import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { parse } from 'yaml';
import { KubernetesVersion } from '../../../src/cluster/kubernetes-version';
import { JsonObject, JsonValue, asObject } from '../../../src/manifest/json';
import { PodModel } from '../../../src/manifest/pod-model';
import { PodSecurityLevel } from '../../../src/rules/security/pod-security-level';
import { podSecurityVerdict } from '../../../src/rules/security/pod-security-verdict';

const PROGRAMS = join(__dirname, '..', '..', '..', 'lab', 'bin');
const PODS_PER_VERSION = 400;

/** The reasons that the server gives, by the rule that says the same. */
const REASONS: Readonly<Record<string, string>> = {
  'security/app-armor': 'forbidden AppArmor profile',
  'security/capabilities': 'non-default capabilities',
  'security/capabilities-restricted': 'unrestricted capabilities',
  'security/host-namespaces': 'host namespaces',
  'security/host-path-volumes': 'hostPath volumes',
  'security/host-ports': 'hostPort',
  'security/host-probes': 'probe or lifecycle host',
  'security/privilege-escalation': 'allowPrivilegeEscalation != false',
  'security/privileged': 'privileged',
  'security/proc-mount': 'procMount',
  'security/proc-mount-restricted': 'procMount',
  'security/run-as-non-root': 'runAsNonRoot != true',
  'security/run-as-user': 'runAsUser=0',
  'security/se-linux': 'seLinuxOptions',
  'security/seccomp': 'seccompProfile',
  'security/seccomp-restricted': 'seccompProfile',
  'security/sysctls': 'forbidden sysctls',
  'security/volume-types': 'restricted volume types',
  'security/windows-host-process': 'hostProcess',
};

/** A mapping with some of the keys, each with one of its values. */
function some(fields: Record<string, fc.Arbitrary<JsonValue>>): fc.Arbitrary<JsonObject> {
  return fc.record(fields, { requiredKeys: [] });
}

const flag = fc.constantFrom<JsonValue[]>(true, false, null);
const profile = some({ type: fc.constantFrom('RuntimeDefault', 'Localhost', 'Unconfined', 'Other', '') });
const capabilityNames = fc.array(fc.constantFrom('ALL', 'NET_BIND_SERVICE', 'CHOWN', 'NET_ADMIN', 'SYS_ADMIN', 'all'), { maxLength: 2 });
const shared = {
  runAsNonRoot: flag,
  runAsUser: fc.constantFrom<JsonValue[]>(0, 1, 1000, null),
  seccompProfile: profile,
  appArmorProfile: profile,
  seLinuxOptions: some({
    type: fc.constantFrom('', 'container_t', 'container_engine_t', 'container_kvm_t', 'spc_t'),
    user: fc.constantFrom('', 'sysadm_u'),
    role: fc.constantFrom('', 'sysadm_r'),
  }),
  windowsOptions: some({ hostProcess: flag }),
};
const host = fc.constantFrom('', '127.0.0.1', 'example.com');
const handler = some({ httpGet: some({ port: fc.constant(80), host }), tcpSocket: some({ port: fc.constant(80), host }) });
const containerFields = {
  securityContext: some({
    ...shared,
    privileged: flag,
    allowPrivilegeEscalation: flag,
    procMount: fc.constantFrom<JsonValue[]>('Default', 'Unmasked', 'Other', '', null),
    capabilities: some({ add: capabilityNames, drop: capabilityNames }),
  }),
  ports: fc.array(some({ containerPort: fc.constant(80), hostPort: fc.constantFrom(0, 80) }), { maxLength: 2 }),
  livenessProbe: handler,
  readinessProbe: handler,
  startupProbe: handler,
  lifecycle: some({ postStart: handler, preStop: handler }),
};
const SOURCES: readonly string[] = [
  'awsElasticBlockStore',
  'azureDisk',
  'azureFile',
  'cephfs',
  'cinder',
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'fc',
  'flexVolume',
  'flocker',
  'gcePersistentDisk',
  'gitRepo',
  'glusterfs',
  'hostPath',
  'image',
  'iscsi',
  'nfs',
  'persistentVolumeClaim',
  'photonPersistentDisk',
  'portworxVolume',
  'projected',
  'quobyte',
  'rbd',
  'scaleIO',
  'secret',
  'storageos',
  'vsphereVolume',
  'unknown',
];
const volume = fc
  .dictionary(fc.constantFrom(...SOURCES), fc.constantFrom<JsonValue[]>({}, {}, {}, null), { maxKeys: 2, noNullPrototype: true })
  // A server whose image volumes are switched off takes out what stands beside the image as well.
  .map((sources): JsonObject => (sources.image ? { name: 'data', image: {} } : { name: 'data', ...sources }));
const annotations = fc.dictionary(
  fc.constantFrom(
    'container.apparmor.security.beta.kubernetes.io/web',
    'container.apparmor.security.beta.kubernetes.io/other',
    'seccomp.security.alpha.kubernetes.io/pod',
  ),
  fc.constantFrom('', 'runtime/default', 'localhost/one', 'localhost', 'unconfined'),
  { maxKeys: 2, noNullPrototype: true },
);

function containers(name: string): fc.Arbitrary<JsonValue> {
  return fc
    .array(some(containerFields), { minLength: 1, maxLength: 2 })
    .map((drawn) =>
      drawn.map((container, index) => ({ ...container, name: index === 0 ? name : `${name}-${index}`, image: 'nginx:1.29' })),
    );
}

const pods = fc
  .tuple(
    annotations,
    some({
      hostNetwork: flag,
      hostPID: flag,
      hostIPC: flag,
      hostUsers: flag,
      os: some({ name: fc.constantFrom('linux', 'windows') }),
      securityContext: some({
        ...shared,
        sysctls: fc.array(
          fc
            .constantFrom(
              'kernel.shm_rmid_forced',
              'net.ipv4.tcp_rmem',
              'net.ipv4.tcp_fin_timeout',
              'net.ipv4.tcp_notsent_lowat',
              'kernel.msgmax',
            )
            .map((name) => ({ name, value: '1' })),
          { maxLength: 2 },
        ),
      }),
      volumes: fc.array(volume, { maxLength: 2 }),
      initContainers: containers('init'),
      ephemeralContainers: containers('debug'),
    }),
    containers('web'),
  )
  .map(([drawn, spec, ordinary]): JsonObject => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web', annotations: drawn },
    spec: { ...spec, containers: ordinary },
  }));

/** The fields that a server takes out before it judges, by the version that first keeps them. The checks judge what is written. */
const TAKEN_OUT: Readonly<Record<string, number>> = { appArmorProfile: 30, procMount: 33 };

/** A manifest without the fields that the server of a version takes out of it. */
function asKept(manifest: JsonObject, version: KubernetesVersion): JsonObject {
  const isKept = (field: string) => !(field in TAKEN_OUT) || version.minor >= TAKEN_OUT[field];
  return JSON.parse(JSON.stringify(manifest, (field, value: unknown) => (isKept(field) ? value : undefined))) as JsonObject;
}

interface ServerVerdict {
  readonly decode?: string;
  readonly panic?: string;
  readonly podSecurity?: Record<string, { readonly allowed: boolean; readonly violations: { readonly reason: string }[] }>;
}

function serverVerdicts(program: string, manifests: readonly JsonObject[]): ServerVerdict[] {
  const input = manifests.map((manifest, id) => JSON.stringify({ id, manifest })).join('\n');
  const { stdout, status, stderr } = spawnSync(program, { input, encoding: 'utf8', maxBuffer: 2 ** 30 });
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${stderr}`);
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as ServerVerdict);
}

/** The reasons for which a level keeps a pod out, each of them once. */
function reasonsOf(manifest: JsonObject, level: PodSecurityLevel, version: KubernetesVersion): string[] {
  const { violations } = podSecurityVerdict(PodModel.read(manifest)!, level, version);
  const reasons = [...new Set(violations.map(({ ruleId }) => REASONS[ruleId]))];
  return serverReasons(
    manifest,
    reasons.map((reason) => ({ reason })),
  );
}

/** The pods of the standards' own fixtures, where the folder that FIXTURES names has them. */
function fixtures(): JsonObject[] {
  const folder = join(process.env.FIXTURES ?? '', 'pod-security');
  if (!process.env.FIXTURES || !existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => parse(readFileSync(join(folder, file), 'utf8')) as JsonObject);
}

/**
 * The reasons of a server in one spelling. A Pod on the network of its node is told twice: of that, and of the host ports that the server
 * fills in because of it. The rule on host ports speaks of those that are written.
 */
function serverReasons(manifest: JsonObject, violations: readonly { readonly reason: string }[]): string[] {
  const isHostNetwork = asObject(manifest.spec).hostNetwork === true;
  const spelled = violations.map(({ reason }) => reason.replace('AppArmor profiles', 'AppArmor profile')).sort();
  return isHostNetwork ? spelled.filter((reason) => reason !== REASONS['security/host-ports']) : spelled;
}

describe.each(KubernetesVersion.ALL.map((version) => [version.toString(), version] as const))('the server of %s', (name, version) => {
  const program = join(PROGRAMS, `verdict-${name}`);
  if (existsSync(program)) {
    test('keeps out the same pods for the same reasons', () => {
      const drawn = fc.sample(pods, { numRuns: PODS_PER_VERSION, seed: version.minor });
      const manifests = [...drawn, ...fixtures()].map((pod) => asKept(pod, version));
      const judged = serverVerdicts(program, manifests);
      expect(judged).toHaveLength(manifests.length);
      manifests.forEach((manifest, index) => {
        const { podSecurity } = judged[index];
        if (podSecurity === undefined) throw new Error(`no verdict: ${JSON.stringify(judged[index])}`);
        for (const level of [PodSecurityLevel.BASELINE, PodSecurityLevel.RESTRICTED]) {
          const reasons = serverReasons(manifest, podSecurity[level].violations);
          expect({ manifest, level, reasons: reasonsOf(manifest, level, version) }).toEqual({ manifest, level, reasons });
        }
      });
    });
  } else {
    test('was not asked: lab/build makes its verdict program', () => {
      process.stderr.write(`The Pod Security Standards of ${name} were not compared with the server: lab/bin has no verdict-${name}.\n`);
    });
  }
});
