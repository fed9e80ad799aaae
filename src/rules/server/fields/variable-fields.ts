import { ClusterFeature } from '../../../cluster/cluster-feature';
import { JsonObject, isJsonObject } from '../../../manifest/json';
import { Place } from '../../walk/place';
import { Alternatives } from './alternatives';
import { CONFIG_KEY, Constraint, DNS_LABEL, DNS_SUBDOMAIN, NO_BACKSTEPS, check, required, since, type, typeTable } from './constraints';
import { FieldWalk, ObjectCheck } from './field-walk';
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

const ENV_SOURCES = new Alternatives('fieldRef', 'resourceFieldRef', 'configMapKeyRef', 'secretKeyRef', 'fileKeyRef');
/** Before 1.35 there are no files of variables. */
const ENV_SOURCES_WITHOUT_FILES = new Alternatives('fieldRef', 'resourceFieldRef', 'configMapKeyRef', 'secretKeyRef');

/** A variable's value comes from exactly one place. */
const ENV_VALUE: ObjectCheck = (variable, place, walk) => {
  const from = variable.valueFrom;
  if (!isJsonObject(from)) return;
  const known = walk.version.minor >= 35 ? ENV_SOURCES : ENV_SOURCES_WITHOUT_FILES;
  const sources = known.in(from).length;
  const hasValue = typeof variable.value === 'string' && variable.value !== '';
  if (sources === 1 && !hasValue) return;
  const allowed = `exactly one of ${known.fields.join(', ')}, and no value beside it`;
  if (sources === 0) {
    walk.report('FieldValueInvalid', place.path('valueFrom'), 'names no source of the value', { allowed });
  } else if (hasValue) {
    walk.report('FieldValueInvalid', place.path('valueFrom'), 'may not be specified when `value` is not empty', {
      allowed,
      fix: 'Remove value, or valueFrom.',
    });
  } else {
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

/** What the server holds against the variables of containers. */
export const VARIABLE_FIELDS = typeTable('io.k8s.api.core.v1', {
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
});

/** The name of the object that a key is taken from; an absent one is an invalid name to the server. */
function objectName(object: JsonObject, place: Place, walk: FieldWalk): void {
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
