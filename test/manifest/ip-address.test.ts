import { isIP, isIPv6 } from 'node:net';
import * as fc from 'fast-check';
import { isAddressText, parseAddress } from '../../src/manifest/ip-address';

const part = fc.constantFrom('0', '1', 'ab', 'FFFF', '12345', 'g', '', '1.2.3.4', '01.2.3.4', '255', '256', '1.2.3');
const text = fc
  .tuple(fc.array(fc.tuple(part, fc.constantFrom(':', ':', ':', '::', '.', '')), { maxLength: 9 }), part)
  .map(([parts, last]) => `${parts.map((pair) => pair.join('')).join('')}${last}`);
const address = fc.oneof(
  text,
  fc.ipV4(),
  fc.ipV6(),
  fc.ipV6().map((one) => one.replace(/[0-9a-f]+/, '')),
);

test('an address is what Node.js takes for one', () => {
  fc.assert(
    fc.property(address, (one) => {
      expect({ one, is: isAddressText(one) }).toEqual({ one, is: isIP(one) !== 0 });
    }),
    { numRuns: 5_000 },
  );
});

test('an address of IPv6 is read where Node.js takes it for one', () => {
  fc.assert(
    fc.property(address, (one) => {
      if (!one.includes(':')) return;
      expect({ one, is: parseAddress(one)?.length }).toEqual({ one, is: isIPv6(one) ? 8 : undefined });
    }),
    { numRuns: 5_000 },
  );
});

test('fails to be an address: one with a zone, which is for one machine alone', () => {
  expect([isAddressText('fe80::1%eth0'), parseAddress('fe80::1%eth0')]).toEqual([false, undefined]);
});
