import { JsonValue } from '../../manifest/json';
import { Quantity } from '../../manifest/quantity';

const NANO_PER_MILLI = 10n ** 6n;
/** Up to this amount 64 bits are enough for thousandths. */
const MOST_COUNTED = Quantity.of('8P');
const DECIMAL_SUFFIX = /[kMGTPE]$|[eE][-+]?\d+$/;

/**
 * An amount of bytes as the server prints it where it takes it for a fraction; undefined where it does not.
 *
 * The server counts thousandths in 64 bits. An amount for which these are too few, of more than 8 petabytes, overflows and may look like
 * a fraction, save one with a decimal suffix, which counts as none.
 */
export function fractionalAmount(value: JsonValue | undefined): string | undefined {
  const exact = Quantity.parse(value);
  if (exact === undefined || (exact.isWhole && exact.compareTo(MOST_COUNTED) < 0)) return undefined;
  const quantity = exact.roundedUpToMilli();
  const milli = quantity._nano / NANO_PER_MILLI;
  const counted = BigInt.asIntN(64, milli);
  if (counted % 1000n === 0n || (counted !== milli && DECIMAL_SUFFIX.test(String(value)))) return undefined;
  return quantity.toString();
}
