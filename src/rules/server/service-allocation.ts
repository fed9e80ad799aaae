import { isIpv4, parseAddress } from '../../manifest/ip-address';
import { JsonObject, asObject, asString, objectsOf, textsIn } from '../../manifest/json';
import { Severity, Violation } from '../finding';
import { ManifestRule, ReportViolation } from '../rule';
import { RuleContext } from '../rule-context';
import { addressProblem } from './fields/address-fields';
import { invalid, notSupported } from './violations';

const FIRST_NODE_PORT = 30000;
const LAST_NODE_PORT = 32767;
const FAMILIES = ['IPv4', 'IPv6'];
const POLICIES = ['PreferDualStack', 'RequireDualStack', 'SingleStack'];
const SOURCE = 'https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/registry/core/service/storage/alloc.go';

/** A Service as the server has it when it hands out addresses. */
interface Asked {
  readonly spec: JsonObject;
  readonly clusterIP: string;
  readonly clusterIPs: readonly string[];
  readonly families: readonly string[];
  readonly policy: string;
  /** Whether the policy was written down, rather than being the server's default. */
  readonly isHeadlessWithoutSelector: boolean;
}

/** What a Service asks for can be handed out. */
export const serviceAllocation: ManifestRule = {
  id: 'server/service-allocation',
  severity: Severity.ERROR,
  title: 'A Service asks for addresses and node ports that a cluster can give it',
  why: 'The API server hands out cluster IPs and node ports before it looks at anything else, and refuses a Service that asks for what there is not. The rule takes the cluster for the usual one: IPv4 alone, and node ports from 30000 to 32767.',
  fix: 'Leave clusterIP, clusterIPs, ipFamilies, ipFamilyPolicy and nodePort to the server unless you know what the cluster has.',
  source: SOURCE,
  kinds: ['Service'],
  compliant: [
    {
      title: 'a node port of the usual range',
      yaml: `
apiVersion: v1
kind: Service
metadata: { name: web }
spec:
  type: NodePort
  ports: [{ port: 80, nodePort: 30080 }]
`,
    },
  ],
  nonCompliant: [
    {
      title: 'two address families on a cluster that has one',
      yaml: `
apiVersion: v1
kind: Service
metadata: { name: web }
spec:
  ipFamilyPolicy: RequireDualStack
  ports: [{ port: 80 }]
`,
      fieldPaths: ['spec.ipFamilyPolicy'],
    },
    {
      title: 'a node port out of range',
      yaml: `
apiVersion: v1
kind: Service
metadata: { name: web }
spec:
  type: NodePort
  ports: [{ port: 80, nodePort: 8080 }]
`,
      fieldPaths: ['spec.ports[0].nodePort'],
    },
    {
      title: 'an address that is none, a family that is none',
      yaml: `
apiVersion: v1
kind: Service
metadata: { name: web }
spec:
  clusterIP: any
  ipFamilies: [IPv5]
  ports: [{ port: 80 }]
`,
      fieldPaths: ['spec.clusterIPs[0]', 'spec.ipFamilies[0]'],
    },
  ],
  judgeManifest(manifest, report: ReportViolation, { version }: RuleContext): void {
    if (manifest.apiVersion === 'v1') allocationProblems(manifest, version.minor).forEach(report);
  },
};

/** Why a server cannot hand out what a Service asks for: where there is something, it looks at nothing else of the Service. */
export function allocationProblems(service: JsonObject, minor: number): Violation[] {
  const spec = asObject(service.spec);
  const addresses = spec.type === 'ExternalName' ? [] : addressProblems(asked(spec), minor);
  return addresses.length > 0 ? addresses : nodePortProblems(spec);
}

function asked(spec: JsonObject): Asked {
  const clusterIP = asString(spec.clusterIP) ?? '';
  const listed = textsIn(spec.clusterIPs).map(({ text }) => text);
  const isHeadlessWithoutSelector = clusterIP === 'None' && Object.keys(asObject(spec.selector)).length === 0;
  return {
    spec,
    clusterIP,
    clusterIPs: clusterIP !== '' && listed.length === 0 ? [clusterIP] : listed,
    families: textsIn(spec.ipFamilies).map(({ text }) => text),
    policy: asString(spec.ipFamilyPolicy) ?? (isHeadlessWithoutSelector ? 'RequireDualStack' : 'SingleStack'),
    isHeadlessWithoutSelector,
  };
}

/** The server looks at each of these only once there is nothing wrong before. */
function addressProblems(service: Asked, minor: number): Violation[] {
  for (const judge of [formProblems, fitProblems, clusterProblems]) {
    const found = judge(service, minor);
    if (found.length > 0) return found;
  }
  return [];
}

/** What is wrong whatever the cluster has. */
function formProblems({ clusterIP, clusterIPs, families, policy }: Asked, minor: number): Violation[] {
  const found: Violation[] = [];
  if (clusterIP === '' ? clusterIPs.length > 0 : clusterIPs[0] !== clusterIP) {
    const message = clusterIP === '' ? 'must be empty when `clusterIP` is not specified' : 'first value must match `clusterIP`';
    found.push(invalid('spec.clusterIPs', message, [...clusterIPs]));
  }
  families.forEach((family, index) => {
    const fieldPath = `spec.ipFamilies[${index}]`;
    if (!FAMILIES.includes(family)) found.push(notSupported(fieldPath, family, FAMILIES));
    if (families.indexOf(family) < index) {
      found.push({ fieldPath, errorType: 'FieldValueDuplicate', message: 'is listed twice', value: family });
    }
  });
  if (!POLICIES.includes(policy)) found.push(notSupported('spec.ipFamilyPolicy', policy, POLICIES));
  let hasInvalidAddress = false;
  clusterIPs.forEach((address, index) => {
    const isFirstNone = index === 0 && address === 'None';
    if (isFirstNone && clusterIPs.length === 1) return;
    const message = isFirstNone ? "'None' must be the first and only value" : addressProblem(address, minor);
    if (message === undefined) return;
    hasInvalidAddress = true;
    found.push(invalid(isFirstNone ? 'spec.clusterIPs' : `spec.clusterIPs[${index}]`, message, address));
  });
  if (clusterIPs.length > 2) found.push(invalid('spec.clusterIPs', 'may only hold up to 2 values', [...clusterIPs]));
  if (hasInvalidAddress) return found;
  if (clusterIPs.length > 1 && new Set(clusterIPs.map(familyOf)).size < 2) {
    found.push(invalid('spec.clusterIPs', 'may specify no more than one IP for each IP family', [...clusterIPs]));
  }
  clusterIPs.forEach((address, index) => {
    if (address === 'None' || !FAMILIES.includes(families[index]) || families[index] === familyOf(address)) return;
    const message = `expected an ${families[index]} value as indicated by \`ipFamilies[${index}]\``;
    found.push(invalid(`spec.clusterIPs[${index}]`, message, address));
  });
  return found;
}

/** What does not fit together. */
function fitProblems({ clusterIPs, families, policy }: Asked): Violation[] {
  const found: Violation[] = [];
  if (policy === 'SingleStack' && (clusterIPs.length === 2 || families.length === 2)) {
    const message = "must be 'RequireDualStack' or 'PreferDualStack' when several cluster IPs or IP families are specified";
    found.push(invalid('spec.ipFamilyPolicy', message, policy));
  }
  clusterIPs.forEach((address, index) => {
    if (address === 'None' || index < families.length || familyOf(address) === 'IPv4') return;
    found.push(invalid(`spec.clusterIPs[${index}]`, 'IPv6 is not configured on this cluster', address));
  });
  return found;
}

/** What a cluster of one family, IPv4, does not have. */
function clusterProblems({ families, policy, isHeadlessWithoutSelector }: Asked): Violation[] {
  if (isHeadlessWithoutSelector) return [];
  const found: Violation[] = [];
  if (policy === 'RequireDualStack') {
    found.push(invalid('spec.ipFamilyPolicy', 'this cluster is not configured for dual-stack services', policy));
  }
  families.forEach((family, index) => {
    if (family !== 'IPv4') found.push(invalid(`spec.ipFamilies[${index}]`, 'not configured on this cluster', family));
  });
  return found;
}

/** Ports of one number share a node port; the first node port that cannot be had ends the search. */
function nodePortProblems(spec: JsonObject): Violation[] {
  const taken = new Set<number>();
  if (spec.type === 'NodePort' || spec.type === 'LoadBalancer') {
    const ports = objectsOf(spec.ports).map(({ object }) => ({ number: numberOf(object.port), nodePort: numberOf(object.nodePort) }));
    const shared = new Map<number, number>();
    for (const [index, { number, nodePort }] of ports.entries()) {
      const before = shared.get(number);
      const wanted = before === undefined ? (ports.find((port) => port.number === number && port.nodePort !== 0)?.nodePort ?? 0) : nodePort;
      if (before === undefined && wanted !== 0) shared.set(number, wanted);
      if (wanted === 0 || wanted === before) continue;
      const message = refusal(wanted, taken);
      if (message !== undefined) {
        const allowed = `${FIRST_NODE_PORT} to ${LAST_NODE_PORT}, each for one port number`;
        return [{ ...invalid(`spec.ports[${index}].nodePort`, message, wanted), allowed }];
      }
      taken.add(wanted);
    }
  }
  const health = numberOf(spec.healthCheckNodePort);
  if (spec.type !== 'LoadBalancer' || spec.externalTrafficPolicy !== 'Local' || health === 0) return [];
  const message = refusal(health, taken);
  if (message === undefined) return [];
  // The server names no field here.
  return [{ fieldPath: '', errorType: 'InternalError', message: `healthCheckNodePort cannot be had: ${message}`, value: health }];
}

function refusal(port: number, taken: ReadonlySet<number>): string | undefined {
  if (port < FIRST_NODE_PORT || port > LAST_NODE_PORT) return `is not in the range of node ports, ${FIRST_NODE_PORT}-${LAST_NODE_PORT}`;
  return taken.has(port) ? 'another port of the Service has this node port' : undefined;
}

function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

function familyOf(address: string): string {
  const words = parseAddress(address);
  return words === undefined || isIpv4(words) ? 'IPv4' : 'IPv6';
}
