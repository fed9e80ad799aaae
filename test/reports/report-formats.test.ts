import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { CheckSummary, LocatedFinding, ReportFormat } from '../../src/reports/check-report';
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
const excerpt = { firstLine: 1, lines: ['spec:', '  contaners: []'] };
const suppression = { rule: advice.ruleId, reason: 'pinned elsewhere' };
const found: LocatedFinding[] = [
  { finding, position: { line: 2, column: 3 }, excerpt },
  { finding: advice },
  { finding: advice, position: { line: 1, column: 1 }, suppression },
];
const summary: CheckSummary = {
  kubernetesVersion: '1.35',
  counts: { error: 1, warning: 0, advice: 1 },
  suppressed: 1,
  files: 1,
  objects: 1,
  unknownKinds: {},
  otherDocuments: 0,
};
const render = (name: string, { colours = false, findings = found } = {}): string => {
  const format = REPORT_FORMATS.find((one): one is ReportFormat => one.name === name);
  const writer = format?.begin({ colours });
  return [...findings.map((one) => writer?.finding(one)), writer?.end(summary)].join('');
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
    expect(render('text', { colours: true })).toContain('\u001b[');
  });

  test('json has every field of a finding with its place', () => {
    const { findings, suppressed, files } = JSON.parse(render('json'));
    expect(findings[0]).toEqual({ ...finding, line: 2, column: 3 });
    expect(suppressed[0].suppression.reason).toBe('pinned elsewhere');
    expect(files).toBe(1);
    expect([findings.length, suppressed.length]).toEqual([2, 1]);
    expect(JSON.parse(render('json', { findings: [] }))).toMatchObject({ findings: [], suppressed: [] });
  });

  test('github has one command a finding, and nothing of a finding begins another', () => {
    const lines = render('github').trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(
      /^::error file=my apps\/web%2C1\.yaml,line=2,col=3,title=schema\/unknown-field::error: spec\.contaners: .*%0A/,
    );
    expect(lines[1]).toMatch(/^::notice .*100 %25%0A::error::/);
  });

  test('sarif has each finding with its rule, its place and its suppression', () => {
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

describe('a report in SARIF', () => {
  const { id, $schema, ...schema } = JSON.parse(readFileSync(join(__dirname, '..', 'fixtures', 'sarif', 'sarif-2.1.0-rtm.5.json'), 'utf8'));
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  ajv.addFormat('uri', (text) => URL.canParse(text));
  ajv.addFormat('uri-reference', (text) => !/[\s<>"{}|\\^`]|%(?![0-9a-f]{2})/i.test(text) && URL.canParse(text, 'https://example.com'));
  ajv.addFormat('date-time', (text) => !Number.isNaN(Date.parse(text)));
  const validate = ajv.compile(schema);
  const problems = (log: unknown) =>
    validate(log) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);

  test('validates against the schema of the standard', () => {
    expect(id).toContain('sarif-2.1.0');
    expect(problems(JSON.parse(render('sarif')))).toEqual([]);
    expect(problems(JSON.parse(render('sarif', { findings: [] })))).toEqual([]);
  });

  test.each(['-', '/srv/apps/web.yaml', 'C:\\apps\\web.yaml', 'a b/ü%20{x}|^`"<>.yaml', './web.yaml', undefined])(
    'validates for the file %j',
    (file) => {
      const subject = { ...finding.subject, file };
      const findings = ['practice/shared-volume-has-writer', 'suppression/unused', 'input/unreadable', 'shop/own'].flatMap((ruleId) => [
        { finding: { ...finding, ruleId, subject } },
        { finding: { ...finding, ruleId, subject, fieldPath: '' }, position: { line: 1, column: 1 } },
      ]);
      expect(problems(JSON.parse(render('sarif', { findings })))).toEqual([]);
    },
  );

  test('fails the schema where something of the standard is missing', () => {
    const log = JSON.parse(render('sarif'));
    delete log.runs[0].results[0].message;
    log.runs[0].results[1].level = 'advice';
    log.runs[0].tool.driver.name = undefined;
    expect(problems(log).length).toBeGreaterThanOrEqual(2);
  });
});
