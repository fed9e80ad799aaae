import { KubernetesVersion } from '../../src/cluster/kubernetes-version';
import { JsonObject } from '../../src/manifest/json';
import { Finding, Severity } from '../../src/rules/finding';
import { PodRule, Rule } from '../../src/rules/rule';
import { PodSecurityLevel } from '../../src/rules/security/pod-security-level';
import { formatCounts, formatFinding, ruleAnchor } from '../../src/validation/format-finding';
import { judge, judgeAll } from '../../src/validation/judge';
import { Subject } from '../../src/validation/judgement';
import { RuleWeight, ValidationPolicy } from '../../src/validation/validation-policy';

const VERSION = KubernetesVersion.V1_36;
const TODAY = '2026-11-21';

function pod(name: string, annotations?: JsonObject, namespace?: string): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, annotations },
    spec: { containers: [{ name: 'web', image: 'nginx' }] },
  };
}

/** A rule that reports a field of every pod. */
function rule(id: string, severity: Severity, fieldPaths: string[], more: Partial<PodRule> = {}): PodRule {
  return {
    id,
    severity,
    title: id,
    why: 'why',
    fix: 'the fix of the rule',
    source: 'https://example.com',
    compliant: [],
    nonCompliant: [],
    judge: (_pod, report) => fieldPaths.forEach((fieldPath) => report({ fieldPath, message: 'is wrong' })),
    ...more,
  };
}

function judged(manifests: JsonObject[], rules: Rule[], policy?: ValidationPolicy): Finding[] {
  return judge(
    manifests.map((manifest) => ({ manifest })),
    { version: VERSION, rules, policy, today: TODAY },
  );
}

function ids(findings: readonly Finding[]): string[] {
  return findings.map(({ ruleId, severity, fieldPath }) => `${severity} ${ruleId} ${fieldPath}`.trim());
}

describe('judge', () => {
  const rules = [
    rule('practice/b', Severity.ADVICE, ['spec.containers[10].name', 'spec.containers[2].name']),
    rule('practice/a', Severity.WARNING, ['spec']),
    rule('server/a', Severity.ERROR, ['spec.volumes']),
  ];

  test('reports subject by subject, the weightiest first, in the order of fields', () => {
    const findings = judged([pod('one'), pod('two')], rules);
    expect(findings.map(({ subject }) => subject.name)).toEqual(['one', 'one', 'one', 'one', 'two', 'two', 'two', 'two']);
    expect(ids(findings.slice(0, 4))).toEqual([
      'error server/a spec.volumes',
      'warning practice/a spec',
      'advice practice/b spec.containers[2].name',
      'advice practice/b spec.containers[10].name',
    ]);
    expect(findings[0].fix).toBe('the fix of the rule');
  });

  test('reports a rule that throws as a bug of that rule, and everything else beside it', () => {
    const broken = rule('practice/broken', Severity.ERROR, [], {
      judge: (_pod, report) => {
        report({ fieldPath: 'spec', message: 'found before it broke' });
        throw new Error('a slip');
      },
    });
    expect(ids(judged([pod('one')], [broken, rules[1]]))).toEqual([
      'error practice/broken spec',
      'warning practice/broken',
      'warning practice/a spec',
    ]);
    const textual = rule('practice/textual', Severity.ERROR, [], {
      judge: () => {
        throw 'no error at all';
      },
    });
    expect(judged([pod('one')], [textual])[0].message).toContain('no error at all');
  });

  test('looks into lists, and judges no neighbour', () => {
    const list: JsonObject = { apiVersion: 'v1', kind: 'List', items: [pod('one'), pod('two')] };
    const subjects: Subject[] = [{ manifest: list }, { manifest: pod('three'), judged: false }];
    const findings = judge(subjects, { version: VERSION, rules: [rules[1]] });
    expect(findings.map(({ subject }) => subject.name)).toEqual(['one', 'two']);
  });

  test('leaves out a rule that does not hold in the version', () => {
    const bounded = [
      rule('practice/new', Severity.ADVICE, ['a'], { since: '1.37' }),
      rule('practice/old', Severity.ADVICE, ['b'], { until: '1.35' }),
      rule('practice/held', Severity.ADVICE, ['c'], { since: '1.36', until: '1.36' }),
    ];
    expect(ids(judged([pod('one')], bounded))).toEqual(['advice practice/held c']);
  });

  test('holds every pod against the level of Pod Security that the policy asks for', () => {
    const findings = judged([pod('one')], [], { podSecurity: PodSecurityLevel.RESTRICTED });
    expect(findings.map(({ ruleId }) => ruleId)).toContain('security/run-as-non-root');
    expect(judged([pod('one')], [], { podSecurity: PodSecurityLevel.BASELINE })).toEqual([]);
  });

  test('does not throw on what is no manifest', () => {
    for (const manifest of [null, 1, 'text', [], {}]) {
      expect(judge([{ manifest: manifest as unknown as JsonObject }], { version: VERSION })).toEqual(expect.any(Array));
    }
  });
});

describe('a policy', () => {
  const advice = rule('practice/a', Severity.ADVICE, ['spec']);
  const error = rule('server/a', Severity.ERROR, ['spec']);

  test('says how much a rule weighs, but not one of the server', () => {
    const policy = { weights: { 'practice/a': RuleWeight.ERROR, 'server/a': RuleWeight.OFF } };
    expect(ids(judged([pod('one')], [advice, error], policy))).toEqual(['error practice/a spec', 'error server/a spec']);
    expect(judged([pod('one')], [advice], { weights: { 'practice/a': RuleWeight.OFF } })).toEqual([]);
  });

  test.each<[string, ValidationPolicy['suppressions'], string[]]>([
    ['accepts the findings of a rule', [{ rule: 'practice/a', reason: 'known' }], []],
    ['accepts them for objects of a name', [{ rule: 'practice/a', reason: 'known', name: 'web-*-1' }], ['two']],
    ['accepts them for objects of a kind', [{ rule: 'practice/a', reason: 'known', kind: 'Job' }], ['web-a-1', 'two', '']],
    ['accepts them in a namespace', [{ rule: 'practice/a', reason: 'known', namespace: 'shop' }], ['web-a-1']],
    ['accepts them up to a day', [{ rule: 'practice/a', reason: 'known', expires: TODAY }], []],
    ['accepts them no more once it has expired', [{ rule: 'practice/a', reason: 'known', expires: '2026-11-20' }], ['web-a-1', 'two', '']],
  ])('%s', (_, suppressions, names) => {
    const findings = judged([pod('web-a-1'), pod('two', undefined, 'shop')], [advice], { suppressions });
    expect(findings.map(({ subject }) => subject.name)).toEqual(names);
  });

  test('keeps what was suppressed for the reports, with its reason', () => {
    const { suppressed } = judgeAll([{ manifest: pod('one') }], {
      version: VERSION,
      rules: [advice],
      policy: { suppressions: [{ rule: 'practice/a', reason: 'known' }] },
    });
    expect(suppressed.map(({ finding, suppression }) => [finding.ruleId, suppression.reason])).toEqual([['practice/a', 'known']]);
  });

  test('is told of suppressions that nobody needs, and of those that have expired', () => {
    const suppressions = [
      { rule: 'practice/none', reason: 'known' },
      { rule: 'practice/a', reason: 'known', expires: '2020-01-01' },
      { rule: 'practice/a', reason: 'known', name: '*x*y*' },
    ];
    const about = judged([pod('one')], [advice], { suppressions }).filter(({ ruleId }) => ruleId.startsWith('suppression/'));
    expect(about.map(({ ruleId, value }) => `${ruleId} ${String(value)}`)).toEqual([
      'suppression/unused practice/none',
      'suppression/expired practice/a',
      'suppression/unused practice/a',
    ]);
  });

  test('cannot suppress an error of the server', () => {
    const findings = judged([pod('one')], [error], { suppressions: [{ rule: 'server/a', reason: 'no' }] });
    expect(ids(findings)[0]).toBe('error server/a spec');
  });
});

describe('the annotation', () => {
  const advice = rule('practice/a', Severity.ADVICE, ['spec']);
  const annotated = (text: string) => pod('one', { 'pod-patterns.cdk8s.io/suppress': text });

  test('accepts findings of its own object', () => {
    expect(judged([annotated('practice/a: known\n\n')], [advice])).toEqual([]);
    expect(ids(judged([annotated('practice/a (2026-11-20): known')], [advice]))).toEqual([
      'warning suppression/expired metadata.annotations[pod-patterns.cdk8s.io/suppress]',
      'advice practice/a spec',
    ]);
  });

  test('stands at the pod template as well', () => {
    const deployment: JsonObject = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web' },
      spec: {
        template: { metadata: { annotations: { 'pod-patterns.cdk8s.io/suppress': 'practice/a: known\npractice/none: known' } }, spec: {} },
      },
    };
    expect(ids(judged([deployment], [advice]))).toEqual([
      'advice suppression/unused spec.template.metadata.annotations[pod-patterns.cdk8s.io/suppress]',
    ]);
  });

  test('is told of lines that say nothing', () => {
    const findings = judged([annotated('practice/a\npractice/a (soon): known')], []);
    expect(findings.map(({ ruleId, value }) => [ruleId, value])).toEqual([
      ['suppression/unreadable', 'practice/a'],
      ['suppression/unreadable', 'practice/a (soon): known'],
    ]);
  });
});

describe('the text of a finding', () => {
  const finding: Finding = {
    ruleId: 'practice/floating-tag',
    severity: Severity.WARNING,
    subject: { apiVersion: 'v1', kind: 'Pod', name: 'web', namespace: 'shop' },
    fieldPath: 'spec.containers[0].image',
    message: 'the tag floats',
    value: 'nginx:latest',
    allowed: 'a fixed tag',
    fix: 'Pin it.',
  };

  test('says what is wrong, where, the value, what is allowed, what to do and where to read more', () => {
    expect(formatFinding(finding)).toBe(
      [
        'warning: spec.containers[0].image: the tag floats',
        '    object: Pod shop/web',
        '    value: "nginx:latest"',
        '    allowed: a fixed tag',
        '    fix: Pin it.',
        '    rule: practice/floating-tag (docs/rules.md#practicefloating-tag)',
      ].join('\n'),
    );
  });

  test('names no page for a rule of ones own, which has none', () => {
    expect(formatFinding({ ...finding, ruleId: 'shop/registry' })).toMatch(/\n {4}rule: shop\/registry$/);
  });

  test('leaves out what is not known, and cuts what is too long', () => {
    const bare: Finding = {
      ...finding,
      subject: { apiVersion: '', kind: 'Pod', name: '' },
      fieldPath: '',
      value: 'x'.repeat(300),
      allowed: undefined,
    };
    const text = formatFinding(bare);
    expect(text).toMatch(/^warning: the tag floats\n {4}object: Pod\n {4}value: "x{119}…\n {4}fix/);
    expect(ruleAnchor('Practice/Floating-Tag')).toBe('practicefloating-tag');
  });

  test('counts in words', () => {
    expect(formatCounts({ error: 1, warning: 2, advice: 1 })).toBe('1 error, 2 warnings, 1 piece of advice');
    expect(formatCounts({ error: 0, warning: 0, advice: 2 })).toBe('2 pieces of advice');
  });
});
