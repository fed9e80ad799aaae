import { JsonObject, asObject, asString, isJsonObject } from '../../manifest/json';
import { DNS_LABEL_ALLOWED, DNS_SUBDOMAIN_ALLOWED, isDnsLabel, isDnsSubdomain, nearestDnsLabel } from '../../manifest/names';
import { Severity, Violation } from '../finding';
import { ManifestRule, ReportViolation } from '../rule';
import { RuleContext } from '../rule-context';

const LABEL_KINDS = new Set(['StatefulSet', 'Service']);
const KINDS = [
  'Pod',
  'PodTemplate',
  'ReplicationController',
  'Service',
  'ConfigMap',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'Job',
  'CronJob',
];
const GROUPS = new Set(['v1', 'apps/v1', 'batch/v1']);
const LONGEST_CRON_JOB = 52;
/** So much of a prefix stands in the name that the server makes of it. */
const LONGEST_PREFIX = 58;
/** Before 1.34 a Service's name starts with a letter (RFC 1035). */
const RFC_1035 = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;

/** An object has a name that its kind may have. */
export const objectName: ManifestRule = {
  id: 'server/object-name',
  severity: Severity.ERROR,
  title: 'An object has a name that its kind may have',
  why: 'The name becomes part of host names and labels of the pods, so the API server refuses one that is no DNS name, and one that is too long for what is made of it.',
  fix: 'Set metadata.name, or metadata.generateName for a name that the server completes.',
  source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',
  kinds: KINDS,
  compliant: [
    {
      title: 'a name with dots, and one that the server completes',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: { name: settings.v2 }
---
apiVersion: v1
kind: ConfigMap
metadata: { generateName: settings- }
`,
    },
  ],
  nonCompliant: [
    {
      title: 'no name, a name that is none, and one that is too long for the Jobs of a CronJob',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {}
---
apiVersion: v1
kind: ConfigMap
metadata: { name: My_Settings }
---
apiVersion: batch/v1
kind: CronJob
metadata: { name: ${'a'.repeat(53)} }
spec:
  schedule: '0 3 * * *'
  jobTemplate: { spec: { template: { spec: { restartPolicy: Never, containers: [{ name: a, image: 'busybox:1.37' }] } } } }
`,
      fieldPaths: ['metadata.name', 'metadata.name', 'metadata.name'],
    },
    {
      title: 'a StatefulSet with a dot in its name',
      yaml: `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db.main }
spec:
  serviceName: db
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec: { containers: [{ name: db, image: 'postgres:18' }] }
`,
      fieldPaths: ['metadata.name'],
    },
  ],
  judgeManifest(manifest, report: ReportViolation, { version }: RuleContext): void {
    if (!GROUPS.has(asString(manifest.apiVersion) ?? '')) return;
    const metadata = asObject(manifest.metadata);
    if (manifest.metadata !== undefined && manifest.metadata !== null && !isJsonObject(manifest.metadata)) return;
    const kind = asString(manifest.kind) ?? '';
    const name = metadata.name ?? '';
    const generated = metadata.generateName ?? '';
    if (typeof name !== 'string' || typeof generated !== 'string') return;
    if (generated !== '' && !isPrefixOf(kind, generated, name !== '', version.minor)) {
      report(invalid(kind, 'metadata.generateName', generated));
    }
    const given = completedName(metadata);
    if (given === '') {
      report({ fieldPath: 'metadata.name', errorType: 'FieldValueRequired', message: 'name or generateName is required' });
    } else {
      if (!isNameOf(kind, given, version.minor)) report(invalid(kind, 'metadata.name', name === '' ? `${generated}…` : name));
      if (kind === 'CronJob' && Buffer.byteLength(given) > LONGEST_CRON_JOB) {
        report({
          fieldPath: 'metadata.name',
          errorType: 'FieldValueInvalid',
          message: 'must be no more than 52 characters',
          value: name,
          allowed: 'at most 52 characters: each Job gets 11 more',
        });
      }
    }
    if (typeof metadata.namespace === 'string' && metadata.namespace !== '' && !isDnsLabel(metadata.namespace)) {
      report({
        fieldPath: 'metadata.namespace',
        errorType: 'FieldValueInvalid',
        message: 'is no name of a namespace',
        value: metadata.namespace,
        allowed: DNS_LABEL_ALLOWED,
      });
    }
  },
};

/** The name of an object, with some letters where the server will put others; empty where it has none. */
export function completedName(metadata: JsonObject): string {
  const name = asString(metadata.name) ?? '';
  const generated = asString(metadata.generateName) ?? '';
  return name !== '' || generated === '' ? name : `${generated.slice(0, LONGEST_PREFIX)}zzzzz`;
}

/** Some versions judge a ReplicationController's name only, once it is complete, and of a prefix beside a name that it may stand in a path. */
function isPrefixOf(kind: string, generated: string, isNamed: boolean, minor: number): boolean {
  if (kind === 'ReplicationController' && minor >= 35) return !isNamed || !/[/%]/.test(generated);
  return isNameOf(kind, withoutDash(generated), minor);
}

/** A name that ends in a dash is judged as the server does that will put letters behind it. */
function withoutDash(generated: string): string {
  return generated.length > 1 && generated.endsWith('-') ? `${generated.slice(0, -2)}a` : generated;
}

function isNameOf(kind: string, name: string, minor: number): boolean {
  if (kind === 'Service') return isDnsLabel(name) && (minor >= 36 || RFC_1035.test(name));
  return LABEL_KINDS.has(kind) ? isDnsLabel(name) : isDnsSubdomain(name);
}

function invalid(kind: string, fieldPath: string, value: string): Violation {
  const nearest = nearestDnsLabel(value);
  return {
    fieldPath,
    errorType: 'FieldValueInvalid',
    message: `is no name of a ${kind}`,
    value,
    allowed: LABEL_KINDS.has(kind) ? DNS_LABEL_ALLOWED : DNS_SUBDOMAIN_ALLOWED,
    ...(nearest !== undefined && { fix: `Write "${nearest}", or another name of that form.` }),
  };
}
