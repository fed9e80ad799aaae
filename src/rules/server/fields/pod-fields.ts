import { asList, asObject, asString, objectsOf } from '../../../manifest/json';
import { isDnsLabel, isDnsSubdomain, isQualifiedName } from '../../../manifest/names';
import { Place } from '../../walk/place';
import {
  Constraint,
  DNS_LABEL,
  DNS_SUBDOMAIN,
  GIVEN_DNS_SUBDOMAIN,
  check,
  oneOf,
  range,
  required,
  since,
  type,
  typeTable,
  uniqueBy,
} from './constraints';
import { FieldWalk, ObjectCheck } from './field-walk';
import { LABELS } from './metadata-fields';
import { OWN_DNS, looksIntoDns } from './name-resolution-fields';
import { DISTINCT_SPREAD } from './scheduling-fields';
import { OWN_USERS, SHARED_PROCESSES } from './security-context-fields';
import { core } from './type-names';
import { VOLUMES } from './volume-fields';

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

/** Whether a pod is no mirror of one that a kubelet runs by itself, to which the server allows no claims. */
function isNoMirror(place: Place, _field: string, walk: FieldWalk): boolean {
  const annotations = asObject(asObject(place.top.object.metadata).annotations);
  return !walk.isPod || !Object.hasOwn(annotations, 'kubernetes.io/config.mirror');
}

/** The names of a pod's claims: of a name that stands twice the server says only that. */
const CLAIM_NAMES = check((list, place, field, walk) => {
  if (!isNoMirror(place, field, walk)) {
    // The server prints no path.
    if (asList(list).length > 0) walk.report('FieldValueForbidden', '[]', 'static pods do not support resource claims');
    return;
  }
  const seen = new Set<string>();
  for (const { index, object } of objectsOf(list)) {
    const name = asString(object.name) ?? '';
    const path = `${place.path(field)}[${index}].name`;
    if (name === '') walk.report('FieldValueRequired', path, 'is required');
    else if (seen.has(name)) walk.report('FieldValueDuplicate', path, 'is the name of another claim already', { value: name });
    else if (!isDnsLabel(name)) walk.report('FieldValueInvalid', path, 'is no DNS label', { value: name });
    seen.add(name);
  }
});

/** The account of a pod; `serviceAccount` is an older name of the field. */
const ACCOUNT: ObjectCheck = (spec, place, walk) => {
  const account = spec.serviceAccountName || spec.serviceAccount;
  if (account) DNS_SUBDOMAIN.checks![0](account, place, 'serviceAccountName', walk);
};

/** Names of a pod in DNS. A StatefulSet gives its pods others, and the server does not look at these. */
const NETWORK_NAME: Constraint = check((value, place, field, walk) => {
  if (place.top.object.kind !== 'StatefulSet') DNS_LABEL.checks![0](value, place, field, walk);
});

/** What the server holds against the fields of pods. */
export const POD_FIELDS = typeTable('io.k8s.api.core.v1', {
  PodSpec: {
    $self: [OWN_DNS, ACCOUNT, SHARED_PROCESSES, OWN_USERS, HOSTNAME_OVERRIDE],
    containers: [required(), type(core('Container')), uniqueBy('name', () => true)],
    initContainers: [type(core('Container#init'))],
    ephemeralContainers: [type(core('EphemeralContainer'))],
    volumes: VOLUMES,
    restartPolicy: [oneOf('Always', 'OnFailure', 'Never')],
    dnsPolicy: [oneOf('ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None')],
    dnsConfig: [type(core('PodDNSConfig'), { when: looksIntoDns })],
    nodeSelector: [LABELS],
    securityContext: [type(core('PodSecurityContext'))],
    nodeName: [DNS_SUBDOMAIN],
    activeDeadlineSeconds: [range(1, 2147483647)],
    hostname: [NETWORK_NAME],
    subdomain: [NETWORK_NAME],
    priorityClassName: [DNS_SUBDOMAIN],
    runtimeClassName: [GIVEN_DNS_SUBDOMAIN],
    preemptionPolicy: [
      check((value, place, field, walk) => {
        if (value === '') walk.report('FieldValueRequired', place.path(field), 'is empty', { allowed: 'PreemptLowerPriority, Never' });
      }),
      oneOf('PreemptLowerPriority', 'Never'),
    ],
    hostAliases: [type(core('HostAlias'))],
    tolerations: [type(core('Toleration'))],
    affinity: [type(core('Affinity'))],
    topologySpreadConstraints: [type(core('TopologySpreadConstraint')), DISTINCT_SPREAD],
    readinessGates: [type(core('PodReadinessGate'))],
    schedulingGates: [
      check((list, place, field, walk) => {
        const seen = new Set<string>();
        for (const { index, object } of objectsOf(list)) {
          const name = asString(object.name) ?? '';
          const path = `${place.path(field)}[${index}]`;
          if (!isQualifiedName(name)) walk.report('FieldValueInvalid', path, 'is no qualified name', { value: name });
          if (seen.has(name)) walk.report('FieldValueDuplicate', path, 'is listed twice', { value: name });
          seen.add(name);
        }
      }),
    ],
    resourceClaims: [since(34), type(core('PodResourceClaim'), { when: isNoMirror }), CLAIM_NAMES],
    os: [type(core('PodOS'))],
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
    resourceClaimName: [GIVEN_DNS_SUBDOMAIN],
    resourceClaimTemplateName: [GIVEN_DNS_SUBDOMAIN],
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
