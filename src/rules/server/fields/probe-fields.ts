import { ClusterFeature } from '../../../cluster/cluster-feature';
import { JsonObject, asString, objectsOf } from '../../../manifest/json';
import { isPortName } from '../../../manifest/names';
import { PROBE_HANDLERS } from '../../../manifest/pod-probe';
import { Place } from '../../walk/place';
import { Alternatives } from './alternatives';
import { Constraint, TypeLines, check, exactlyOne, isFirstOf, oneOf, required, type, typeTable } from './constraints';
import { FieldWalk } from './field-walk';
import { core } from './type-names';

const PROBE_ALTERNATIVES = new Alternatives(...PROBE_HANDLERS);
/** What a lifecycle hook can be. */
export const HOOK_HANDLERS = new Alternatives('exec', 'httpGet', 'tcpSocket', 'sleep');
/** Below 1.30 the server drops a sleep, and finds no handler where there was one. */
const HOOK_HANDLERS_WITHOUT_SLEEP = new Alternatives('exec', 'httpGet', 'tcpSocket');

const oneHandler = (kinds: Alternatives) => exactlyOne(kinds, 'must specify a handler type', 'may not specify more than 1 handler type');
const ONE_HOOK_HANDLER = oneHandler(HOOK_HANDLERS);
const ONE_HOOK_HANDLER_WITHOUT_SLEEP = oneHandler(HOOK_HANDLERS_WITHOUT_SLEEP);

const handlers = (kinds: Alternatives): TypeLines => ({
  $self: [oneHandler(kinds)],
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
  ...handlers(PROBE_ALTERNATIVES),
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

/** What the server holds against probes and lifecycle hooks. */
export const PROBE_FIELDS = typeTable('io.k8s.api.core.v1', {
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
        const hasSleep = walk.version.supports(ClusterFeature.SLEEP_HANDLER);
        (hasSleep ? ONE_HOOK_HANDLER : ONE_HOOK_HANDLER_WITHOUT_SLEEP)(object, place, walk);
      },
    ],
  },
  ExecAction: { command: [required()] },
  HTTPGetAction: {
    $self: [portOf],
    scheme: [oneOf('HTTP', 'HTTPS')],
    httpHeaders: [
      check((list, place, field, walk) => {
        for (const { object } of objectsOf(list)) {
          const name = asString(object.name) ?? '';
          if (/^[-A-Za-z0-9]+$/.test(name)) continue;
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
});

/** A port that a handler connects to, by number or name; an absent one is 0 to the server. */
function portOf(object: JsonObject, place: Place, walk: FieldWalk): void {
  const value = object.port ?? 0;
  const allowed = "1 to 65535, or the name of one of the container's ports";
  if (typeof value === 'number' && (value < 1 || value > 65535)) {
    walk.report('FieldValueInvalid', place.path('port'), 'must be between 1 and 65535, inclusive', { value, allowed });
  }
  if (typeof value === 'string' && !isPortName(value)) {
    walk.report('FieldValueInvalid', place.path('port'), 'is no name of a port', { value, allowed });
  }
}
