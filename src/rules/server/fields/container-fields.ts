import { ClusterFeature } from '../../../cluster/cluster-feature';
import { asList, asString } from '../../../manifest/json';
import { isPortName } from '../../../manifest/names';
import { Place } from '../../walk/place';
import {
  Constraint,
  DNS_LABEL,
  PORT_NAME,
  PORT_NUMBER,
  TypeLines,
  check,
  distinctBy,
  oneOf,
  required,
  since,
  type,
  typeTable,
  uniqueBy,
} from './constraints';
import { dropsImages, keptMounts } from './dropped-images';
import { FieldWalk, ObjectCheck } from './field-walk';
import { core } from './type-names';

const MOST_EXIT_CODES = 255;

/** A native sidecar's probes and hooks are looked into like an ordinary container's; those of a plain init container are refused whole. */
const inLongRunning = (place: Place, _field: string, walk: FieldWalk): boolean =>
  place.object.restartPolicy === 'Always' && walk.version.supports(ClusterFeature.NATIVE_SIDECARS);

/** The restart rules of an init container are looked into where they can hold: before 1.36 not in a native sidecar. */
const inRestartable = (place: Place, _field: string, walk: FieldWalk): boolean => {
  const policy = place.object.restartPolicy;
  return typeof policy === 'string' && (policy !== 'Always' || walk.version.minor >= 36);
};

/** An image's name stands alone; only in a template the server lets spaces pass. */
const NO_PADDING: Constraint = check((value, place, field, walk) => {
  if (typeof value !== 'string' || value === value.trim()) return;
  walk.report('FieldValueInvalid', place.path(field), 'must not have leading or trailing whitespace', {
    value,
    fix: `Write "${value.trim()}".`,
  });
});

const NO_PADDING_IN_POD: Constraint = check((value, place, field, walk) => {
  if (walk.isPod) NO_PADDING.checks![0](value, place, field, walk);
});

const RESTART_RULE: ObjectCheck = (rule, place, walk) => {
  const actions = walk.version.supports(ClusterFeature.RESTART_ALL_CONTAINERS) ? ['Restart', 'RestartAllContainers'] : ['Restart'];
  const action = asString(rule.action) ?? '';
  if (actions.includes(action)) return;
  walk.report('FieldValueNotSupported', place.path('action'), 'is not supported here', { value: action, allowed: actions.join(', ') });
};

const EXIT_CODES: ObjectCheck = (codes, place, walk) => {
  const operator = asString(codes.operator) ?? '';
  if (operator !== 'In' && operator !== 'NotIn') {
    walk.report('FieldValueNotSupported', place.path('operator'), 'is not supported here', { value: operator, allowed: 'In, NotIn' });
  }
  const count = asList(codes.values).length;
  if (count <= MOST_EXIT_CODES) return;
  // 1.35 calls the list too long.
  const tooMany = walk.version.minor >= 36 ? 'FieldValueTooMany' : 'FieldValueTooLong';
  walk.report(tooMany, place.path('values'), `must have at most ${MOST_EXIT_CODES} items`, { value: count });
};

const DISTINCT_PATHS = distinctBy('mountPath');

/** Mounts are walked over as they stand, but where some may be dropped before the server looks at them. */
const keepsMounts = (_place: Place, _field: string, walk: FieldWalk): boolean => !dropsImages(walk.version);

/** The paths of mounts among each other; where some may be dropped, what is left of them. */
const MOUNTS: Constraint = check((list, place, field, walk) => {
  if (!dropsImages(walk.version)) {
    DISTINCT_PATHS.checks![0](list, place, field, walk);
    return;
  }
  const mounts = keptMounts(list, place.parent?.object ?? {}, walk.version);
  for (const { index, object } of mounts) walk.visit(core('VolumeMount'), new Place(object, place, field, index));
  DISTINCT_PATHS.checks![0](
    mounts.map(({ object }) => object),
    place,
    field,
    walk,
  );
});

/** What containers of every list have in common. */
const CONTAINER: TypeLines = {
  name: [required(), DNS_LABEL],
  image: [required(), NO_PADDING_IN_POD],
  imagePullPolicy: [oneOf('Always', 'IfNotPresent', 'Never')],
  terminationMessagePolicy: [oneOf('File', 'FallbackToLogsOnError')],
  ports: [type(core('ContainerPort')), uniqueBy('name', isPortName)],
  env: [type(core('EnvVar'))],
  envFrom: [type(core('EnvFromSource'))],
  volumeMounts: [type(core('VolumeMount'), { when: keepsMounts }), MOUNTS],
  volumeDevices: [type(core('VolumeDevice'))],
  securityContext: [type(core('SecurityContext'))],
};

/** What the server holds against the fields of containers. */
export const CONTAINER_FIELDS = typeTable('io.k8s.api.core.v1', {
  Container: {
    ...CONTAINER,
    restartPolicyRules: [since(35), type(core('ContainerRestartRule'))],
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
  EphemeralContainer: { ...CONTAINER, image: [required(), NO_PADDING] },
  ContainerPort: {
    name: [PORT_NAME],
    containerPort: [required(), PORT_NUMBER],
    hostPort: [PORT_NUMBER],
    protocol: [oneOf('SCTP', 'TCP', 'UDP')],
  },
  ContainerRestartRule: {
    $self: [RESTART_RULE],
    exitCodes: [required('must be specified'), type(core('ContainerRestartRuleOnExitCodes'))],
  },
  ContainerRestartRuleOnExitCodes: { $self: [EXIT_CODES] },
});
