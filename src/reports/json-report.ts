import { LocatedFinding, ReportFormat } from './check-report';
import { JsonList } from './json-list';

/** The report as JSON, for programs: the same fields as a finding has, with line and column. */
export const jsonReport: ReportFormat = {
  name: 'json',
  begin: () => {
    const findings = new JsonList(4);
    const suppressed: object[] = [];
    return {
      finding: (found) => {
        if (!found.suppression) return `${findings.isEmpty ? '{\n  "findings": ' : ''}${findings.entry(entryOf(found))}`;
        suppressed.push(entryOf(found));
        return '';
      },
      end: ({ kubernetesVersion, files, objects, unknownKinds, otherDocuments }) => {
        const rest = JSON.stringify({ suppressed, kubernetesVersion, files, objects, unknownKinds, otherDocuments }, undefined, 2);
        return `${findings.isEmpty ? '{\n  "findings": ' : ''}${findings.end()},${rest.slice(1)}\n`;
      },
    };
  },
};

function entryOf({ finding, position, suppression }: LocatedFinding): object {
  return { ...finding, ...position, ...(suppression && { suppression }) };
}
