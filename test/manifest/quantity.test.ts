import * as fc from 'fast-check';
import { Quantity } from '../../src/manifest/quantity';

describe('Quantity', () => {
  test.each([
    ['100m', '100m'],
    ['1000m', '1'],
    ['1500m', '1500m'],
    ['0.5', '500m'],
    ['1.5Gi', '1536Mi'],
    ['1024Ki', '1Mi'],
    ['1023', '1023'],
    ['0.5Ki', '512'],
    ['100000', '100k'],
    ['123456', '123456'],
    ['1e3', '1e3'],
    ['12e-2', '120e-3'],
    ['1E', '1E'],
    ['5n', '5n'],
    ['0.1n', '1n'],
    ['-64Mi', '-64Mi'],
    ['+2', '2'],
    ['.5', '500m'],
    ['1.', '1'],
    ['0Gi', '0'],
    ['9Ei', '9223372036854775807'],
  ])('writes %s as the server does: %s', (text, canonical) => {
    expect(Quantity.of(text).toString()).toBe(canonical);
  });

  test.each(['', 'x', '1 Gi', '1gi', '1KB', '1.2.3', '1mi', '--1', '1e', '1Ee', 'NaN', '1e1.5'])('fails to read %p', (text) => {
    expect(Quantity.parse(text)).toBeUndefined();
    expect(() => Quantity.of(text)).toThrow("is no quantity: write a number with an optional suffix, like '500m', '1.5', '64Mi' or '2G'");
  });

  test('takes the numbers that YAML makes of unquoted quantities', () => {
    expect(Quantity.of(0.1).compareTo(Quantity.of('100m'))).toBe(0);
    expect(Quantity.of(2).toString()).toBe('2');
  });

  test('compares across suffixes without loss', () => {
    expect(Quantity.of('9007199254740993').compareTo(Quantity.of('9007199254740992'))).toBe(1);
    expect(Quantity.of('1Gi').compareTo(Quantity.of('1G'))).toBe(1);
    expect(Quantity.of('0.1').plus(Quantity.of('0.2')).compareTo(Quantity.of('0.3'))).toBe(0);
  });

  test('keeps what is finer than a thousandth as the next thousandth, as the server stores it', () => {
    expect(Quantity.of('1u').roundedUpToMilli().toString()).toBe('1m');
    expect(Quantity.of('1001u').roundedUpToMilli().toString()).toBe('2m');
    expect(Quantity.of('64Mi').roundedUpToMilli().toString()).toBe('64Mi');
  });

  test('an exponent of a thousand million is answered at once', () => {
    expect(Quantity.of('1e999999999').compareTo(Quantity.of('1Ei'))).toBe(1);
    expect(Quantity.of('1e-999999999').toString()).toBe('1e-9');
  });

  test('reads what it writes, whatever the value', () => {
    const suffixes = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'Ki', 'Mi', 'Gi', 'Ti', 'e3', 'E-3'];
    fc.assert(
      fc.property(fc.bigInt({ min: -1000000n, max: 1000000n }), fc.constantFrom(...suffixes), (number, suffix) => {
        const quantity = Quantity.of(`${number}${suffix}`);
        expect(Quantity.of(quantity.toString()).compareTo(quantity)).toBe(0);
      }),
    );
  });

  test('never throws on arbitrary values', () => {
    fc.assert(fc.property(fc.anything(), (value) => void Quantity.parse(value)));
  });
});
