import { CONTAINER_LISTS } from '../../../manifest/container-lists';
import { JsonObject, asList, asObject, asString, objectsOf } from '../../../manifest/json';
import { Place } from '../../walk/place';
import { Constraint, TypeLines, check, oneOf, oneOfGiven, range, relativePath, required, since, type, typeTable } from './constraints';
import { FieldWalk, ObjectCheck } from './field-walk';
import { core } from './type-names';
import { WINDOWS_OPTIONS } from './windows-options';

/** A user's or a group's number. */
const ID = range(0, 2147483647);
const SYSCTL = /^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$/;
const IPC_SYSCTL = /^(?:kernel\.(?:sem|shm|shmall|shmmax|shmmni|shm_rmid_forced|msg|msgmax|msgmnb|msgmni)$|fs\.mqueue\.)/;
/** The first minor version that looks at sysctls of namespaces that the pod shares with its node. */
const WITH_HOST_SYSCTLS = 29;
const LONGEST_APP_ARMOR_PROFILE = 4095;

const GROUPS = check((list, place, field, walk) => {
  asList(list).forEach((entry, index) => {
    const id = entry ?? 0;
    if (typeof id !== 'number' || (id >= 0 && id <= 2147483647)) return;
    walk.report('FieldValueInvalid', `${place.path(field)}[${index}]`, 'must be between 0 and 2147483647, inclusive', { value: id });
  });
});

const SYSCTLS: Constraint = check((list, place, field, walk) => {
  const seen = new Set<string>();
  const spec = place.parent?.object ?? {};
  for (const { index, object } of objectsOf(list)) {
    const name = asString(object.name) ?? '';
    const path = `${place.path(field)}[${index}].name`;
    if (name === '') {
      walk.report('FieldValueRequired', path, 'names no sysctl');
    } else if (name.length > 253 || !SYSCTL.test(name)) {
      walk.report('FieldValueInvalid', path, 'is no name of a sysctl', {
        value: name,
        allowed: 'lower case names joined by dots or slashes, such as "net.core.somaxconn"',
      });
    } else if (seen.has(name)) {
      walk.report('FieldValueDuplicate', path, 'is set twice', { value: name });
    }
    seen.add(name);
    if (walk.version.minor < WITH_HOST_SYSCTLS) continue;
    const normal = withDots(name);
    if (spec.hostNetwork === true && normal.startsWith('net.')) {
      walk.report('FieldValueInvalid', path, "may not be specified when 'hostNetwork' is true", { value: name });
    }
    if (spec.hostIPC === true && IPC_SYSCTL.test(normal)) {
      walk.report('FieldValueInvalid', path, "may not be specified when 'hostIPC' is true", { value: name });
    }
  }
});

/** A sysctl's name with dots between its parts: the first separator of a name says which of the two it uses. */
function withDots(name: string): string {
  const first = /[./]/.exec(name)?.[0];
  if (first !== '/') return name;
  return name.replace(/[./]/g, (separator) => (separator === '/' ? '.' : '/'));
}

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
      { value: capability },
    );
  }
};

const UNMASKED = check((value, place, field, walk) => {
  if (value !== 'Unmasked') return;
  const spec = place.parent?.parent?.object ?? {};
  if (spec.hostUsers === false) return;
  walk.report('FieldValueInvalid', place.path(field), '`hostUsers` must be false to use `Unmasked`', { value });
});

/** Before 1.37 only one policy is on offer: the other one has a feature gate of its own. */
const SELINUX_CHANGE: Constraint = check((value, place, field, walk) => {
  const policies = walk.version.minor >= 37 ? ['MountOption', 'Recursive'] : ['Recursive'];
  oneOfGiven(...policies).checks![0](value, place, field, walk);
});

const PROFILE_TYPES = oneOf('Localhost', 'RuntimeDefault', 'Unconfined');

/** A profile of seccomp names a file on the node if, and only if, it is of the type Localhost. */
const SECCOMP_PROFILE: TypeLines = {
  $self: [
    (profile, place, walk) => {
      const local = profile.localhostProfile;
      if (profile.type === 'Localhost') {
        if (local === undefined || local === null) reportNoProfile('seccomp', place, walk);
        else relativePath().checks![0](local, place, 'localhostProfile', walk);
      } else if (typeof local === 'string') {
        reportProfile('seccomp', local, place, walk);
      }
    },
  ],
  type: [required('type is required when seccompProfile is set'), PROFILE_TYPES],
};

/** A profile of AppArmor names a file on the node if, and only if, it is of the type Localhost. */
const APP_ARMOR_PROFILE: TypeLines = {
  $self: [
    (profile, place, walk) => {
      const local = profile.localhostProfile;
      if (profile.type === 'Localhost') {
        reportLocalProfile(local, place, walk);
      } else if (typeof local === 'string' && (profile.type === 'RuntimeDefault' || profile.type === 'Unconfined')) {
        reportProfile('AppArmor', local, place, walk);
      }
    },
  ],
  type: [required('type is required when appArmorProfile is set'), PROFILE_TYPES],
};

function reportLocalProfile(local: JsonObject[string], place: Place, walk: FieldWalk): void {
  if (typeof local === 'string' && local !== local.trim()) {
    walk.report('FieldValueInvalid', place.path('localhostProfile'), 'must not be padded with whitespace', { value: local });
  } else if (local === undefined || local === null || local === '') {
    reportNoProfile('AppArmor', place, walk);
  }
  if (typeof local === 'string' && Buffer.byteLength(local) > LONGEST_APP_ARMOR_PROFILE) {
    walk.report('FieldValueTooLong', place.path('localhostProfile'), `may not be more than ${LONGEST_APP_ARMOR_PROFILE} bytes`);
  }
}

function reportNoProfile(what: string, place: Place, walk: FieldWalk): void {
  walk.report('FieldValueRequired', place.path('localhostProfile'), `must be set when ${what} type is Localhost`);
}

function reportProfile(what: string, value: string, place: Place, walk: FieldWalk): void {
  walk.report('FieldValueInvalid', place.path('localhostProfile'), `can only be set when ${what} type is Localhost`, { value });
}

/** Which processes a pod shares is printed in its security context, where the server keeps it before 1.37. */
export const SHARED_PROCESSES: ObjectCheck = (spec, place, walk) => {
  if (spec.shareProcessNamespace !== true || spec.hostPID !== true) return;
  walk.report(
    'FieldValueInvalid',
    place.path(walk.version.minor >= 37 ? 'shareProcessNamespace' : 'securityContext.shareProcessNamespace'),
    'ShareProcessNamespace and HostPID cannot both be enabled',
    { value: true },
  );
};

/** A pod with a user namespace of its own cannot use the node's other namespaces, nor its devices. */
export const OWN_USERS: ObjectCheck = (spec, place, walk) => {
  if (spec.hostUsers !== false || walk.version.minor < 33) return;
  // The server prints the names of its own fields here.
  for (const [field, printed] of [
    ['hostNetwork', 'hostNetwork'],
    ['hostPID', 'HostPID'],
    ['hostIPC', 'HostIPC'],
  ]) {
    if (spec[field] === true) walk.report('FieldValueForbidden', place.path(printed), 'when `hostUsers` is false', { value: true });
  }
  if (walk.version.minor < 34) return;
  for (const list of CONTAINER_LISTS) {
    for (const { index, object } of objectsOf(spec[list])) {
      if (asList(object.volumeDevices).length === 0) continue;
      walk.report('FieldValueForbidden', `${place.path(list)}[${index}].volumeDevices`, 'when `hostUsers` is false');
    }
  }
};

/** What the server holds against the security contexts of pods and containers. */
export const SECURITY_CONTEXT_FIELDS = typeTable('io.k8s.api.core.v1', {
  PodSecurityContext: {
    fsGroup: [ID],
    runAsUser: [ID],
    runAsGroup: [ID],
    supplementalGroups: [GROUPS],
    sysctls: [SYSCTLS],
    fsGroupChangePolicy: [oneOfGiven('Always', 'OnRootMismatch')],
    supplementalGroupsPolicy: [since(33), oneOfGiven('Merge', 'Strict')],
    seLinuxChangePolicy: [since(33), SELINUX_CHANGE],
    seccompProfile: [type(core('SeccompProfile'))],
    appArmorProfile: [since(30), type(core('AppArmorProfile'))],
    windowsOptions: [type(core('WindowsSecurityContextOptions'))],
  },
  SecurityContext: {
    $self: [ESCALATION],
    runAsUser: [ID],
    runAsGroup: [ID],
    procMount: [since(33), oneOfGiven('Default', 'Unmasked'), UNMASKED],
    seccompProfile: [type(core('SeccompProfile'))],
    appArmorProfile: [since(30), type(core('AppArmorProfile'))],
    windowsOptions: [type(core('WindowsSecurityContextOptions'))],
  },
  SeccompProfile: SECCOMP_PROFILE,
  AppArmorProfile: APP_ARMOR_PROFILE,
  WindowsSecurityContextOptions: WINDOWS_OPTIONS,
});
