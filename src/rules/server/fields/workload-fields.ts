import { JsonValue, isJsonObject, objectsOf } from '../../../manifest/json';
import { Place } from '../../walk/place';
import { CLAIM_VOLUMES } from './claim-fields';
import { Constraint, DNS_LABEL, NON_NEGATIVE, TypeLines, check, oneOf, required, since, type, typeTable } from './constraints';
import { ObjectCheck } from './field-walk';
import { LABEL_SELECTOR, TEMPLATE, always, kind, labelledKind, line } from './kind-lines';
import { ANNOTATIONS, LABELS } from './metadata-fields';
import { OBJECT_META, core } from './type-names';

const apps = (name: string) => `io.k8s.api.apps.v1.${name}`;

/** Whether a text is a percentage, as `25%`. */
function percentOf(value: JsonValue | undefined): number | undefined {
  return typeof value === 'string' && /^[0-9]+%$/.test(value) ? Number(value.slice(0, -1)) : undefined;
}

function amountOf(value: JsonValue | undefined): number {
  return (
    percentOf(value) ?? (typeof value === 'number' ? value : typeof value === 'string' && /^[-+]?\d+$/.test(value) ? Number(value) : 0)
  );
}

/** A number of pods, or a percentage of them. */
function share(mostPercent?: number): Constraint {
  return check((value, place, field, walk) => {
    const allowed = `a number of 0 or more, or a percentage${mostPercent === undefined ? '' : ` of at most ${mostPercent}%`}, such as "25%"`;
    if (typeof value === 'number' && value < 0) {
      walk.report('FieldValueInvalid', place.path(field), 'must be greater than or equal to 0', { value, allowed });
    } else if (typeof value === 'string' && percentOf(value) === undefined) {
      walk.report('FieldValueInvalid', place.path(field), 'is neither a number nor a percentage', { value, allowed });
    } else if (mostPercent !== undefined && (percentOf(value) ?? 0) > mostPercent) {
      walk.report('FieldValueInvalid', place.path(field), `must not be greater than ${mostPercent}%`, { value, allowed });
    }
  });
}

const DEPLOYMENT_STRATEGY: ObjectCheck = (strategy, place, walk) => {
  const kindOf = strategy.type || 'RollingUpdate';
  const rolling = strategy.rollingUpdate;
  if (kindOf === 'Recreate') {
    if (isJsonObject(rolling)) {
      walk.report('FieldValueForbidden', place.path('rollingUpdate'), "may not be specified when strategy `type` is 'Recreate'", {
        fix: 'Remove rollingUpdate.',
      });
    }
  } else if (kindOf !== 'RollingUpdate') {
    walk.report('FieldValueNotSupported', place.path(), 'is not supported here', { value: kindOf, allowed: 'Recreate, RollingUpdate' });
  } else if (isJsonObject(rolling)) {
    walk.visit(apps('RollingUpdateDeployment'), new Place(rolling, place, 'rollingUpdate'));
  }
};

const DAEMON_SET_STRATEGY: ObjectCheck = (strategy, place, walk) => {
  const kindOf = strategy.type || 'RollingUpdate';
  if (kindOf !== 'RollingUpdate' && kindOf !== 'OnDelete') {
    walk.report('FieldValueNotSupported', place.path(), 'is not supported here', { value: kindOf, allowed: 'RollingUpdate, OnDelete' });
  } else if (kindOf === 'RollingUpdate' && isJsonObject(strategy.rollingUpdate)) {
    walk.visit(apps('RollingUpdateDaemonSet'), new Place(strategy.rollingUpdate, place, 'rollingUpdate'));
  }
};

const STATEFUL_SET_STRATEGY: ObjectCheck = (strategy, place, walk) => {
  const kindOf = strategy.type || 'RollingUpdate';
  const rolling = strategy.rollingUpdate;
  if (kindOf === 'OnDelete') {
    if (isJsonObject(rolling)) {
      walk.report('FieldValueInvalid', place.path('rollingUpdate'), "only allowed for updateStrategy 'RollingUpdate'");
    }
  } else if (kindOf !== 'RollingUpdate') {
    walk.report('FieldValueInvalid', place.path(), "must be 'RollingUpdate' or 'OnDelete'", {
      value: kindOf,
      allowed: 'RollingUpdate, OnDelete',
    });
  } else if (isJsonObject(rolling)) {
    walk.visit(apps('RollingUpdateStatefulSetStrategy'), new Place(rolling, place, 'rollingUpdate'));
  }
};

const DEADLINE: ObjectCheck = (spec, place, walk) => {
  const deadline = spec.progressDeadlineSeconds ?? 600;
  const ready = typeof spec.minReadySeconds === 'number' ? spec.minReadySeconds : 0;
  if (typeof deadline !== 'number' || deadline < 0 || deadline > ready) return;
  walk.report('FieldValueInvalid', place.path('progressDeadlineSeconds'), 'must be greater than minReadySeconds', {
    value: deadline,
    allowed: `more than ${ready}`,
  });
};

const SELECTOR_REQUIRED = required();

const COMMON: TypeLines = {
  replicas: [NON_NEGATIVE],
  minReadySeconds: [NON_NEGATIVE],
  revisionHistoryLimit: [NON_NEGATIVE],
  template: [type(TEMPLATE)],
};

/** What the server holds against the fields of Deployments and their like. */
const APPS_FIELDS = typeTable('io.k8s.api.apps.v1', {
  Deployment: kind(apps('DeploymentSpec')),
  DeploymentSpec: {
    ...COMMON,
    $self: [always('template', TEMPLATE), DEADLINE],
    selector: [SELECTOR_REQUIRED, type(LABEL_SELECTOR)],
    strategy: [type(apps('DeploymentStrategy'))],
    progressDeadlineSeconds: [NON_NEGATIVE],
  },
  DeploymentStrategy: { $self: [DEPLOYMENT_STRATEGY] },
  RollingUpdateDeployment: {
    maxUnavailable: [share(100)],
    maxSurge: [share()],
    $self: [
      (rolling, place, walk) => {
        const { maxUnavailable, maxSurge } = rolling;
        if (maxUnavailable === undefined || maxUnavailable === null || maxSurge === undefined || maxSurge === null) return;
        if (amountOf(maxUnavailable) !== 0 || amountOf(maxSurge) !== 0) return;
        walk.report('FieldValueInvalid', place.path('maxUnavailable'), 'may not be 0 when `maxSurge` is 0', {
          value: maxUnavailable,
          fix: 'Let one of the two be at least 1.',
        });
      },
    ],
  },
  ReplicaSet: kind(apps('ReplicaSetSpec')),
  ReplicaSetSpec: { ...COMMON, $self: [always('template', TEMPLATE)], selector: [SELECTOR_REQUIRED, type(LABEL_SELECTOR)] },
  DaemonSet: kind(apps('DaemonSetSpec')),
  DaemonSetSpec: {
    ...COMMON,
    $self: [always('template', TEMPLATE)],
    selector: [type(LABEL_SELECTOR)],
    updateStrategy: [type(apps('DaemonSetUpdateStrategy'))],
  },
  DaemonSetUpdateStrategy: { $self: [DAEMON_SET_STRATEGY] },
  RollingUpdateDaemonSet: {
    maxUnavailable: [share(100)],
    maxSurge: [share(100)],
    $self: [
      (rolling, place, walk) => {
        const unavailable = amountOf(rolling.maxUnavailable ?? 1) !== 0;
        const surge = amountOf(rolling.maxSurge ?? 0) !== 0;
        if (unavailable && surge) {
          walk.report('FieldValueInvalid', place.path('maxSurge'), 'may not be set when maxUnavailable is non-zero', {
            value: rolling.maxSurge,
          });
        }
        if (!unavailable && !surge) walk.report('FieldValueRequired', place.path('maxUnavailable'), 'cannot be 0 when maxSurge is 0');
      },
    ],
  },
  StatefulSet: kind(apps('StatefulSetSpec')),
  StatefulSetSpec: {
    ...COMMON,
    // A negative number keeps every revision.
    revisionHistoryLimit: [],
    $self: [always('template', TEMPLATE), CLAIM_VOLUMES],
    selector: [SELECTOR_REQUIRED, type(LABEL_SELECTOR)],
    serviceName: [
      check((value, place, field, walk) => {
        if (walk.version.minor >= 33) DNS_LABEL.checks![0](value, place, field, walk);
      }),
    ],
    podManagementPolicy: [
      check((value, place, field, walk) => {
        if (typeof value !== 'string' || value === '' || value === 'OrderedReady' || value === 'Parallel') return;
        walk.report('FieldValueInvalid', place.path(field), "must be 'OrderedReady' or 'Parallel'", {
          value,
          allowed: 'OrderedReady, Parallel',
        });
      }),
    ],
    updateStrategy: [type(apps('StatefulSetUpdateStrategy'))],
    persistentVolumeClaimRetentionPolicy: [type(apps('StatefulSetPersistentVolumeClaimRetentionPolicy'))],
    ordinals: [type(apps('StatefulSetOrdinals'))],
    volumeClaimTemplates: [
      check((list, place, field, walk) => {
        if (walk.version.minor < 34) return;
        for (const { index, object } of objectsOf(list)) walk.visit(core('PersistentVolumeClaim'), new Place(object, place, field, index));
      }),
    ],
  },
  StatefulSetUpdateStrategy: { $self: [STATEFUL_SET_STRATEGY] },
  RollingUpdateStatefulSetStrategy: {
    partition: [NON_NEGATIVE],
    maxUnavailable: [
      since(37),
      share(100),
      check((value, place, field, walk) => {
        if (amountOf(value) === 0) {
          walk.report('FieldValueInvalid', place.path(field), 'cannot be 0', { value, allowed: '1 or more, or 1% or more' });
        }
      }),
    ],
  },
  StatefulSetOrdinals: { start: [NON_NEGATIVE] },
  StatefulSetPersistentVolumeClaimRetentionPolicy: { whenDeleted: [oneOf('Retain', 'Delete')], whenScaled: [oneOf('Retain', 'Delete')] },
});

/** What the server holds against the fields of the core group's workloads. */
const CORE_FIELDS = typeTable('io.k8s.api.core.v1', {
  Pod: kind(core('PodSpec')),
  PodTemplate: { metadata: [type(OBJECT_META)], ...line('template', TEMPLATE) },
  ReplicationController: labelledKind(core('ReplicationControllerSpec')),
  ReplicationControllerSpec: {
    replicas: [NON_NEGATIVE],
    minReadySeconds: [NON_NEGATIVE],
    template: [required(), type(TEMPLATE)],
  },
  PodTemplateSpec: {
    ...line('spec', core('PodSpec')),
    // The server prints the labels and annotations of a template beside its metadata, not in it.
    metadata: [type(core('ObjectMeta#pod'), { printedAs: '' })],
  },
  'ObjectMeta#pod': { labels: [LABELS], annotations: [ANNOTATIONS] },
});

export const WORKLOAD_FIELDS = { ...APPS_FIELDS, ...CORE_FIELDS };
