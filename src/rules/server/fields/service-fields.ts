import { JsonObject, asList, asObject, asString, isJsonObject, objectsOf, textsIn } from '../../../manifest/json';
import { isConfigKey, isPortName, PORT_NAME_ALLOWED } from '../../../manifest/names';
import { TOPOLOGY_HINTS, TOPOLOGY_MODE } from '../../../manifest/topology-annotations';
import { Place } from '../../walk/place';
import { endpointProblems, addressProblem, rangeProblem } from './address-fields';
import { DNS_LABEL, GIVEN_QUALIFIED_NAME, check, each, oneOf, oneOfGiven, since, type, typeTable, uniqueBy } from './constraints';
import { FieldWalk, ObjectCheck } from './field-walk';
import { LABELS } from './metadata-fields';
import { OBJECT_META, core } from './type-names';

const MOST_BYTES = 1024 * 1024;
const KUBELET_PORT = 10250;
const INDEXED_RANGES_SINCE = 30;
const RANGES_ANNOTATION = 'service.beta.kubernetes.io/load-balancer-source-ranges';
/** What a load balancer takes requests from where nothing is said. */
const EVERYWHERE = '0.0.0.0/0';

function isHeadless(spec: JsonObject): boolean {
  return spec.clusterIP === 'None';
}

/** The ports of a Service: there are some, they differ, and with more than one each has a name. */
const PORTS: ObjectCheck = (spec, place, walk) => {
  const kind = spec.type || 'ClusterIP';
  const ports = objectsOf(spec.ports);
  if (!(Array.isArray(spec.ports) && spec.ports.length > 0) && !isHeadless(spec) && kind !== 'ExternalName') {
    walk.report('FieldValueRequired', place.path('ports'), 'a Service needs a port, unless it is headless or of type ExternalName');
  }
  const seen = new Map<string, number>();
  for (const { index, object } of ports) {
    const path = `${place.path('ports')}[${index}]`;
    const protocol = asString(object.protocol) || 'TCP';
    // JSON is made of any value: one of a wrong type may be none that a text can be made of otherwise.
    if (ports.length > 1 && !object.name) {
      walk.report('FieldValueRequired', `${path}.name`, 'is required where a Service has more than one port');
    }
    const key = `${protocol}/${JSON.stringify(object.port ?? 0)}`;
    if (seen.has(key)) {
      walk.report('FieldValueDuplicate', path, `has the port and protocol of ports[${seen.get(key)}]`, {
        value: key,
        allowed: 'a port and protocol of its own',
      });
    } else {
      seen.set(key, index);
    }
    if (typeof object.nodePort === 'number' && object.nodePort !== 0 && kind === 'ClusterIP') {
      walk.report('FieldValueForbidden', `${path}.nodePort`, "may not be used when `type` is 'ClusterIP'", { value: object.nodePort });
    }
  }
  reportNodePorts(spec, place, walk);
};

/** Ports of one number share a node port, and one that is not asked for is handed out, so that the server counts it too. */
function reportNodePorts(spec: JsonObject, place: Place, walk: FieldWalk): void {
  const ports = objectsOf(spec.ports);
  const handsOut = spec.type === 'NodePort' || (spec.type === 'LoadBalancer' && spec.allocateLoadBalancerNodePorts !== false);
  const taken = new Set<string>();
  for (const { index, object } of ports) {
    const number = object.port ?? 0;
    const askedFor = ports.find((other) => (other.object.port ?? 0) === number && other.object.nodePort)?.object.nodePort;
    const nodePort = object.nodePort || (handsOut ? (askedFor ?? `any for ${JSON.stringify(number)}`) : 0);
    const key = `${asString(object.protocol) || 'TCP'}/${JSON.stringify(nodePort)}`;
    if (nodePort !== 0 && taken.has(key)) {
      walk.report('FieldValueDuplicate', `${place.path('ports')}[${index}].nodePort`, 'another port of the Service has this node port', {
        value: nodePort,
      });
    }
    taken.add(key);
  }
}

const EXTERNAL_NAME: ObjectCheck = (spec, place, walk) => {
  if (spec.type !== 'ExternalName') return;
  const has = { clusterIPs: spec.clusterIP || asList(spec.clusterIPs).length > 0, ipFamilies: asList(spec.ipFamilies).length > 0 };
  for (const [field, isSet] of Object.entries({ ...has, ipFamilyPolicy: typeof spec.ipFamilyPolicy === 'string' })) {
    if (isSet) {
      walk.report('FieldValueForbidden', place.path(field), 'may not be set for ExternalName services', { fix: `Remove ${field}.` });
    }
  }
  const name = typeof spec.externalName === 'string' ? spec.externalName.replace(/\.$/, '') : '';
  if (name === '') {
    walk.report('FieldValueRequired', place.path('externalName'), 'names no host');
  } else if (!/^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(name) || name.length > 253) {
    walk.report('FieldValueInvalid', place.path('externalName'), 'is no DNS subdomain', { value: name });
  }
};

const HEADLESS: ObjectCheck = (spec, place, walk) => {
  if (!isHeadless(spec) || (spec.type !== 'LoadBalancer' && spec.type !== 'NodePort')) return;
  walk.report('FieldValueInvalid', place.path('clusterIPs[0]'), `may not be set to 'None' for ${spec.type} services`, { value: 'None' });
};

const PORT_LINE: ObjectCheck = (port, place, walk) => {
  const number = port.port ?? 0;
  if (typeof number === 'number' && (number < 1 || number > 65535)) {
    walk.report('FieldValueInvalid', place.path('port'), 'must be between 1 and 65535, inclusive', {
      value: number,
      allowed: '1 to 65535',
    });
  }
  // Where the target is absent the server takes the port itself, wrong or not.
  const target = port.targetPort || number;
  if (typeof target === 'number' && (target < 1 || target > 65535)) {
    walk.report('FieldValueInvalid', place.path('targetPort'), 'must be between 1 and 65535, inclusive', {
      value: target,
      allowed: '1 to 65535',
    });
  }
  if (typeof target === 'string' && !isPortName(target)) {
    walk.report('FieldValueInvalid', place.path('targetPort'), 'is no name of a port', { value: target, allowed: PORT_NAME_ALLOWED });
  }
};

const EXTERNAL_TRAFFIC: ObjectCheck = (spec, place, walk) => {
  const policy = spec.externalTrafficPolicy;
  const kind = spec.type || 'ClusterIP';
  if (spec.healthCheckNodePort && (kind !== 'LoadBalancer' || policy !== 'Local')) {
    const message = "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'";
    walk.report('FieldValueInvalid', place.path('healthCheckNodePort'), message, { value: spec.healthCheckNodePort });
  }
  const external =
    kind === 'LoadBalancer' ||
    kind === 'NodePort' ||
    (kind === 'ClusterIP' && asList(spec.externalIPs).length > 0 && walk.version.minor >= 29);
  if (typeof policy !== 'string' || policy === '') return;
  if (!external) {
    walk.report('FieldValueInvalid', place.path('externalTrafficPolicy'), 'may only be set for externally-accessible services', {
      value: policy,
    });
  } else if (policy !== 'Cluster' && policy !== 'Local') {
    walk.report('FieldValueNotSupported', place.path('externalTrafficPolicy'), 'is not supported here', {
      value: policy,
      allowed: 'Cluster, Local',
    });
  }
};

const LOAD_BALANCER: ObjectCheck = (spec, place, walk) => {
  if (spec.type === 'LoadBalancer') {
    if (typeof spec.loadBalancerClass === 'string') {
      GIVEN_QUALIFIED_NAME.checks![0](spec.loadBalancerClass, place, 'loadBalancerClass', walk);
    }
    if (walk.version.minor < 33) reportKubeletPort(spec, place, walk);
    return;
  }
  const set = {
    allocateLoadBalancerNodePorts: typeof spec.allocateLoadBalancerNodePorts === 'boolean',
    loadBalancerClass: typeof spec.loadBalancerClass === 'string',
    LoadBalancerSourceRanges: asList(spec.loadBalancerSourceRanges).length > 0,
  };
  for (const [field, isSet] of Object.entries(set)) {
    if (isSet) walk.report('FieldValueForbidden', place.path(field), "may only be used when `type` is 'LoadBalancer'");
  }
};

function reportKubeletPort(spec: JsonObject, place: Place, walk: FieldWalk): void {
  for (const { index, object } of objectsOf(spec.ports)) {
    if (object.port !== KUBELET_PORT) continue;
    const message = 'may not be exposed externally, since it is used by kubelet';
    walk.report('FieldValueInvalid', `${place.path('ports')}[${index}]`, message, { value: KUBELET_PORT });
  }
}

/** From where a load balancer takes requests. The server prints the field with a capital letter, and before 1.30 without an index. */
const SOURCE_RANGES = check((list, place, _, walk) => {
  for (const { index, text } of textsIn(list)) {
    const message = rangeProblem(text.trim(), walk.version.minor);
    if (message === undefined) continue;
    const path = place.path('LoadBalancerSourceRanges');
    walk.report('FieldValueInvalid', walk.version.minor >= INDEXED_RANGES_SINCE ? `${path}[${index}]` : path, message, { value: text });
  }
});

const EXTERNAL_ADDRESSES = each((text, path, walk) => {
  const form = addressProblem(text, walk.version.minor);
  for (const message of form === undefined ? endpointProblems(text) : [form]) {
    walk.report('FieldValueInvalid', path, message, { value: text });
  }
});

const AFFINITY_TIMEOUT: ObjectCheck = (spec, place, walk) => {
  if (spec.sessionAffinity !== 'ClientIP') return;
  const seconds = asObject(asObject(spec.sessionAffinityConfig).clientIP).timeoutSeconds;
  if (typeof seconds === 'number' && (seconds <= 0 || seconds > 86400)) {
    walk.report(
      'FieldValueInvalid',
      place.path('sessionAffinityConfig.clientIP.timeoutSeconds'),
      'must be greater than 0 and less than 86400',
      { value: seconds },
    );
  }
};

/** What older versions of Kubernetes had annotations for. */
const ANNOTATED_SERVICE: ObjectCheck = (service, place, walk) => {
  const annotations = asObject(asObject(service.metadata).annotations);
  const spec = asObject(service.spec);
  const path = (key: string) => `${place.path('metadata')}.annotations[${key}]`;
  const [mode, hints] = [annotations[TOPOLOGY_MODE], annotations[TOPOLOGY_HINTS]];
  if (typeof mode === 'string' && typeof hints === 'string' && mode !== hints) {
    walk.report('FieldValueInvalid', path(TOPOLOGY_MODE), `must match annotations[${TOPOLOGY_HINTS}] when both are specified`, {
      value: mode,
    });
  }
  const ranges = asString(annotations[RANGES_ANNOTATION]);
  if (ranges === undefined || asList(spec.loadBalancerSourceRanges).length > 0) return;
  if (spec.type !== 'LoadBalancer') {
    walk.report('FieldValueForbidden', path(RANGES_ANNOTATION), "may only be used when `type` is 'LoadBalancer'");
  }
  for (const range of (ranges.trim() || EVERYWHERE).split(',')) {
    const message = rangeProblem(range.trim(), walk.version.minor);
    if (message !== undefined) walk.report('FieldValueInvalid', path(RANGES_ANNOTATION), message, { value: range });
  }
};

/** A ConfigMap's keys are file names, none stands in both maps, and all of it fits into a mebibyte. */
const CONFIG_MAP: ObjectCheck = (configMap, place, walk) => {
  const data = asObject(configMap.data);
  const binary = asObject(configMap.binaryData);
  let bytes = 0;
  for (const [field, map] of Object.entries({ data, binaryData: binary })) {
    for (const key of Object.keys(map)) {
      const path = place.path(`${field}[${key}]`);
      if (!isConfigKey(key)) {
        walk.report('FieldValueInvalid', path, 'is no key of a ConfigMap', {
          value: key,
          allowed: "letters, digits, '-', '_' and '.', at most 253 of them",
        });
      }
      if (field === 'data' && Object.hasOwn(binary, key)) {
        walk.report('FieldValueInvalid', path, 'duplicate of key present in binaryData', { value: key });
      }
      const value = map[key];
      if (typeof value === 'string') {
        bytes += field === 'data' ? Buffer.byteLength(value) : Math.floor((value.replace(/=+$/, '').length * 3) / 4);
      }
    }
  }
  if (bytes > MOST_BYTES) {
    walk.report('FieldValueTooLong', place.path(), 'may not be more than 1048576 bytes', {
      value: bytes,
      allowed: '1048576 bytes in data and binaryData together',
    });
  }
};

/** What the server holds against the fields of Services and ConfigMaps. */
export const SERVICE_FIELDS = typeTable('io.k8s.api.core.v1', {
  Service: { metadata: [type(OBJECT_META)], $self: [serviceSpec, ANNOTATED_SERVICE], spec: [type(core('ServiceSpec'))] },
  ServiceSpec: {
    $self: [PORTS, EXTERNAL_NAME, HEADLESS, EXTERNAL_TRAFFIC, LOAD_BALANCER, AFFINITY_TIMEOUT],
    type: [oneOf('ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort')],
    ports: [type(core('ServicePort')), uniqueBy('name')],
    selector: [LABELS],
    sessionAffinity: [oneOf('ClientIP', 'None')],
    internalTrafficPolicy: [oneOfGiven('Cluster', 'Local')],
    externalIPs: [EXTERNAL_ADDRESSES],
    loadBalancerSourceRanges: [SOURCE_RANGES],
    trafficDistribution: [
      since(31),
      check((value, place, field, walk) => {
        const known = walk.version.minor >= 34 ? ['PreferClose', 'PreferSameZone', 'PreferSameNode'] : ['PreferClose'];
        oneOfGiven(...known).checks![0](value, place, field, walk);
      }),
    ],
  },
  ServicePort: { $self: [PORT_LINE], name: [DNS_LABEL], protocol: [oneOf('SCTP', 'TCP', 'UDP')], appProtocol: [GIVEN_QUALIFIED_NAME] },
  ConfigMap: { metadata: [type(OBJECT_META)], $self: [CONFIG_MAP] },
});

/** A Service without a spec is one with an empty spec to the server. */
function serviceSpec(object: JsonObject, place: Place, walk: FieldWalk): void {
  if (!isJsonObject(object.spec)) walk.visit(core('ServiceSpec'), new Place({}, place, 'spec'));
}
