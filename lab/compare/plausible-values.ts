import { JsonValue } from '../../src/manifest/json';
import { ScalarType } from '../../src/rules/schema/schema';

/** Values for fields of a name: mostly those that a server accepts, among them some at the edge and beyond. */
const BY_NAME: Readonly<Record<string, readonly JsonValue[]>> = {
  apiVersion: ['v1', 'apps/v1'],
  claimName: ['data', 'Data'],
  concurrencyPolicy: ['Allow', 'Forbid', 'Replace', 'allow'],
  containerName: ['web', 'proxy', 'absent'],
  containerPort: [80, 8080, 1, 65535, 0, 65536, -1],
  defaultMode: [420, 0, 511, 512],
  devicePath: ['/dev/a', '../a', ''],
  dnsPolicy: ['ClusterFirst', 'Default', 'None', 'ClusterFirstWithHostNet', 'Cluster'],
  fieldPath: ['metadata.name', 'status.podIP', "metadata.labels['app']", 'spec.nodeName', 'spec.nothing'],
  fsGroup: [0, 1000, -1],
  hostIP: ['127.0.0.1', '10.0.0.1', 'localhost'],
  hostPort: [80, 8080, 0, 70000],
  image: ['nginx:1.29', 'busybox', '', ' nginx'],
  imagePullPolicy: ['Always', 'IfNotPresent', 'Never', 'Sometimes'],
  key: ['app', 'app.kubernetes.io/name', 'a b', ''],
  kind: ['Pod', 'ConfigMap'],
  medium: ['', 'Memory', 'HugePages-2Mi', 'Disk'],
  mountPath: ['/data', '/data', '/logs', '', 'relative', '/a:b'],
  mountPropagation: ['None', 'HostToContainer', 'Bidirectional', 'Both'],
  name: ['web', 'proxy', 'data', 'logs', 'a', 'A_b', '', `a${'b'.repeat(63)}`],
  namespace: ['default', 'other', 'No'],
  operator: ['In', 'NotIn', 'Exists', 'DoesNotExist', 'Equal', 'Lt'],
  path: ['/', 'a/b', '../up', '/etc/passwd', ''],
  podManagementPolicy: ['OrderedReady', 'Parallel', 'Ordered'],
  port: [80, 8080, 'http', 'no port', 0, 65536],
  protocol: ['TCP', 'UDP', 'SCTP', 'tcp', 'HTTP'],
  replicas: [0, 1, 3, -1],
  restartPolicy: ['Always', 'OnFailure', 'Never', 'always', ''],
  runAsGroup: [0, 1000, -1],
  runAsUser: [0, 1000, 65534, -1],
  schedule: ['*/5 * * * *', '@daily', 'TZ=UTC 0 0 * * *', 'every day'],
  scheme: ['HTTP', 'HTTPS', 'http'],
  serviceAccountName: ['default', 'builder', 'No one'],
  sizeLimit: ['1Gi', '128Mi', '0', '-1'],
  subPath: ['a', 'a/b', '../a', '/a'],
  terminationMessagePolicy: ['File', 'FallbackToLogsOnError', 'Log'],
  topologyKey: ['kubernetes.io/hostname', 'a b', ''],
  type: ['ClusterIP', 'RuntimeDefault', 'Unconfined', 'RollingUpdate', 'Recreate', 'OnDelete', 'Directory', 'Any', ''],
  whenUnsatisfiable: ['DoNotSchedule', 'ScheduleAnyway', 'Never'],
};

const BY_TYPE: Readonly<Record<ScalarType, readonly JsonValue[]>> = {
  string: ['web', 'data', 'http', '', 'a b', 'Some/Thing', 'x'.repeat(300)],
  int32: [1, 0, 2, 10, 30, -1, 2147483647],
  int64: [1, 0, 30, 3600, -1, 4294967296],
  number: [0.5, 1, -1],
  boolean: [true, false],
  base64: ['YQ==', 'YWJj', ''],
  quantity: ['100m', '0.5', 1, '128Mi', '1Gi', '-1', '0', '1e3', '1.5k'],
  'int-or-string': [1, '25%', 'http', 0, -1, '150%', ''],
  time: ['2026-01-31T12:00:00Z', '2026-01-31T12:00:00+01:00'],
  'micro-time': ['2026-01-31T12:00:00.000000Z'],
  any: [{ a: 1 }, {}],
};

/** Values that no field of a type can hold, and some that only few can. */
const MISPLACED_VALUES: readonly JsonValue[] = [
  'text',
  '',
  '80',
  1,
  0,
  -1,
  80.5,
  1e30,
  true,
  false,
  null,
  [],
  {},
  ['text'],
  [null],
  [{}],
  { name: 'web' },
  'ä',
  '2026-02-30T00:00:00Z',
  2147483648,
  '1GB',
  ' 1Gi ',
  'YQ=',
  'YQ= =',
  9007199254740993,
  [[]],
];

/** Keys of mappings. */
export const KEYS: readonly string[] = ['app', 'memory', 'cpu', 'ephemeral-storage', 'tier', 'app.kubernetes.io/name', 'a b', 'x.y'];

/** The values for fields of a name; empty where it is none of special values. */
export function plausibleValues(field: string): readonly JsonValue[] {
  return Object.hasOwn(BY_NAME, field) ? BY_NAME[field] : [];
}

/** A plausible value for a scalar field, the same for the same choice. */
export function plausibleValue(field: string, type: ScalarType, choice: number): JsonValue {
  const named = Object.hasOwn(BY_NAME, field) ? BY_NAME[field].filter((value) => fits(value, type)) : [];
  const values = named.length > 0 ? named : BY_TYPE[type];
  return structuredClone(values[choice % values.length]);
}

/** A value of any form, the same for the same choice. */
export function misplacedValue(choice: number): JsonValue {
  return structuredClone(MISPLACED_VALUES[choice % MISPLACED_VALUES.length]);
}

function fits(value: JsonValue, type: ScalarType): boolean {
  if (type === 'int32' || type === 'int64') return typeof value === 'number';
  return type === 'int-or-string' || (type === 'string' && typeof value === 'string');
}
