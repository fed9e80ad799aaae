import { ClusterFeature } from '../../../cluster/cluster-feature';
import { JsonObject, asList, asObject, asString, isJsonObject } from '../../../manifest/json';
import { isPortName } from '../../../manifest/names';
import {
  CONFIG_KEY,
  Constraint,
  DNS_LABEL,
  DNS_SUBDOMAIN,
  NO_BACKSTEPS,
  PORT_NAME,
  PORT_NUMBER,
  TypeLines,
  check,
  distinctBy,
  exactlyOne,
  isFirstOf,
  oneOf,
  range,
  relativePath,
  required,
  since,
  type,
  typeTable,
  uniqueBy,
} from './constraints';
import { FieldWalk, ObjectCheck, Place } from './field-walk';
import { core } from './type-names';

const LOOSE_ENV_NAME = /^[ -<>-~]+$/;
const STRICT_ENV_NAME = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;

/** The name of an environment variable: before 1.32 letters, digits, `-`, `_` and `.`, since then any printable ASCII but `=`. */
const ENV_NAME: Constraint = check((value, place, field, walk) => {
  if (typeof value !== 'string' || value === '') return;
  const relaxed = walk.version.supports(ClusterFeature.RELAXED_ENVIRONMENT_NAMES);
  const isValid = relaxed ? LOOSE_ENV_NAME.test(value) : STRICT_ENV_NAME.test(value) && value !== '.' && !value.startsWith('..');
  if (isValid) return;
  const allowed = relaxed ? "printable ASCII characters other than '='" : "letters, digits, '_', '-' and '.', not starting with a digit";
  walk.report('FieldValueInvalid', place.path(field), 'is no name of an environment variable', { value, allowed });
});

/** The alternatives of a probe, in the order in which the server looks at them. */
export const PROBE_HANDLERS = ['exec', 'httpGet', 'tcpSocket', 'grpc'];
/** The alternatives of a lifecycle hook. */
export const HOOK_HANDLERS = ['exec', 'httpGet', 'tcpSocket', 'sleep'];

/** A native sidecar's probes and hooks are looked into like an ordinary container's; those of a plain init container are refused whole. */
const inLongRunning = (place: Place, _field: string, walk: FieldWalk): boolean =>
  place.object.restartPolicy === 'Always' && walk.version.supports(ClusterFeature.NATIVE_SIDECARS);

/** The restart rules of an init container are looked into where they can hold: before 1.36 not in a native sidecar. */
const inRestartable = (place: Place, _field: string, walk: FieldWalk): boolean => {
  const policy = place.object.restartPolicy;
  return typeof policy === 'string' && (policy !== 'Always' || walk.version.minor >= 36);
};

const SECURITY_ID = range(0, 2147483647);

const CONTAINER: TypeLines = {
  name: [required(), DNS_LABEL],
  image: [
    required(),
    check((value, place, field, walk) => {
      if (!walk.isPod || typeof value !== 'string' || value === value.trim()) return;
      walk.report('FieldValueInvalid', place.path(field), 'must not have leading or trailing whitespace', {
        value,
        fix: `Write "${value.trim()}".`,
      });
    }),
  ],
  imagePullPolicy: [oneOf('Always', 'IfNotPresent', 'Never')],
  terminationMessagePolicy: [oneOf('File', 'FallbackToLogsOnError')],
  ports: [type(core('ContainerPort')), uniqueBy('name', isPortName)],
  env: [type(core('EnvVar'))],
  envFrom: [type(core('EnvFromSource'))],
  volumeMounts: [type(core('VolumeMount')), distinctBy('mountPath')],
  volumeDevices: [type(core('VolumeDevice'))],
  securityContext: [type(core('SecurityContext'))],
  restartPolicyRules: [since(35), type(core('ContainerRestartRule'))],
};

const handlers = (kinds: readonly string[]): TypeLines => ({
  $self: [exactlyOne(kinds, 'must specify a handler type', 'may not specify more than 1 handler type')],
  exec: [type(core('ExecAction'), { when: isFirstOf(kinds) })],
  httpGet: [type(core('HTTPGetAction'), { when: isFirstOf(kinds) })],
  tcpSocket: [type(core('TCPSocketAction'), { when: isFirstOf(kinds) })],
  grpc: [type(core('GRPCAction'), { when: isFirstOf(kinds) })],
});

/** What the server says of a number that is not negative; 0 stands for the default. */
const COUNT = check((value, place, field, walk) => {
  if (typeof value === 'number' && value < 0) {
    walk.report('FieldValueInvalid', place.path(field), 'must be greater than or equal to 0', { value, allowed: '0 or more' });
  }
});

const PROBE: TypeLines = {
  ...handlers(PROBE_HANDLERS),
  initialDelaySeconds: [COUNT],
  timeoutSeconds: [COUNT],
  periodSeconds: [COUNT],
  successThreshold: [COUNT],
  failureThreshold: [COUNT],
  terminationGracePeriodSeconds: [
    check((value, place, field, walk) => {
      if (typeof value !== 'number' || value > 0) return;
      walk.report('FieldValueInvalid', place.path(field), 'must be greater than 0', { value, allowed: '1 or more' });
    }),
  ],
};

/** A liveness or a startup probe succeeds at once. */
const ONE_SUCCESS = check((value, place, field, walk) => {
  if (typeof value !== 'number' || value === 1 || value === 0) return;
  walk.report('FieldValueInvalid', place.path(field), 'must be 1', {
    value,
    allowed: '1, which is the default',
    fix: 'Remove successThreshold.',
  });
});

const PROBE_AT_ONCE: TypeLines = { ...PROBE, successThreshold: [COUNT, ONE_SUCCESS] };

const READINESS_PROBE: TypeLines = {
  ...PROBE,
  terminationGracePeriodSeconds: [
    ...(PROBE.terminationGracePeriodSeconds as Constraint[]),
    check((value, place, field, walk) => {
      if (typeof value !== 'number') return;
      walk.report('FieldValueInvalid', place.path(field), 'must not be set for readinessProbes', {
        value,
        fix: 'Remove it: a failing readiness probe stops nothing.',
      });
    }),
  ],
};

/** A variable's value comes from exactly one place. */
const ENV_SOURCES = ['fieldRef', 'resourceFieldRef', 'configMapKeyRef', 'secretKeyRef', 'fileKeyRef'];
const ENV_VALUE: ObjectCheck = (variable, place, walk) => {
  const from = variable.valueFrom;
  if (!isJsonObject(from)) return;
  const known = walk.version.minor >= 35 ? ENV_SOURCES : ENV_SOURCES.slice(0, 4);
  const sources = known.filter((source) => isJsonObject(from[source]));
  const allowed = `exactly one of ${known.join(', ')}, and no value beside it`;
  if (sources.length === 0) {
    walk.report('FieldValueInvalid', place.path('valueFrom'), 'names no source of the value', { allowed });
  } else if (typeof variable.value === 'string' && variable.value !== '') {
    walk.report('FieldValueInvalid', place.path('valueFrom'), 'may not be specified when `value` is not empty', {
      allowed,
      fix: 'Remove value, or valueFrom.',
    });
  } else if (sources.length > 1) {
    walk.report('FieldValueInvalid', place.path('valueFrom'), 'may not have more than one field specified at a time', { allowed });
  }
};

const ENV_FROM: ObjectCheck = (source, place, walk) => {
  const present = ['configMapRef', 'secretRef'].filter((field) => isJsonObject(source[field]));
  const allowed = 'exactly one of configMapRef, secretRef';
  const list = place.listPath('').replace(/\.$/, '');
  if (present.length === 0) walk.report('FieldValueInvalid', list, 'must specify one of: `configMapRef` or `secretRef`', { allowed });
  if (present.length > 1) walk.report('FieldValueInvalid', list, 'may not have more than one field specified at a time', { allowed });
};

const MOUNT_PROPAGATION = check((value, place, _field, walk) => {
  if (typeof value !== 'string') return;
  const path = place.listPath('mountPropagation');
  const allowed = ['Bidirectional', 'HostToContainer', 'None'];
  if (!allowed.includes(value)) {
    walk.report('FieldValueNotSupported', path, 'is not supported here', { value, allowed: allowed.join(', ') });
  }
  const container = place.parent?.object ?? {};
  if (value === 'Bidirectional' && asObject(container.securityContext).privileged !== true) {
    walk.report('FieldValueForbidden', path, 'Bidirectional mount propagation is available only to privileged containers', { value });
  }
});

const RECURSIVE_READ_ONLY = check((value, place, _field, walk) => {
  if (typeof value !== 'string') return;
  const path = place.listPath('recursiveReadOnly');
  const mount = place.object;
  if (value === 'Enabled' || value === 'IfPossible') {
    if (mount.readOnly !== true) walk.report('FieldValueForbidden', path, 'may only be specified when readOnly is true', { value });
    if (typeof mount.mountPropagation === 'string' && mount.mountPropagation !== 'None') {
      walk.report('FieldValueForbidden', path, 'may only be specified when mountPropagation is None or not specified', { value });
    }
  } else if (value !== 'Disabled') {
    walk.report('FieldValueNotSupported', path, 'is not supported here', { value, allowed: 'Disabled, IfPossible, Enabled' });
  }
});

const ESCALATION: ObjectCheck = (context, place, walk) => {
  if (context.allowPrivilegeEscalation !== false) return;
  if (context.privileged === true) {
    walk.report('FieldValueInvalid', place.path(), 'cannot set `allowPrivilegeEscalation` to false and `privileged` to true', {
      fix: 'Remove privileged: a privileged container can always gain privileges.',
    });
  }
  for (const capability of asList(asObject(context.capabilities).add)) {
    if (capability !== 'CAP_SYS_ADMIN') continue;
    walk.report(
      'FieldValueInvalid',
      place.path(),
      'cannot set `allowPrivilegeEscalation` to false and `capabilities.add` to CAP_SYS_ADMIN',
      {
        value: capability,
      },
    );
  }
};

const UNMASKED = check((value, place, field, walk) => {
  if (value !== 'Unmasked') return;
  const spec = place.parent?.parent?.object ?? {};
  if (spec.hostUsers === false) return;
  walk.report('FieldValueInvalid', place.path(field), '`hostUsers` must be false to use `Unmasked`', { value });
});

/** A profile of seccomp or AppArmor names a file on the node if, and only if, it is of the type Localhost. */
function profile(what: string): TypeLines {
  return {
    $self: [
      (object: JsonObject, place, walk) => {
        const local = object.localhostProfile;
        const kind = asString(object.type) ?? '';
        if (kind === 'Localhost' && (local === undefined || local === null || (what === 'AppArmor' && local === ''))) {
          walk.report('FieldValueRequired', place.path('localhostProfile'), `must be set when ${what} type is Localhost`);
        } else if (
          typeof local === 'string' &&
          kind !== 'Localhost' &&
          (what === 'seccomp' || ['RuntimeDefault', 'Unconfined'].includes(kind))
        ) {
          walk.report('FieldValueInvalid', place.path('localhostProfile'), `can only be set when ${what} type is Localhost`, {
            value: local,
          });
        } else if (typeof local === 'string' && what === 'AppArmor' && local !== local.trim()) {
          walk.report('FieldValueInvalid', place.path('localhostProfile'), 'must not be padded with whitespace', { value: local });
        }
      },
    ],
    type: [
      required(`type is required when ${what === 'seccomp' ? 'seccompProfile' : 'appArmorProfile'} is set`),
      oneOf('Localhost', 'RuntimeDefault', 'Unconfined'),
    ],
    ...(what === 'seccomp' && {
      localhostProfile: [
        check((value, place, field, walk) => {
          if (place.object.type === 'Localhost') relativePath().checks![0](value, place, field, walk);
        }),
      ],
    }),
  };
}

/** What the server holds against the fields of containers. */
export const CONTAINER_FIELDS = typeTable('io.k8s.api.core.v1', {
  Container: {
    ...CONTAINER,
    livenessProbe: [type(core('Probe#liveness'))],
    readinessProbe: [type(core('Probe#readiness'))],
    startupProbe: [type(core('Probe#startup'))],
    lifecycle: [type(core('Lifecycle'))],
  },
  'Container#init': {
    ...CONTAINER,
    restartPolicyRules: [since(35), type(core('ContainerRestartRule'), { when: inRestartable })],
    livenessProbe: [type(core('Probe#liveness'), { when: inLongRunning })],
    readinessProbe: [type(core('Probe#readiness'), { when: inLongRunning })],
    startupProbe: [type(core('Probe#startup'), { when: inLongRunning })],
    lifecycle: [type(core('Lifecycle'), { when: inLongRunning })],
  },
  EphemeralContainer: CONTAINER,
  ContainerPort: {
    name: [PORT_NAME],
    containerPort: [required(), PORT_NUMBER],
    hostPort: [PORT_NUMBER],
    protocol: [oneOf('SCTP', 'TCP', 'UDP')],
  },
  'Probe#liveness': PROBE_AT_ONCE,
  'Probe#startup': PROBE_AT_ONCE,
  'Probe#readiness': READINESS_PROBE,
  Lifecycle: {
    postStart: [type(core('LifecycleHandler'))],
    preStop: [type(core('LifecycleHandler'))],
  },
  LifecycleHandler: {
    ...handlers(HOOK_HANDLERS),
    $self: [
      (object, place, walk) => {
        // Below 1.29 the server knows no sleep, and drops it.
        const kinds = walk.version.minor >= 29 ? HOOK_HANDLERS : HOOK_HANDLERS.slice(0, 3);
        exactlyOne(kinds, 'must specify a handler type', 'may not specify more than 1 handler type')(object, place, walk);
      },
    ],
  },
  ExecAction: { command: [required()] },
  HTTPGetAction: {
    $self: [portOf],
    scheme: [oneOf('HTTP', 'HTTPS')],
    httpHeaders: [
      check((list, place, field, walk) => {
        for (const header of asList(list)) {
          const name = asString(asObject(header).name) ?? '';
          if (!isJsonObject(header) || /^[-A-Za-z0-9]+$/.test(name)) continue;
          walk.report('FieldValueInvalid', place.path(field), 'holds a header whose name is no HTTP header name', {
            value: name,
            allowed: "letters, digits and '-'",
          });
        }
      }),
    ],
  },
  TCPSocketAction: { $self: [portOf] },
  GRPCAction: { $self: [portOf] },
  EnvVar: { $self: [ENV_VALUE], name: [required(), ENV_NAME], valueFrom: [type(core('EnvVarSource'))] },
  EnvVarSource: {
    fieldRef: [type(core('ObjectFieldSelector#env'))],
    resourceFieldRef: [type(core('ResourceFieldSelector#env'))],
    configMapKeyRef: [type(core('ConfigMapKeySelector'))],
    secretKeyRef: [type(core('SecretKeySelector'))],
    fileKeyRef: [since(35), type(core('FileKeySelector'))],
  },
  ConfigMapKeySelector: { $self: [objectName], key: [required(), CONFIG_KEY] },
  SecretKeySelector: { $self: [objectName], key: [required(), CONFIG_KEY] },
  FileKeySelector: { key: [required(), ENV_NAME], volumeName: [required(), DNS_LABEL], path: [required(), NO_BACKSTEPS] },
  EnvFromSource: {
    $self: [ENV_FROM],
    prefix: [ENV_NAME],
    configMapRef: [type(core('ConfigMapEnvSource'))],
    secretRef: [type(core('SecretEnvSource'))],
  },
  // A generated name may end in '-', and the server takes these names as if they were generated.
  ConfigMapEnvSource: { name: [required(), looseName()] },
  SecretEnvSource: { name: [required(), looseName()] },
  VolumeMount: {
    name: [required()],
    mountPath: [required()],
    subPath: [relativePath((place, field) => place.listPath(field))],
    subPathExpr: [
      relativePath((place, field) => place.listPath(field)),
      check((value, place, field, walk) => {
        if (!value || typeof place.object.subPath !== 'string' || place.object.subPath === '') return;
        walk.report('FieldValueInvalid', place.path(field), 'subPathExpr and subPath are mutually exclusive', {
          value,
          fix: 'Remove one of the two.',
        });
      }),
    ],
    mountPropagation: [MOUNT_PROPAGATION],
    recursiveReadOnly: [since(31), RECURSIVE_READ_ONLY],
  },
  VolumeDevice: { name: [required()], devicePath: [required()] },
  SecurityContext: {
    $self: [ESCALATION],
    runAsUser: [SECURITY_ID],
    runAsGroup: [SECURITY_ID],
    procMount: [since(33), oneOf('Default', 'Unmasked'), UNMASKED],
    seccompProfile: [type(core('SeccompProfile'))],
    appArmorProfile: [since(30), type(core('AppArmorProfile'))],
  },
  SeccompProfile: profile('seccomp'),
  AppArmorProfile: profile('AppArmor'),
  ContainerRestartRule: {
    action: [
      check((value, place, field, walk) => {
        const actions = walk.version.supports(ClusterFeature.RESTART_ALL_CONTAINERS) ? ['Restart', 'RestartAllContainers'] : ['Restart'];
        if (typeof value !== 'string' || actions.includes(value)) return;
        walk.report('FieldValueNotSupported', place.path(field), 'is not supported here', { value, allowed: actions.join(', ') });
      }),
    ],
    exitCodes: [required('must be specified'), type(core('ContainerRestartRuleOnExitCodes'))],
  },
  ContainerRestartRuleOnExitCodes: { operator: [oneOf('In', 'NotIn')] },
});

/** A port that a handler connects to, by number or name; an absent one is 0 to the server. */
function portOf(object: JsonObject, place: Place, walk: Parameters<ObjectCheck>[2]): void {
  const value = object.port ?? 0;
  const allowed = "1 to 65535, or the name of one of the container's ports";
  if (typeof value === 'number' && (value < 1 || value > 65535)) {
    walk.report('FieldValueInvalid', place.path('port'), 'must be between 1 and 65535, inclusive', { value, allowed });
  }
  if (typeof value === 'string' && !isPortName(value)) {
    walk.report('FieldValueInvalid', place.path('port'), 'is no name of a port', { value, allowed });
  }
}

/** The name of the object that a key is taken from; an absent one is an invalid name to the server. */
function objectName(object: JsonObject, place: Place, walk: Parameters<ObjectCheck>[2]): void {
  const name = object.name ?? '';
  if (name === '') {
    walk.report('FieldValueInvalid', place.path('name'), 'names no object', { value: '', fix: 'Name the ConfigMap or Secret.' });
  } else {
    DNS_SUBDOMAIN.checks![0](name, place, 'name', walk);
  }
}

function looseName(): Constraint {
  const [strict] = DNS_SUBDOMAIN.checks!;
  return check((value, place, field, walk) => {
    if (typeof value === 'string' && value.endsWith('-')) return;
    strict(value, place, field, walk);
  });
}
