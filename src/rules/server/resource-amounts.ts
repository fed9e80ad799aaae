import { JsonObject, asObject, asString, isJsonObject, objectsOf } from '../../manifest/json';
import { isDnsLabel, isQualifiedName } from '../../manifest/names';
import { PodModel } from '../../manifest/pod-model';
import { Quantity } from '../../manifest/quantity';
import { COMPUTE_RESOURCES, quantityOf } from '../../manifest/resource-amounts';
import { Severity, Violation } from '../finding';
import { PodRule, ReportViolation } from '../rule';
import { RuleContext } from '../rule-context';
import { CORE_VALIDATION } from './sources';

const CONTAINER_RESOURCES = [...COMPUTE_RESOURCES, 'ephemeral-storage'];
const HUGEPAGES = 'hugepages-';
const QUOTA_PREFIX = 'requests.';
/** The first minor version that does not drop the claims of pods and containers. */
export const WITH_CLAIMS = 34;

/** What a container requests and what it is limited to fit each other. */
export const resourceAmounts: PodRule = {
  id: 'server/resource-amounts',
  severity: Severity.ERROR,
  title: 'Requests stay within limits, and resources have names and amounts that there are',
  why: 'A container that requests more than it may use can never be given both. The API server refuses it, and resources that it does not know.',
  fix: 'Raise the limit or lower the request.',
  source: CORE_VALIDATION,
  onlyWith: ['resources', 'overhead'],
  compliant: [
    {
      title: 'requests up to the limits, however they are written',
      yaml: `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      image: nginx:1.29
      resources:
        requests: { cpu: 1000m, memory: 1024Ki }
        limits: { cpu: 1, memory: 1Mi }
`,
    },
  ],
  nonCompliant: [
    {
      title: 'a request above the limit',
      yaml: `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      image: nginx:1.29
      resources:
        requests: { cpu: 200m, memory: 1Gi }
        limits: { cpu: 100m, memory: 1G }
`,
      fieldPaths: ['spec.containers[0].resources.requests', 'spec.containers[0].resources.requests'],
    },
    {
      title: 'resources that no container has, a negative one, and one that cannot be divided',
      yaml: `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  initContainers:
    - { name: prepare, image: 'busybox:1.37', resources: { limits: { cpus: 1 } } }
  containers:
    - { name: web, image: 'nginx:1.29', resources: { limits: { cpu: -1 }, requests: { cpu: -1 } } }
    - { name: gpu, image: 'nginx:1.29', resources: { requests: { example.com/gpu: 1500m } } }
`,
      fieldPaths: [
        'spec.containers[0].resources.limits[cpu]',
        'spec.containers[0].resources.requests[cpu]',
        'spec.containers[1].resources.limits',
        'spec.containers[1].resources.requests[example.com/gpu]',
        'spec.initContainers[0].resources.limits[cpus]',
        'spec.initContainers[0].resources.requests[cpus]',
      ],
    },
  ],
  judge(pod: PodModel, report: ReportViolation, { version }: RuleContext): void {
    const isPod = pod.templatePath === '';
    for (const container of pod.containers) {
      const resources = container.manifest.resources;
      if (!isJsonObject(resources)) continue;
      const limits = asObject(resources.limits);
      const requests = asObject(resources.requests);
      if (!arePlain(limits, requests)) {
        // To the containers of a Pod the server gives requests where only limits are set.
        const isDefaulted = isPod && container.list !== 'ephemeralContainers';
        const filledIn = isDefaulted ? { ...limits, ...requests } : requests;
        judgeResources({ limits, requests: filledIn }, `${container.fieldPath}.resources`, containerResourceName, report);
      }
      if (version.minor >= WITH_CLAIMS && Array.isArray(resources.claims)) {
        judgeClaims(resources, `${container.fieldPath}.resources.claims`, pod, report);
      }
    }
    // What a pod needs beside its containers is judged as limits, and its path is printed so.
    if (isJsonObject(pod.spec.overhead)) {
      judgeResources({ limits: pod.spec.overhead }, `${pod.specPath}.overhead`, containerResourceName, report);
    }
  },
};

/** What is wrong with the name of a resource, or undefined. */
type NameCheck = (name: string) => Pick<Violation, 'message' | 'errorType' | 'allowed'> | undefined;

/** Judges the limits and requests of a resources field. */
export function judgeResources(resources: JsonObject, path: string, nameCheck: NameCheck, report: ReportViolation): void {
  const limits = asObject(resources.limits);
  const requests = asObject(resources.requests);
  for (const name of Object.keys(limits)) {
    judgeAmount(name, limits[name], `${path}.limits[${name}]`, nameCheck, report);
  }
  for (const name of Object.keys(requests)) {
    judgeAmount(name, requests[name], `${path}.requests[${name}]`, nameCheck, report);
    const request = quantityOf(requests[name])?.roundedUpToMilli();
    const limit = quantityOf(limits[name])?.roundedUpToMilli();
    if (!request || (limits[name] !== undefined && !limit)) continue;
    if (limit === undefined) {
      if (!isOvercommittable(name)) {
        report({
          fieldPath: `${path}.limits`,
          errorType: 'FieldValueRequired',
          message: 'Limit must be set for non overcommitable resources',
          value: name,
        });
      }
    } else if (!isOvercommittable(name) && request.compareTo(limit) !== 0) {
      report(exceeding(`${path}.requests`, name, request, limit, 'must be equal to'));
    } else if (request.compareTo(limit) > 0) {
      report(exceeding(`${path}.requests`, name, request, limit, 'must be less than or equal to'));
    }
  }
  const names = [...Object.keys(limits), ...Object.keys(requests)];
  if (names.some((name) => name.startsWith(HUGEPAGES)) && !names.some((name) => COMPUTE_RESOURCES.includes(name))) {
    report({ fieldPath: path, errorType: 'FieldValueForbidden', message: 'HugePages require cpu or memory' });
  }
}

/** What a container may request. */
export const containerResourceName: NameCheck = (name) => {
  const allowed = `${CONTAINER_RESOURCES.join(', ')}, hugepages-SIZE, or a qualified name such as example.com/gpu`;
  if (!isQualifiedName(name)) return { errorType: 'FieldValueInvalid', message: 'is no name of a resource', allowed };
  if (!name.includes('/')) {
    if (CONTAINER_RESOURCES.includes(name) || name.startsWith(HUGEPAGES)) return undefined;
    return { errorType: 'FieldValueInvalid', message: 'must be a standard resource for containers', allowed };
  }
  // A quota on the resource puts this before its name.
  if (isNative(name) || (!name.startsWith(QUOTA_PREFIX) && isQualifiedName(`${QUOTA_PREFIX}${name}`))) return undefined;
  return { errorType: 'FieldValueInvalid', message: 'is no name of an extended resource', allowed };
};

/** Whether amounts are like nearly all that there are, some cpu and memory within limits, so that nothing about them needs a closer look. */
function arePlain(limits: JsonObject, requests: JsonObject): boolean {
  for (const name of Object.keys(limits)) {
    if (plainAmount(name, limits[name]) === undefined) return false;
  }
  for (const name of Object.keys(requests)) {
    const request = plainAmount(name, requests[name]);
    if (request === undefined) return false;
    const limit = quantityOf(limits[name]);
    if (limit !== undefined && request.compareTo(limit) > 0) return false;
  }
  return true;
}

function plainAmount(name: string, amount: unknown): Quantity | undefined {
  const quantity = COMPUTE_RESOURCES.includes(name) ? quantityOf(amount) : undefined;
  return quantity?.isNegative === false ? quantity : undefined;
}

function judgeAmount(name: string, amount: unknown, fieldPath: string, nameCheck: NameCheck, report: ReportViolation): void {
  const wrong = nameCheck(name);
  if (wrong) report({ fieldPath, value: name, ...wrong });
  const quantity = quantityOf(amount);
  if (!quantity) return;
  const value = String(amount);
  if (quantity.isNegative) {
    report({ fieldPath, errorType: 'FieldValueInvalid', message: 'must be greater than or equal to 0', value, allowed: '0 or more' });
  }
  if (isCounted(name) && !quantity.isWhole) {
    report({ fieldPath, errorType: 'FieldValueInvalid', message: 'must be an integer', value, allowed: 'a whole number' });
  }
  if (name.startsWith(HUGEPAGES)) {
    const size = Quantity.parse(name.slice(HUGEPAGES.length));
    if (!size || size.isZero || !quantity.isMultipleOf(size)) {
      report({ fieldPath, errorType: 'FieldValueInvalid', message: `is not positive integer multiple of ${name}`, value });
    }
  }
}

/** Whether a resource comes in whole pieces, as devices do. */
function isCounted(name: string): boolean {
  return !isNative(name);
}

function isNative(name: string): boolean {
  return !name.includes('/') || name.includes('kubernetes.io/');
}

/** Whether more of a resource may be promised than there is, so that a request may lie below its limit. */
function isOvercommittable(name: string): boolean {
  return isNative(name) && !name.startsWith(HUGEPAGES);
}

function exceeding(fieldPath: string, name: string, request: Quantity, limit: Quantity, relation: string): Violation {
  return {
    fieldPath,
    errorType: 'FieldValueInvalid',
    message: `the request of ${name} ${relation} its limit`,
    value: request.toString(),
    allowed: relation === 'must be equal to' ? limit.toString() : `at most ${limit}`,
  };
}

/** Judges the claims of a resources field: names of the pod's claims, each claim or each request of it once. */
export function judgeClaims(resources: JsonObject, path: string, pod: PodModel, report: ReportViolation): void {
  if (!Array.isArray(resources.claims)) return;
  const claims = new Set(objectsOf(pod.spec.resourceClaims).map(({ object }) => asString(object.name) ?? ''));
  const seen = new Set<string>();
  for (const { index, object } of objectsOf(resources.claims)) {
    const fieldPath = `${path}[${index}]`;
    const name = asString(object.name) ?? '';
    if (name === '') {
      report({ fieldPath, errorType: 'FieldValueRequired', message: 'names no claim' });
      continue;
    }
    judgeRequest(name, asString(object.request) ?? '', fieldPath, seen, report);
    if (claims.has(name)) continue;
    report({
      fieldPath,
      errorType: 'FieldValueNotFound',
      message: 'must be one of the names in spec.resourceClaims',
      value: name,
      allowed: [...claims].filter((claim) => claim !== '').join(', ') || 'the pod has no claims',
    });
  }
}

function judgeRequest(name: string, request: string, fieldPath: string, seen: Set<string>, report: ReportViolation): void {
  const key = request === '' ? name : `${name}/${request}`;
  const message = 'the container has this claim already';
  if (seen.has(name)) {
    report({ fieldPath, errorType: 'FieldValueDuplicate', message, value: name });
    return;
  }
  if (request !== '' && !isDnsLabel(request)) {
    report({ fieldPath: `${fieldPath}.request`, errorType: 'FieldValueInvalid', message: 'is no DNS label', value: request });
  }
  const overlaps = seen.has(key) || (request === '' && [...seen].some((other) => other.startsWith(`${name}/`)));
  if (overlaps) report({ fieldPath, errorType: 'FieldValueDuplicate', message, value: key });
  seen.add(key);
}
