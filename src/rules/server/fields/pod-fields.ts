import { isIP } from 'node:net';
import { JsonObject, asList, asObject, asString, isJsonObject } from '../../../manifest/json';
import { isDnsSubdomain, isLabelValue, isQualifiedName } from '../../../manifest/names';
import { Constraint, DNS_LABEL, DNS_SUBDOMAIN, check, oneOf, range, required, since, type, typeTable, uniqueBy } from './constraints';
import { FieldWalk, ObjectCheck, Place } from './field-walk';
import { LABELS } from './metadata-fields';
import { core } from './type-names';

const LABEL_SELECTOR = 'io.k8s.apimachinery.pkg.apis.meta.v1.LabelSelector';
const ID = range(0, 2147483647);

/** An IP address; before 1.36 the server also takes IPv4 with leading zeros, and IPv4 in the clothes of IPv6. */
function isAddress(text: string, minor: number): boolean {
  const isStrict = minor >= 36;
  if (isIP(text) !== 0 && !text.includes('%')) return !(isStrict && /^(?:0{0,4}:){1,5}:?ffff:/i.test(text) && text.includes('.'));
  return !isStrict && /^(?:0*(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}0*(?:25[0-5]|2[0-4]\d|1?\d?\d)$/.test(text);
}

function reportAddress(value: unknown, path: string, walk: FieldWalk): void {
  const text = asString(value as string) ?? '';
  if (isAddress(text, walk.version.minor)) return;
  walk.report('FieldValueInvalid', path, 'is no IP address', {
    value: text,
    allowed: 'an IPv4 or IPv6 address, such as "10.9.8.7" or "2001:db8::ffff"',
  });
}

const ADDRESS: Constraint = check((value, place, field, walk) => reportAddress(value, place.path(field), walk));

/** Each text of a list, checked by itself. */
function each(of: (value: string, path: string, walk: FieldWalk) => void): Constraint {
  return check((list, place, field, walk) => {
    asList(list).forEach((value, index) => {
      if (typeof value === 'string') of(value, `${place.path(field)}[${index}]`, walk);
    });
  });
}

const SEARCH_DOMAINS: Constraint = check((list, place, field, walk) => {
  const searches = asList(list).filter((entry): entry is string => typeof entry === 'string');
  if (searches.length > 32) {
    walk.report('FieldValueInvalid', place.path(field), 'must not have more than 32 search paths', { value: searches.length });
  }
  if (searches.join(' ').length > 2048) {
    walk.report('FieldValueInvalid', place.path(field), 'must not have more than 2048 characters (including spaces) in the search list');
  }
  searches.forEach((search, index) => {
    const relaxed = walk.version.minor >= 33;
    if (relaxed && search === '.') return;
    const name = search.replace(/\.$/, '');
    const valid = relaxed
      ? /^[a-z0-9_]([-_a-z0-9]*[a-z0-9])?(\.[a-z0-9_]([-_a-z0-9]*[a-z0-9])?)*$/.test(name) && name.length <= 253
      : isDnsSubdomain(name);
    if (!valid) walk.report('FieldValueInvalid', `${place.path(field)}[${index}]`, 'is no DNS domain', { value: search });
  });
});

const DNS_CONFIG: ObjectCheck = (spec, place, walk) => {
  if (spec.dnsPolicy !== 'None') return;
  const config = spec.dnsConfig;
  if (!isJsonObject(config)) {
    walk.report('FieldValueRequired', place.path('dnsConfig'), 'must provide `dnsConfig` when `dnsPolicy` is None');
  } else if (asList(config.nameservers).length === 0) {
    walk.report(
      'FieldValueRequired',
      place.path('dnsConfig.nameservers'),
      'must provide at least one DNS nameserver when `dnsPolicy` is None',
    );
  }
};

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

/** A required term's values are label values; a preferred term's are not looked at. */
const REQUIRED_NODE_REQUIREMENT: ObjectCheck = (requirement, place, walk) => {
  NODE_REQUIREMENT(requirement, place, walk);
  asList(requirement.values).forEach((value, index) => {
    if (typeof value !== 'string' || isLabelValue(value)) return;
    walk.report('FieldValueInvalid', `${place.path('values')}[${index}]`, "is no label's value", { value });
  });
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
  }
};

const WEIGHT: ObjectCheck = (term, place, walk) => {
  const weight = term.weight ?? 0;
  if (typeof weight !== 'number' || (weight >= 1 && weight <= 100)) return;
  walk.report('FieldValueInvalid', place.path('weight'), 'must be in the range 1-100', { value: weight, allowed: '1 to 100' });
};

const POD_AFFINITY_TERM: ObjectCheck = (term, place, walk) => {
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

const DISTINCT_SPREAD = check((list, place, field, walk) => {
  const constraints = asList(list).map(asObject);
  constraints.forEach(({ topologyKey, whenUnsatisfiable }, index) => {
    const same = constraints
      .slice(index + 1)
      .some((other) => other.topologyKey === topologyKey && other.whenUnsatisfiable === whenUnsatisfiable);
    if (!same) return;
    walk.report(
      'FieldValueDuplicate',
      `${place.path(field)}[${index}].{topologyKey, whenUnsatisfiable}`,
      'another constraint has the same pair',
      {
        value: `{${asString(topologyKey)}, ${asString(whenUnsatisfiable)}}`,
      },
    );
  });
});

const SYSCTLS = check((list, place, field, walk) => {
  const seen = new Set<string>();
  asList(list).forEach((entry, index) => {
    if (!isJsonObject(entry)) return;
    const name = asString(entry.name) ?? '';
    const path = `${place.path(field)}[${index}].name`;
    if (name === '') {
      walk.report('FieldValueRequired', path, 'names no sysctl');
    } else if (name.length > 253 || !/^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$/.test(name)) {
      walk.report('FieldValueInvalid', path, 'is no name of a sysctl', {
        value: name,
        allowed: 'lower case names joined by dots or slashes, such as "net.core.somaxconn"',
      });
    } else if (seen.has(name)) {
      walk.report('FieldValueDuplicate', path, 'is set twice', { value: name });
    }
    seen.add(name);
    const spec = place.parent?.object ?? {};
    const normal = name.replace(/\//g, '.');
    if (spec.hostNetwork === true && normal.startsWith('net.')) {
      walk.report('FieldValueInvalid', path, "may not be specified when 'hostNetwork' is true", { value: name });
    }
    if (spec.hostIPC === true && /^(?:kernel\.(?:sem|shm|msg)|fs\.mqueue\.)/.test(normal)) {
      walk.report('FieldValueInvalid', path, "may not be specified when 'hostIPC' is true", { value: name });
    }
  });
});

const SHARED_PROCESSES: ObjectCheck = (spec, place, walk) => {
  if (spec.shareProcessNamespace === true && spec.hostPID === true) {
    walk.report(
      'FieldValueInvalid',
      place.path('securityContext.shareProcessNamespace'),
      'ShareProcessNamespace and HostPID cannot both be enabled',
      {
        value: true,
      },
    );
  }
};

/** A pod with a user namespace of its own cannot use the node's other namespaces. */
const OWN_USERS: ObjectCheck = (spec, place, walk) => {
  if (spec.hostUsers !== false || walk.version.minor < 33) return;
  // The server prints the names of its own fields here.
  for (const [field, printed] of [
    ['hostNetwork', 'hostNetwork'],
    ['hostPID', 'HostPID'],
    ['hostIPC', 'HostIPC'],
  ]) {
    if (spec[field] === true) walk.report('FieldValueForbidden', place.path(printed), 'when `hostUsers` is false', { value: true });
  }
};

const HOSTNAME_OVERRIDE: ObjectCheck = (spec, place, walk) => {
  if (walk.version.minor < 35 || typeof spec.hostnameOverride !== 'string') return;
  const path = place.path('hostnameOverride');
  if (spec.setHostnameAsFQDN === true) walk.report('FieldValueForbidden', path, 'may not be specified when setHostnameAsFQDN is true');
  if (spec.hostNetwork === true) walk.report('FieldValueForbidden', path, 'may not be specified when hostNetwork is true');
  if (spec.hostnameOverride.length > 64) {
    walk.report('FieldValueTooLong', path, 'may not be more than 64 bytes', { value: spec.hostnameOverride });
  }
  if (!isDnsSubdomain(spec.hostnameOverride)) {
    walk.report('FieldValueInvalid', path, 'is no DNS subdomain', { value: spec.hostnameOverride });
  }
};

const RESOURCE_CLAIM: ObjectCheck = (claim, place, walk) => {
  const direct = typeof claim.resourceClaimName === 'string';
  const template = typeof claim.resourceClaimTemplateName === 'string';
  if (direct && template) {
    walk.report('FieldValueInvalid', place.path(), 'at most one of `resourceClaimName` or `resourceClaimTemplateName` may be specified');
  }
  if (!direct && !template) {
    walk.report('FieldValueInvalid', place.path(), 'must specify one of: `resourceClaimName`, `resourceClaimTemplateName`');
  }
};

/** What the server holds against the fields of pods. */
export const POD_FIELDS = typeTable('io.k8s.api.core.v1', {
  PodSpec: {
    $self: [DNS_CONFIG, SHARED_PROCESSES, OWN_USERS, HOSTNAME_OVERRIDE],
    containers: [required(), type(core('Container')), uniqueBy('name')],
    initContainers: [type(core('Container#init'))],
    ephemeralContainers: [type(core('EphemeralContainer'))],
    volumes: [type(core('Volume')), uniqueBy('name')],
    restartPolicy: [oneOf('Always', 'OnFailure', 'Never')],
    dnsPolicy: [oneOf('ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None')],
    dnsConfig: [type(core('PodDNSConfig'))],
    nodeSelector: [LABELS],
    securityContext: [type(core('PodSecurityContext'))],
    serviceAccountName: [DNS_SUBDOMAIN],
    nodeName: [DNS_SUBDOMAIN],
    activeDeadlineSeconds: [range(1, 2147483647)],
    hostname: [DNS_LABEL],
    subdomain: [DNS_LABEL],
    priorityClassName: [DNS_SUBDOMAIN],
    runtimeClassName: [DNS_SUBDOMAIN],
    preemptionPolicy: [oneOf('PreemptLowerPriority', 'Never')],
    hostAliases: [type(core('HostAlias'))],
    tolerations: [type(core('Toleration'))],
    affinity: [type(core('Affinity'))],
    topologySpreadConstraints: [type(core('TopologySpreadConstraint')), DISTINCT_SPREAD],
    readinessGates: [type(core('PodReadinessGate'))],
    schedulingGates: [
      check((list, place, field, walk) => {
        const seen = new Set<string>();
        asList(list).forEach((entry, index) => {
          if (!isJsonObject(entry)) return;
          const name = asString(entry.name) ?? '';
          const path = `${place.path(field)}[${index}]`;
          if (!isQualifiedName(name)) walk.report('FieldValueInvalid', path, 'is no qualified name', { value: name });
          if (seen.has(name)) walk.report('FieldValueDuplicate', path, 'is listed twice', { value: name });
          seen.add(name);
        });
      }),
    ],
    resourceClaims: [since(34), type(core('PodResourceClaim')), uniqueBy('name')],
    os: [type(core('PodOS'))],
  },
  PodDNSConfig: {
    nameservers: [
      each((value, path, walk) => reportAddress(value, path, walk)),
      check((list, place, field, walk) => {
        if (asList(list).length > 3) {
          walk.report('FieldValueInvalid', place.path(field), 'must not have more than 3 nameservers', { allowed: 'at most 3' });
        }
      }),
    ],
    searches: [SEARCH_DOMAINS],
    options: [
      check((list, place, field, walk) => {
        asList(list).forEach((option, index) => {
          if (isJsonObject(option) && !option.name) {
            walk.report('FieldValueRequired', `${place.path(field)}[${index}]`, 'must not be empty');
          }
        });
      }),
    ],
  },
  HostAlias: {
    $self: [
      (alias, place, walk) =>
        alias.ip === undefined || alias.ip === null || alias.ip === '' ? reportAddress('', place.path('ip'), walk) : undefined,
    ],
    ip: [ADDRESS],
    hostnames: [
      each((value, path, walk) => {
        if (!isDnsSubdomain(value)) walk.report('FieldValueInvalid', path, 'is no DNS subdomain', { value });
      }),
    ],
  },
  PodSecurityContext: {
    fsGroup: [ID],
    runAsUser: [ID],
    runAsGroup: [ID],
    supplementalGroups: [
      check((list, place, field, walk) => {
        asList(list).forEach((id, index) => {
          if (typeof id !== 'number' || (id >= 0 && id <= 2147483647)) return;
          walk.report('FieldValueInvalid', `${place.path(field)}[${index}]`, 'must be between 0 and 2147483647, inclusive', { value: id });
        });
      }),
    ],
    sysctls: [SYSCTLS],
    fsGroupChangePolicy: [oneOf('Always', 'OnRootMismatch')],
    supplementalGroupsPolicy: [since(33), oneOf('Merge', 'Strict')],
    seLinuxChangePolicy: [since(33), oneOf('MountOption', 'Recursive')],
    seccompProfile: [type(core('SeccompProfile'))],
    appArmorProfile: [since(30), type(core('AppArmorProfile'))],
  },
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
  PodAffinityTerm: { $self: [POD_AFFINITY_TERM], labelSelector: [type(LABEL_SELECTOR)], namespaceSelector: [type(LABEL_SELECTOR)] },
  WeightedPodAffinityTerm: { $self: [WEIGHT, affinityTerm], podAffinityTerm: [type(core('PodAffinityTerm'))] },
  TopologySpreadConstraint: {
    $self: [SPREAD],
    topologyKey: [required('can not be empty')],
    nodeAffinityPolicy: [oneOf('Honor', 'Ignore')],
    nodeTaintsPolicy: [oneOf('Honor', 'Ignore')],
    labelSelector: [type(LABEL_SELECTOR)],
  },
  PodReadinessGate: {
    $self: [
      (gate, place, walk) => {
        const value = asString(gate.conditionType) ?? '';
        if (!isQualifiedName(value)) walk.report('FieldValueInvalid', place.path('conditionType'), 'is no qualified name', { value });
      },
    ],
  },
  PodResourceClaim: {
    $self: [RESOURCE_CLAIM],
    name: [required(), DNS_LABEL],
    resourceClaimName: [DNS_SUBDOMAIN],
    resourceClaimTemplateName: [DNS_SUBDOMAIN],
  },
  PodOS: {
    name: [
      required(),
      check((value, place, _field, walk) => {
        if (value === 'linux' || value === 'windows') return;
        walk.report('FieldValueNotSupported', place.path(), 'is not supported here', { value, allowed: 'linux, windows' });
      }),
    ],
  },
});

/** A weighted term without its term is one with an empty term to the server. */
function affinityTerm(term: JsonObject, place: Place, walk: FieldWalk): void {
  if (!isJsonObject(term.podAffinityTerm)) walk.visit(core('PodAffinityTerm'), new Place({}, place, 'podAffinityTerm'));
}
