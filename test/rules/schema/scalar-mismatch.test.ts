import { JsonValue } from '../../../src/manifest/json';
import { scalarMismatch } from '../../../src/rules/schema/scalar-mismatch';
import { ScalarType } from '../../../src/rules/schema/schema';

describe.each<[ScalarType, JsonValue[], JsonValue[]]>([
  ['string', ['', 'a'], [1, true, [], {}]],
  ['boolean', [true, false], ['true', 1, 0]],
  ['number', [1.5, -1], ['1']],
  ['int32', [0, -2147483648, 2147483647], [2147483648, -2147483649, 1.5, '1', true]],
  ['int64', [2 ** 62, -(2 ** 62)], [2 ** 63, -(2 ** 63), 1.5, '1']],
  ['base64', ['', 'YQ==', 'YWJj', 'Y\nQ==', [1, 255]], ['YQ=', 'YQ', 'Y Q==', 'Y-_=', [256], 1]],
  ['quantity', [1, 0.5, '1Gi', ' 1Gi ', '.5', '5.', '1e3', '-1'], ['1GB', '1Gi\n', '1K', '', 'a', true, {}]],
  ['int-or-string', [1, 'http', ''], [1.5, 2147483648, true, []]],
  [
    'time',
    ['2026-01-31T12:00:00Z', '2024-02-29T1:00:00,5+01:00', '2000-02-29T00:00:00Z'],
    ['2026-02-29T12:00:00Z', '1900-02-29T00:00:00Z', '2026-01-31', '2026-01-31T24:00:00Z', '2026-13-01T00:00:00Z', 1],
  ],
  ['micro-time', ['2026-01-31T12:00:00.000001Z'], ['2026-01-31T12:00:00Z', '2026-01-31T12:00:00.1Z']],
  ['any', [1, {}, []], []],
])('a %s', (type, right, wrong) => {
  test.each(right.map((value) => [value]))('may be %j', (value) => {
    expect(scalarMismatch(value, type)).toBeUndefined();
  });

  if (wrong.length > 0) {
    test.each(wrong.map((value) => [value]))('cannot be %j', (value) => {
      expect(scalarMismatch(value, type)).toMatch(/^a |^true/);
    });
  }
});
