import { JsonObject, asObject, objectsOf } from '../../manifest/json';
import { Severity } from '../finding';
import { ManifestRule, ReportViolation } from '../rule';
import { RuleContext } from '../rule-context';
import { fractionalAmount } from './fractional-amount';
import { quoted, WARNINGS_SOURCE } from './server-warning';

/** Since this minor the server says so. */
const HISTORY_SINCE = 33;

/** What a StatefulSet keeps is counted in whole bytes and in revisions. */
export const statefulSetClaims: ManifestRule = {
  id: 'warnings/stateful-set-claims',
  severity: Severity.WARNING,
  title: 'What a StatefulSet keeps is counted in whole bytes and in revisions',
  why: 'The suffix m stands for a thousandth: 100m of storage is a tenth of a byte, where 100M or 100Mi was meant. A negative number of revisions keeps every one of them.',
  fix: 'Write M or Mi where m stands, and a number of revisions of 0 or more.',
  source: WARNINGS_SOURCE,
  kinds: ['StatefulSet'],
  compliant: [{ title: 'a gibibyte', yaml: claiming('1Gi') }],
  nonCompliant: [
    {
      title: 'thousandths of a byte',
      yaml: claiming('1500m'),
      fieldPaths: ['spec.volumeClaimTemplates[0].resources.requests[storage]'],
    },
  ],
  judgeManifest(manifest, report: ReportViolation, { version }: RuleContext): void {
    if (manifest.apiVersion !== 'apps/v1') return;
    const { volumeClaimTemplates, revisionHistoryLimit } = asObject(manifest.spec);
    for (const { index, object } of objectsOf(volumeClaimTemplates)) {
      const { requests, limits } = asObject(asObject(object.spec).resources);
      // The server leaves the claim's spec out of the path.
      const path = `spec.volumeClaimTemplates[${index}].resources`;
      judgeFraction(asObject(requests), `${path}.requests[storage]`, report);
      judgeFraction(asObject(limits), `${path}.limits[storage]`, report);
    }
    if (typeof revisionHistoryLimit === 'number' && revisionHistoryLimit < 0 && version.minor >= HISTORY_SINCE) {
      const fieldPath = 'spec.revisionHistoryLimit';
      const said = 'a negative value retains all historical revisions; a value >= 0 is recommended';
      report({ fieldPath, message: `${fieldPath}: ${said}`, value: revisionHistoryLimit });
    }
  },
};

function judgeFraction({ storage }: JsonObject, fieldPath: string, report: ReportViolation): void {
  const amount = fractionalAmount(storage);
  if (amount === undefined) return;
  report({
    fieldPath,
    message: `${fieldPath}: fractional byte value ${quoted(amount)} is invalid, must be an integer`,
    value: storage,
    allowed: 'a whole number of bytes, such as "1Gi"',
  });
}

function claiming(storage: string): string {
  return `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db }
spec:
  serviceName: db
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec: { containers: [{ name: db, image: 'postgres:18' }] }
  volumeClaimTemplates:
    - metadata: { name: data }
      spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: ${storage} } } }
`;
}
