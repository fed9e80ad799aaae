import { JsonObject, asList, asString, isJsonObject, objectsOf, textsIn } from '../../../manifest/json';
import { isDnsLabel, isDnsSubdomain, isLabelValue, isQualifiedName } from '../../../manifest/names';
import { Place } from '../../walk/place';
import { check, oneOf, oneOfGiven, required, type, typeTable } from './constraints';
import { FieldWalk, ObjectCheck } from './field-walk';
import { MATCHED_LABELS, SPREAD_LABELS } from './label-keys';
import { core } from './type-names';

const LABEL_SELECTOR = 'io.k8s.apimachinery.pkg.apis.meta.v1.LabelSelector';

const TOLERATION: ObjectCheck = (toleration, place, walk) => {
  const key = asString(toleration.key) ?? '';
  const operator = asString(toleration.operator) ?? '';
  const value = asString(toleration.value) ?? '';
  const effect = asString(toleration.effect) ?? '';
  if (key !== '' && !isQualifiedName(key)) walk.report('FieldValueInvalid', place.path('key'), "is no taint's key", { value: key });
  if (key === '' && operator !== 'Exists') {
    walk.report(
      'FieldValueInvalid',
      place.path('operator'),
      'operator must be Exists when `key` is empty, which means "match all values and all keys"',
      {
        value: operator,
      },
    );
  }
  if (typeof toleration.tolerationSeconds === 'number' && effect !== 'NoExecute') {
    walk.report('FieldValueInvalid', place.path('effect'), "effect must be 'NoExecute' when `tolerationSeconds` is set", { value: effect });
  }
  if (operator === 'Equal' || operator === '') {
    if (!isLabelValue(value)) walk.report('FieldValueInvalid', place.path('operator'), "the value is no label's value", { value });
  } else if (operator === 'Exists') {
    if (value !== '') {
      walk.report('FieldValueInvalid', place.path('operator'), "value must be empty when `operator` is 'Exists'", { value });
    }
  } else {
    walk.report('FieldValueNotSupported', place.path('operator'), 'is not supported here', { value: operator, allowed: 'Equal, Exists' });
  }
};

const NODE_OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'];

const NODE_REQUIREMENT: ObjectCheck = (requirement, place, walk) => {
  const operator = asString(requirement.operator) ?? '';
  const values = asList(requirement.values);
  if (operator === 'In' || operator === 'NotIn') {
    if (values.length === 0) {
      walk.report('FieldValueRequired', place.path('values'), "must be specified when `operator` is 'In' or 'NotIn'");
    }
  } else if (operator === 'Exists' || operator === 'DoesNotExist') {
    if (values.length > 0) {
      walk.report('FieldValueForbidden', place.path('values'), "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
    }
  } else if (operator === 'Gt' || operator === 'Lt') {
    if (values.length !== 1) {
      walk.report('FieldValueRequired', place.path('values'), "must be specified single value when `operator` is 'Lt' or 'Gt'");
    }
  } else {
    walk.report('FieldValueInvalid', place.path('operator'), 'not a valid selector operator', {
      value: operator,
      allowed: NODE_OPERATORS.join(', '),
    });
  }
  const key = asString(requirement.key) ?? '';
  if (!isQualifiedName(key)) walk.report('FieldValueInvalid', place.path('key'), "is no label's key", { value: key });
};

/** The values that a required term compares with are label values, from 1.33 on; a preferred term's are not looked at. */
const REQUIRED_NODE_REQUIREMENT: ObjectCheck = (requirement, place, walk) => {
  NODE_REQUIREMENT(requirement, place, walk);
  if (walk.version.minor < 33) return;
  for (const { index, text } of textsIn(requirement.values)) {
    if (!isLabelValue(text)) walk.report('FieldValueInvalid', `${place.path('values')}[${index}]`, "is no label's value", { value: text });
  }
};

const NODE_FIELD_REQUIREMENT: ObjectCheck = (requirement, place, walk) => {
  const operator = asString(requirement.operator) ?? '';
  if (operator !== 'In' && operator !== 'NotIn') {
    walk.report('FieldValueInvalid', place.path('operator'), 'not a valid selector operator', { value: operator, allowed: 'In, NotIn' });
  } else if (asList(requirement.values).length !== 1) {
    walk.report(
      'FieldValueRequired',
      place.path('values'),
      "must be only one value when `operator` is 'In' or 'NotIn' for node field selector",
    );
  }
  if (requirement.key !== 'metadata.name') {
    walk.report('FieldValueInvalid', place.path('key'), 'not a valid field selector key', {
      value: requirement.key ?? '',
      allowed: 'metadata.name',
    });
    return;
  }
  for (const { index, text } of textsIn(requirement.values)) {
    if (isDnsSubdomain(text)) continue;
    walk.report('FieldValueInvalid', `${place.path('values')}[${index}]`, 'is no name of a node', { value: text });
  }
};

const WEIGHT: ObjectCheck = (term, place, walk) => {
  const weight = term.weight ?? 0;
  if (typeof weight !== 'number' || (weight >= 1 && weight <= 100)) return;
  walk.report('FieldValueInvalid', place.path('weight'), 'must be in the range 1-100', { value: weight, allowed: '1 to 100' });
};

const POD_AFFINITY_TERM: ObjectCheck = (term, place, walk) => {
  for (const { text } of textsIn(term.namespaces)) {
    // The server leaves out which of the names it is, and the last letter of the field.
    if (!isDnsLabel(text)) walk.report('FieldValueInvalid', place.path('namespace'), 'is no name of a namespace', { value: text });
  }
  const key = asString(term.topologyKey) ?? '';
  if (key === '') {
    walk.report('FieldValueRequired', place.path('topologyKey'), 'can not be empty', {
      allowed: 'a node label, such as kubernetes.io/hostname',
    });
  }
  if (!isQualifiedName(key)) walk.report('FieldValueInvalid', place.path('topologyKey'), "is no label's key", { value: key });
};

const SPREAD: ObjectCheck = (constraint, place, walk) => {
  const skew = constraint.maxSkew ?? 0;
  if (typeof skew === 'number' && skew <= 0) {
    walk.report('FieldValueInvalid', place.path('maxSkew'), 'must be greater than zero', { value: skew, allowed: '1 or more' });
  }
  const action = constraint.whenUnsatisfiable ?? '';
  if (action !== 'DoNotSchedule' && action !== 'ScheduleAnyway') {
    walk.report('FieldValueNotSupported', place.path('whenUnsatisfiable'), 'is not supported here', {
      value: action,
      allowed: 'DoNotSchedule, ScheduleAnyway',
    });
  }
  const domains = constraint.minDomains;
  if (typeof domains !== 'number') return;
  if (domains <= 0) {
    walk.report('FieldValueInvalid', place.path('minDomains'), 'must be greater than zero', { value: domains, allowed: '1 or more' });
  }
  if (action !== 'DoNotSchedule') {
    walk.report('FieldValueInvalid', place.path('minDomains'), 'can only use minDomains if whenUnsatisfiable=DoNotSchedule', {
      value: domains,
    });
  }
};

export const DISTINCT_SPREAD = check((list, place, field, walk) => {
  const constraints = objectsOf(list).map(({ object }) => object);
  constraints.forEach(({ topologyKey, whenUnsatisfiable }, index) => {
    const same = constraints
      .slice(index + 1)
      .some((other) => textOf(other.topologyKey) === textOf(topologyKey) && textOf(other.whenUnsatisfiable) === textOf(whenUnsatisfiable));
    if (!same) return;
    walk.report(
      'FieldValueDuplicate',
      `${place.path(field)}[${index}].{topologyKey, whenUnsatisfiable}`,
      'another constraint has the same pair',
      {
        value: `{${textOf(topologyKey)}, ${textOf(whenUnsatisfiable)}}`,
      },
    );
  });
});

function textOf(value: JsonObject[string]): string {
  return asString(value) ?? '';
}

/** What the server holds against where a pod may run. */
export const SCHEDULING_FIELDS = typeTable('io.k8s.api.core.v1', {
  Toleration: { $self: [TOLERATION], effect: [oneOf('NoSchedule', 'PreferNoSchedule', 'NoExecute')] },
  Affinity: {
    nodeAffinity: [type(core('NodeAffinity'))],
    podAffinity: [type(core('PodAffinity'))],
    podAntiAffinity: [type(core('PodAffinity'))],
  },
  NodeAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: [type(core('NodeSelector'))],
    preferredDuringSchedulingIgnoredDuringExecution: [type(core('PreferredSchedulingTerm'))],
  },
  NodeSelector: { nodeSelectorTerms: [required('must have at least one node selector term'), type(core('NodeSelectorTerm'))] },
  NodeSelectorTerm: {
    matchExpressions: [type(core('NodeSelectorRequirement'))],
    matchFields: [type(core('NodeSelectorRequirement#field'))],
  },
  'NodeSelectorTerm#preferred': {
    matchExpressions: [type(core('NodeSelectorRequirement#preferred'))],
    matchFields: [type(core('NodeSelectorRequirement#field'))],
  },
  NodeSelectorRequirement: { $self: [REQUIRED_NODE_REQUIREMENT] },
  'NodeSelectorRequirement#preferred': { $self: [NODE_REQUIREMENT] },
  'NodeSelectorRequirement#field': { $self: [NODE_FIELD_REQUIREMENT] },
  PreferredSchedulingTerm: { $self: [WEIGHT], preference: [type(core('NodeSelectorTerm#preferred'))] },
  PodAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: [type(core('PodAffinityTerm'))],
    preferredDuringSchedulingIgnoredDuringExecution: [type(core('WeightedPodAffinityTerm'))],
  },
  PodAffinityTerm: {
    $self: [POD_AFFINITY_TERM, MATCHED_LABELS],
    labelSelector: [type(LABEL_SELECTOR)],
    namespaceSelector: [type(LABEL_SELECTOR)],
  },
  WeightedPodAffinityTerm: { $self: [WEIGHT, affinityTerm], podAffinityTerm: [type(core('PodAffinityTerm'))] },
  TopologySpreadConstraint: {
    $self: [SPREAD, SPREAD_LABELS],
    topologyKey: [required('can not be empty')],
    nodeAffinityPolicy: [oneOfGiven('Honor', 'Ignore')],
    nodeTaintsPolicy: [oneOfGiven('Honor', 'Ignore')],
    labelSelector: [type(LABEL_SELECTOR)],
  },
});

/** A weighted term without its term is one with an empty term to the server. */
function affinityTerm(term: JsonObject, place: Place, walk: FieldWalk): void {
  if (!isJsonObject(term.podAffinityTerm)) walk.visit(core('PodAffinityTerm'), new Place({}, place, 'podAffinityTerm'));
}
