import { isDay } from '../../src/validation/day';
import { readPolicy } from '../../src/validation/read-policy';

const KNOWN = ['practice/a', 'server/a'];

test('a policy is read from data', () => {
  const data = {
    weights: { 'practice/a': 'error' },
    suppressions: [{ rule: 'practice/a', reason: 'known', expires: '2027-01-31', kind: 'Pod', name: 'web-*', namespace: 'shop' }],
    podSecurity: 'restricted',
    failOn: 'warning',
  };
  expect(readPolicy(data, KNOWN)).toEqual({ policy: data, problems: [] });
  expect(readPolicy(undefined, KNOWN)).toEqual({ policy: {}, problems: [] });
  expect(readPolicy({}, KNOWN).problems).toEqual([]);
});

test.each<[string, unknown, string[]]>([
  ['what is no mapping', [], ['']],
  ['a field that there is not', { weight: {} }, ['weight']],
  ['weights that are no mapping', { weights: [] }, ['weights']],
  ['a rule that there is not', { weights: { 'practice/b': 'error' } }, ['weights[practice/b]']],
  ['a weight that there is not', { weights: { 'practice/a': 'fatal' } }, ['weights[practice/a]']],
  ['a weight for a rule of the server', { weights: { 'server/a': 'off' } }, ['weights[server/a]']],
  ['suppressions that are no list', { suppressions: {} }, ['suppressions']],
  ['a suppression that is no mapping', { suppressions: ['practice/a'] }, ['suppressions[0]']],
  ['a suppression without a rule and a reason', { suppressions: [{}] }, ['suppressions[0].rule', 'suppressions[0].reason']],
  ['a suppression of a rule that there is not', { suppressions: [{ rule: 'practice/b', reason: 'r' }] }, ['suppressions[0].rule']],
  ['a suppression of a rule of the server', { suppressions: [{ rule: 'server/a', reason: 'r' }] }, ['suppressions[0].rule']],
  ['a day that there is not', { suppressions: [{ rule: 'practice/a', reason: 'r', expires: '2027-02-30' }] }, ['suppressions[0].expires']],
  ['a name that is no text', { suppressions: [{ rule: 'practice/a', reason: 'r', name: 1 }] }, ['suppressions[0].name']],
  [
    'a field of a suppression that there is not',
    { suppressions: [{ rule: 'practice/a', reason: 'r', until: 1 }] },
    ['suppressions[0].until'],
  ],
  ['a severity that there is not', { failOn: 'fatal' }, ['failOn']],
  ['a level that there is not', { podSecurity: 'strict' }, ['podSecurity']],
])('fails on %s', (_, data, fieldPaths) => {
  const { policy, problems } = readPolicy(data, KNOWN);
  expect(problems.map(({ fieldPath }) => fieldPath)).toEqual(fieldPaths);
  expect(policy.suppressions ?? []).toEqual([]);
});

test('every problem of a policy is said at once', () => {
  const data = { weights: { 'practice/b': 'x' }, suppressions: [{}, 1], podSecurity: 1, other: 1 };
  expect(readPolicy(data, KNOWN).problems.length).toBeGreaterThanOrEqual(6);
});

test('a day is one of the calendar', () => {
  expect(['2027-01-31', '2027-02-29', '2028-02-29', '31.1.2027', '2027-13-01'].map(isDay)).toEqual([true, false, true, false, false]);
});
