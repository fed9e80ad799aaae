import { CheckReport, ReportFormat } from '../../src/reports/check-report';
import { REPORT_FORMATS } from '../../src/reports/report-formats';
import { Finding, Severity } from '../../src/rules/finding';

const finding: Finding = {
  ruleId: 'schema/unknown-field',
  severity: Severity.ERROR,
  fieldPath: 'spec.contaners',
  message: 'unknown field "spec.contaners"',
  value: [],
  allowed: 'containers',
  fix: 'Write containers.',
  subject: { apiVersion: 'v1', kind: 'Pod', name: 'web', file: 'my apps/web,1.yaml' },
};
const advice: Finding = { ...finding, ruleId: 'practice/floating-tag', severity: Severity.ADVICE, message: '100 %\n::error::' };
const report: CheckReport = {
  kubernetesVersion: '1.35',
  findings: [{ finding, position: { line: 2, column: 3 } }, { finding: advice }],
  suppressed: [{ finding: advice, position: { line: 1, column: 1 }, suppression: { rule: advice.ruleId, reason: 'pinned elsewhere' } }],
  files: 1,
  objects: 1,
  unknownKinds: {},
  otherDocuments: 0,
};
const render = (name: string, colours = false): string => {
  const format = REPORT_FORMATS.find((one): one is ReportFormat => one.name === name);
  return format?.render(report, { colours, linesOf: () => ['spec:', '  contaners: []'] }) ?? '';
};

describe('reports', () => {
  test('text shows the place, the lines, the finding, the fix and the counts', () => {
    expect(render('text')).toContain(
      [
        'my apps/web,1.yaml:2:3: error: spec.contaners: unknown field "spec.contaners"',
        '    1 | spec:',
        '    2 |   contaners: []',
        '      |   ^',
        '    object: Pod web',
        '    value: []',
        '    allowed: containers',
        '    fix: Write containers.',
      ].join('\n'),
    );
    expect(render('text')).toContain('1 error, 1 piece of advice\naccepted by suppressions: 1 finding\n');
    expect(render('text', true)).toContain('\u001b[');
  });

  test('json has every field of a finding with its place', () => {
    const { findings, suppressed, files } = JSON.parse(render('json'));
    expect(findings[0]).toEqual({ ...finding, line: 2, column: 3 });
    expect(suppressed[0].suppression.reason).toBe('pinned elsewhere');
    expect(files).toBe(1);
  });

  test('github has one command a finding, and nothing of a finding begins another', () => {
    const lines = render('github').trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(
      /^::error file=my apps\/web%2C1\.yaml,line=2,col=3,title=schema\/unknown-field::error: spec\.contaners: .*%0A/,
    );
    expect(lines[1]).toMatch(/^::notice .*100 %25%0A::error::/);
  });

  // The required properties and the enumerations of the standard's own schema, sarif-schema-2.1.0.json.
  test('sarif has what the standard requires', () => {
    const log = JSON.parse(render('sarif'));
    expect(log.version).toBe('2.1.0');
    const [run] = log.runs;
    expect(run.tool.driver.name).toBe('pod-patterns');
    expect(['utf16CodeUnits', 'unicodeCodePoints']).toContain(run.columnKind);
    const ids = run.tool.driver.rules.map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(run.results).toHaveLength(3);
    for (const { ruleId, ruleIndex, level, message, locations } of run.results) {
      expect(ids[ruleIndex]).toBe(ruleId);
      expect(['none', 'note', 'warning', 'error']).toContain(level);
      expect(message.text).not.toBe('');
      for (const { physicalLocation } of locations) {
        const { uri } = physicalLocation.artifactLocation;
        expect(uri).toBe('my%20apps/web%2C1.yaml');
        if (physicalLocation.region) expect(physicalLocation.region.startLine).toBeGreaterThanOrEqual(1);
      }
    }
    expect(run.results[2].suppressions).toEqual([{ kind: 'external', justification: 'pinned elsewhere' }]);
  });
});
