import { ReportFormat } from './check-report';

/** The report as JSON, for programs: the same fields as a finding has, with line and column. */
export const jsonReport: ReportFormat = {
  name: 'json',
  render: ({ findings, suppressed, ...counts }) => {
    const entries = findings.map(({ finding, position }) => ({ ...finding, ...position }));
    const accepted = suppressed.map(({ finding, position, suppression }) => ({ ...finding, ...position, suppression }));
    return `${JSON.stringify({ ...counts, findings: entries, suppressed: accepted }, undefined, 2)}\n`;
  },
};
