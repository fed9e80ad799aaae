import { JsonValue } from '../../src/manifest/json';
import { plausibleValues } from './plausible-values';

const LONG = 'a'.repeat(300);

/** Texts at the edge of what names, paths, keys and the like may be, and beyond. */
const TEXTS: readonly string[] = [
  '', 'a', 'A', 'A_b', 'a b', '-a', 'a-', 'a.b', 'a..b', 'a/b', 'a/b/c', '/a', '/a/../b', '../a', '..a', '..', '.', 'a:b', 'a\\b', '$(A)', '$(',
  ' a', 'a ', '0', '1', '-1', '01', '1.5', 'a'.repeat(63), 'a'.repeat(64), 'a'.repeat(253), 'a'.repeat(254), LONG, `${'a'.repeat(63)}/a`,
  'example.com/a', 'example.com/', '/example', 'Example.com/A', 'kubernetes.io/a', 'k8s.io/a', 'a.kubernetes.io/b', 'requests.cpu', 'cpu',
  'memory', 'hugepages-2Mi', 'hugepages-3Ki', 'ephemeral-storage', 'storage', 'example.com/gpu', 'requests.example.com/gpu', 'no-such',
  '127.0.0.1', '10.0.0.256', '010.0.0.1', '::1', '::ffff:10.0.0.1', 'fe80::1%eth0', '10.0.0.0/8', '10.0.0.1/8', '10.0.0.0/33', 'ä', '\u0007', 'a\nb', 'a=b',
  'http', 'a-b-c-d', 'aa--bb', '8080', 'In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt', 'Equal', 'Always', 'Never', 'OnFailure', 'Restart',
  'RestartAllContainers', 'NoSchedule', 'PreferNoSchedule', 'NoExecute', 'Bidirectional', 'linux', 'windows', 'SIGTERM', 'SIGKILL', 'SIGUSR1',
  'Localhost', 'RuntimeDefault', 'Unconfined', 'metadata.name', 'metadata.labels', "metadata.labels['a b']", "metadata.annotations['a']",
  "metadata.annotations['A B']", "spec.nodeName['a']", "metadata['a']", 'spec.nodeName', 'status.hostIPs', 'status.podIP', 'limits.cpu',
  'requests.memory', 'limits.hugepages-2Mi', 'limits.example.com/gpu', 'limits.nothing', 'app', 'web', 'v1', 'v2', 'apps/v1', 'None', 'ClusterIP',
  'runtime/default', 'docker/default', 'localhost/a', 'localhost/../a', 'unconfined', '[]', '[{}]', 'not json', '2147483648', 'true',
  'iqn.2026-01.com.example:a', 'iqn.2026.com', 'eui.0', 'naa.6', 'https://example.com/a', 'system:node:a', 'NT AUTHORITY\\NETWORK SERVICE',
  'DOMAIN\\', '\\user', 'a\\b\\c', 'a'.repeat(257) + '\\u', 'd\\' + 'u'.repeat(105), 'us"er', 'd\\...', '.d\\u', 'kernel.shm_rmid_forced',
  'net.ipv4.ping', 'net/ipv4/a', 'fs.mqueue.a', 'A.b', 'Europe/Berlin', 'Local', 'UTC', 'No/Where', '0-2', '2-0', '0,0', '1-5,4', '0-2,', 'x',
]; // prettier-ignore

const NUMBERS: readonly JsonValue[] = [
  0, -1, 1, 2, 3, 10, 32, 33, 59, 60, 100, 101, 255, 256, 511, 512, 600, 3599, 3600, 3601, 65535, 65536, 70000, 91 * 86400, 92 * 86400, 2147483647,
  -2147483648, 4294967295, 4294967296, 1000000000000, 9007199254740991, '25%', '101%', '-1%', 'http', 'a b',
]; // prettier-ignore

const QUANTITIES: readonly JsonValue[] = [
  '0', '1', '-1', '1m', '0.5m', '0.5', '100m', '1Ki', '3Ki', '1Mi', '2Mi', '5Mi', '1Gi', '1e9', '1k', '1.5', '2', '0.1', '9E', '1Ei', '1u', '1n', 1, 0.25,
]; // prettier-ignore

/** Values that matter for fields of a name alone. */
const BY_NAME: Readonly<Record<string, readonly JsonValue[]>> = {
  accessModes: [['ReadWriteOncePod', 'ReadWriteOnce'], ['ReadWriteOnce', 'ReadOnlyMany'], ['Any'], []],
  automountServiceAccountToken: [true, false],
  cachingMode: ['None', 'ReadOnly', 'ReadWrite', 'Some'],
  claimName: ['web-v', 'data'],
  containerName: ['x', 'web', 'main', 'absent'],
  devicePath: ['/dev/c', '/dev/xvda', '/x', '/y'],
  diskURI: ['https://example.com/d.vhd', '/subscriptions/a', 'd'],
  divisor: ['1', '1m', '1k', '1M', '1G', '1T', '1P', '1E', '1Ki', '1Mi', '1Gi', '1Ti', '1Pi', '1Ei', '0', '2', '1n', '0.001'],
  driver: ['csi.example.com', 'a'.repeat(64), 'a_b', '-', 'example.com/d'],
  'example.com/a': [LONG.repeat(900)],
  exitCodes: [{}, { operator: 'In' }, { operator: 'NotIn', values: [0] }, { operator: 'In', values: Array.from({ length: 256 }, (_, code) => code) }],
  expirationSeconds: [599, 600, 3600, 4294967296, 4294967297],
  externalTrafficPolicy: ['Cluster', 'Local', 'local'],
  fieldPath: [
    'metadata.name', 'metadata.namespace', 'metadata.uid', 'metadata.labels', 'metadata.annotations', "metadata.labels['a b']", 'spec.nodeName',
    "metadata.annotations['A B']", "metadata.annotations['a']", "spec.nodeName['a']", "metadata['a']", "metadata.name['a']", 'status.hostIP',
    'status.hostIPs', 'status.podIPs', 'status.phase', 'spec.serviceAccountName', 'metadata.generateName', "metadata.labels['']", 'metadata.labels[a]',
  ],
  gmsaCredentialSpec: ['', '{}', 'a'.repeat(64 * 1024), 'a'.repeat(64 * 1024 + 1)],
  gmsaCredentialSpecName: ['', 'a.b', 'A', 'a_b'],
  hostname: ['a', 'a.b', 'A', 'a'.repeat(64)],
  hostnameOverride: ['a.example.com', 'a_b', 'a'.repeat(64), 'a'.repeat(65), ''],
  initiatorName: ['iqn.2026-01.com.example:a', 'iqn.2026', 'eui.0', 'naa.6', 'abc', 'eui.0123456789abcdef', 'iqn.2026-13:'],
  ip: ['127.0.0.1', '::1', 'localhost', '', '010.0.0.1'],
  iqn: ['iqn.2026-01.com.example:a', 'iqn.2026', 'eui.0', 'naa.6', 'abc', 'eui.0123456789abcdef', 'naa.6000456700000000bb5c5d8f00000000'],
  key: ['KEY', 'a=b', 'app', 'a b', '', '..a', 'k.conf'],
  keyType: ['RSA3072', 'ED25519', 'RSA1024'],
  localhostProfile: ['mine', ' mine', '', ' ', 'a'.repeat(4096), '../a', '/a', 'a/../b'],
  lun: [0, 255, 256, -1],
  matchLabelKeys: [['app'], ['tenant'], ['pod-template-hash'], ['a b'], []],
  mismatchLabelKeys: [['app'], ['tenant'], ['pod-template-hash'], ['a b'], []],
  minDomains: [0, 1, -1],
  maxSkew: [0, 1, -1],
  mode: [0, 511, 512, -1],
  mountPath: ['/x', '/y', '/r', '/dev/c', '/dev/xvda', '', 'a', '/a:b'],
  nameservers: [['10.0.0.1', '10.0.0.2', '10.0.0.3'], ['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4'], ['a'], []],
  options: [{ 'kubernetes.io/a': 'b' }, { 'a.K8s.io/b': 'c' }],
  partition: [0, 1, 255, 256, -1],
  path: ['a', '..a', '../a', 'a/../b', '/a', '', 'labels', 'token', 'ca.pem', 'b', 'a/..b', '..'],
  preemptionPolicy: ['Never', 'PreemptLowerPriority', 'never'],
  prefix: ['P_', '1', 'a=b', '', 'a b'],
  priority: [0, 1, 2000000001],
  pullPolicy: ['Always', 'Never', 'IfNotPresent', 'Sometimes'],
  recursiveReadOnly: ['Disabled', 'IfPossible', 'Enabled', 'On'],
  resource: ['limits.cpu', 'requests.memory', 'limits.hugepages-2Mi', 'limits.nothing', 'cpu', '', 'limits.ephemeral-storage', 'requests.cpu'],
  resourceClaimName: ['a', 'A', ''],
  resourceName: ['cpu', 'memory', 'storage', ''],
  restartPolicy: ['Always', 'OnFailure', 'Never', '', 'always', 'NotRequired', 'RestartContainer'],
  restartPolicyRules: [[], Array.from({ length: 21 }, () => ({ action: 'Restart', exitCodes: { operator: 'In', values: [1] } })), [{}]],
  runAsUserName: [
    '', 'a\u0007', 'a\\b\\c', `${'d'.repeat(256)}\\u`, 'DOMAIN\\u', 'D D\\u', `d\\${'u'.repeat(105)}`, 'D\\', '...', 'us"er', 'ContainerUser', `${'d'.repeat(16)}\\u`,
  ],
  seconds: [0, 1, 5, 30, 31, -1],
  secretRef: [{ name: 's' }, {}, null],
  searches: [[LONG.slice(0, 60)], Array.from({ length: 33 }, () => 'a'), Array.from({ length: 32 }, () => 'a'.repeat(64)), ['.'], ['a_b'], ['a.b.']],
  signerName: [
    'example.com/s', 'a', '', 'example/s', 'Example.com/s', 'example.com/S', `${'a.'.repeat(130)}com/s`, `example.com/${'a'.repeat(600)}`,
  ],
  startingDeadlineSeconds: [0, -1],
  stopSignal: ['SIGTERM', 'SIGNO'],
  sysctls: [[{ name: 'a', value: 'b' }, { name: 'a', value: 'c' }], [{ name: 'A b', value: '' }], [{ name: '', value: '1' }]],
  targetPortal: ['10.0.0.1', `10.0.0.1:${'1'.repeat(60)}`],
  targetWWNs: [['500a'], []],
  tenant: ['t', 't'.repeat(65)],
  terminationGracePeriodSeconds: [0, 1, -1, 30],
  timeZone: ['Europe/Berlin', 'Local', 'No/Where', '', 'UTC'],
  values: [[], ['a'], ['1'], ['a b'], ['1', '2'], ['NODE'], [1, 1], [2, 1], [0]],
  valueFrom: [{}, null],
  volumeAttributesClassName: ['gold', 'a b', ''],
  volumeMode: ['Block', 'Filesystem', 'Any'],
  volumeName: ['files', 'data', 'absent', '', 'v'],
  wwids: [['3600'], []],
}; // prettier-ignore

/**
 * Values at the edge of what a field may hold and beyond: all that fields of its name have, and some of its type.
 *
 * @param way where the field stands: the values of its type are others at every place
 */
export function edgeValues(field: string, value: JsonValue | undefined, way: string): JsonValue[] {
  const named = [...new Set([...(Object.hasOwn(BY_NAME, field) ? BY_NAME[field] : []), ...plausibleValues(field)])];
  const some = (of: readonly JsonValue[], count: number) =>
    Array.from({ length: count }, (_, index) => of[(hash(way) + index * 13) % of.length]);
  if (typeof value === 'boolean') return [...named, !value];
  if (typeof value === 'number') return [...named, value + 1, value - 1, ...some(NUMBERS, 5)];
  if (typeof value !== 'string') return named;
  if (/^-?\d/.test(value)) named.push(...some(QUANTITIES, 6));
  return [...named, `${value}x`, value.slice(0, -1), value.toUpperCase(), ...some(TEXTS, 8)];
}

function hash(text: string): number {
  let hashed = 7;
  for (let at = 0; at < text.length; at += 1) hashed = (hashed * 31 + text.charCodeAt(at)) % 1_000_003;
  return hashed;
}
