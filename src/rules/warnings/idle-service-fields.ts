import { asList, asObject, asString } from '../../manifest/json';
import { TOPOLOGY_HINTS, TOPOLOGY_MODE } from '../../manifest/topology-annotations';
import { Severity } from '../finding';
import { ManifestRule, ReportViolation } from '../rule';
import { RuleContext } from '../rule-context';
import { SERVICE_WARNINGS_SOURCE, quoted, serviceOf } from './server-warning';

/** Since these minors the server says so. */
const HEADLESS_SINCE = 34;
const PREFER_CLOSE_SINCE = 35;
const EXTERNAL_SINCE = 36;

/** Every field of a Service has a meaning for its type, and has one in later versions too. */
export const idleServiceFields: ManifestRule = {
  id: 'warnings/idle-service-fields',
  severity: Severity.WARNING,
  title: 'Every field of a Service counts for its type, and will do so in later versions',
  why: 'A field that the type of the Service passes over looks as if it did something. One that is deprecated will do nothing some day.',
  fix: 'Remove the field, or write what the message names instead of it.',
  source: SERVICE_WARNINGS_SOURCE,
  kinds: ['Service'],
  compliant: [
    {
      title: 'a Service that stands for a host outside, and one that prefers pods nearby',
      yaml: `${serviceOf(`{ type: ExternalName, externalName: db.example.com }`)}---\n${serviceOf(
        `{ ports: [{ port: 80 }], trafficDistribution: PreferSameZone }`,
      )}`,
    },
  ],
  nonCompliant: [
    {
      title: "another Service's field, and a value with a new name",
      yaml: serviceOf(`{ externalName: db.example.com, trafficDistribution: PreferClose, ports: [{ port: 80 }] }`),
      fieldPaths: ['spec.externalName', 'spec.trafficDistribution'],
    },
  ],
  judgeManifest(manifest, report: ReportViolation, { version }: RuleContext): void {
    if (manifest.apiVersion !== 'v1') return;
    const spec = asObject(manifest.spec);
    const kind = asString(spec.type) || 'ClusterIP';
    const isHeadless = kind === 'ClusterIP' && spec.clusterIP === 'None';
    const hasExternalIPs = asList(spec.externalIPs).length > 0;
    if (typeof asObject(asObject(manifest.metadata).annotations)[TOPOLOGY_HINTS] === 'string') {
      const message = `annotation ${TOPOLOGY_HINTS} is deprecated, please use ${TOPOLOGY_MODE} instead`;
      report({ fieldPath: `metadata.annotations[${TOPOLOGY_HINTS}]`, message });
    }
    if (isHeadless && version.minor >= HEADLESS_SINCE) {
      const affinity = spec.sessionAffinity;
      const idle = { loadBalancerIP: spec.loadBalancerIP, externalIPs: hasExternalIPs, SessionAffinity: affinity && affinity !== 'None' };
      for (const [field, isSet] of Object.entries(idle)) {
        const fieldPath = `spec.${field.charAt(0).toLowerCase()}${field.slice(1)}`;
        if (isSet) report({ fieldPath, message: `spec.${field} is ignored for headless services` });
      }
    }
    if (hasExternalIPs && kind === 'ExternalName') {
      report({ fieldPath: 'spec.externalIPs', message: 'spec.externalIPs is ignored when spec.type is "ExternalName"' });
    } else if (hasExternalIPs && !isHeadless && version.minor >= EXTERNAL_SINCE) {
      const message = 'spec.externalIPs is deprecated and may no longer be implemented in some clusters';
      report({ fieldPath: 'spec.externalIPs', message });
    }
    if (kind !== 'ExternalName' && spec.externalName) {
      report({ fieldPath: 'spec.externalName', message: 'spec.externalName is ignored when spec.type is not "ExternalName"' });
    }
    if (spec.trafficDistribution === 'PreferClose' && version.minor >= PREFER_CLOSE_SINCE) {
      const fieldPath = 'spec.trafficDistribution';
      report({ fieldPath, message: `${fieldPath}: ${quoted('PreferClose')} is deprecated; use ${quoted('PreferSameZone')}` });
    }
  },
};
