import { JsonObject, asObject, isJsonObject, objectsOf } from '../../../manifest/json';
import { isConfigKey, isPortName, PORT_NAME_ALLOWED } from '../../../manifest/names';
import { DNS_LABEL, QUALIFIED_NAME, check, oneOf, type, typeTable, uniqueBy } from './constraints';
import { FieldWalk, ObjectCheck, Place } from './field-walk';
import { LABELS } from './metadata-fields';
import { core } from './type-names';

const OBJECT_META = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';
const MOST_BYTES = 1024 * 1024;

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
  const nodePorts = new Set<string>();
  for (const { index, object } of ports) {
    const path = `${place.path('ports')}[${index}]`;
    const protocol = object.protocol || 'TCP';
    if (ports.length > 1 && !object.name) {
      walk.report('FieldValueRequired', `${path}.name`, 'is required where a Service has more than one port');
    }
    const key = `${protocol}/${object.port}`;
    if (seen.has(key)) {
      walk.report('FieldValueDuplicate', path, `has the port and protocol of ports[${seen.get(key)}]`, {
        value: key,
        allowed: 'a port and protocol of its own',
      });
    } else {
      seen.set(key, index);
    }
    if (typeof object.nodePort !== 'number' || object.nodePort === 0) continue;
    if (kind === 'ClusterIP') {
      walk.report('FieldValueForbidden', `${path}.nodePort`, "may not be used when `type` is 'ClusterIP'", { value: object.nodePort });
    }
    const nodeKey = `${protocol}/${object.nodePort}`;
    if (nodePorts.has(nodeKey)) {
      walk.report('FieldValueDuplicate', `${path}.nodePort`, 'another port of the Service has this node port', { value: object.nodePort });
    }
    nodePorts.add(nodeKey);
  }
};

const EXTERNAL_NAME: ObjectCheck = (spec, place, walk) => {
  if (spec.type !== 'ExternalName') return;
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
  const external =
    kind === 'LoadBalancer' ||
    kind === 'NodePort' ||
    (kind === 'ClusterIP' && Array.isArray(spec.externalIPs) && spec.externalIPs.length > 0);
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

const LOAD_BALANCER_ONLY: ObjectCheck = (spec, place, walk) => {
  if (spec.type === 'LoadBalancer') return;
  if (typeof spec.allocateLoadBalancerNodePorts === 'boolean') {
    walk.report('FieldValueForbidden', place.path('allocateLoadBalancerNodePorts'), "may only be used when `type` is 'LoadBalancer'");
  }
  if (typeof spec.loadBalancerClass === 'string') {
    walk.report('FieldValueForbidden', place.path('loadBalancerClass'), "may only be used when `type` is 'LoadBalancer'");
  }
  if (Array.isArray(spec.loadBalancerSourceRanges) && spec.loadBalancerSourceRanges.length > 0) {
    walk.report('FieldValueForbidden', place.path('LoadBalancerSourceRanges'), "may only be used when `type` is 'LoadBalancer'");
  }
};

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
  Service: { metadata: [type(OBJECT_META)], $self: [serviceSpec], spec: [type(core('ServiceSpec'))] },
  ServiceSpec: {
    $self: [PORTS, EXTERNAL_NAME, HEADLESS, EXTERNAL_TRAFFIC, LOAD_BALANCER_ONLY, AFFINITY_TIMEOUT],
    type: [oneOf('ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort')],
    ports: [type(core('ServicePort')), uniqueBy('name')],
    selector: [LABELS],
    sessionAffinity: [oneOf('ClientIP', 'None')],
    internalTrafficPolicy: [oneOf('Cluster', 'Local')],
    trafficDistribution: [
      check((value, place, field, walk) => {
        const known = walk.version.minor >= 34 ? ['PreferClose', 'PreferSameZone', 'PreferSameNode'] : ['PreferClose'];
        if (walk.version.minor < 31 || typeof value !== 'string' || known.includes(value)) return;
        walk.report('FieldValueNotSupported', place.path(field), 'is not supported here', { value, allowed: known.join(', ') });
      }),
    ],
  },
  ServicePort: { $self: [PORT_LINE], name: [DNS_LABEL], protocol: [oneOf('SCTP', 'TCP', 'UDP')], appProtocol: [QUALIFIED_NAME] },
  ConfigMap: { metadata: [type(OBJECT_META)], $self: [CONFIG_MAP] },
});

/** A Service without a spec is one with an empty spec to the server. */
function serviceSpec(object: JsonObject, place: Place, walk: FieldWalk): void {
  if (!isJsonObject(object.spec)) walk.visit(core('ServiceSpec'), new Place({}, place, 'spec'));
}
