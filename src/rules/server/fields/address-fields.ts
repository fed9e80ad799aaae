import { firstAddress, hasLeadingZeros, isMapped, parseAddress, parseRange } from '../../../manifest/ip-address';

/** From this minor on the server takes addresses in their usual forms alone. */
const STRICT_SINCE = 36;

/** What the server holds against an address; undefined where it takes it. */
export function addressProblem(text: string, minor: number): string | undefined {
  if (parseAddress(text) === undefined) return 'must be a valid IP address, such as "10.9.8.7" or "2001:db8::ffff"';
  if (minor < STRICT_SINCE) return undefined;
  if (hasLeadingZeros(text)) return 'must not have leading 0s';
  return isMapped(text) ? 'must not be an IPv4-mapped IPv6 address' : undefined;
}

/** What the server holds against a range of addresses; undefined where it takes it. */
export function rangeProblem(text: string, minor: number): string | undefined {
  const range = parseRange(text);
  if (range === undefined) return 'must be a valid CIDR value, such as "10.9.8.0/24" or "2001:db8::/64"';
  if (minor < STRICT_SINCE) return undefined;
  const [address, bits] = range.written;
  if (hasLeadingZeros(address) || (bits.length > 1 && bits.startsWith('0'))) return 'must not have leading 0s in IP or prefix length';
  if (isMapped(address)) return 'must not have an IPv4-mapped IPv6 address';
  const first = firstAddress(range);
  return range.address.every((word, index) => word === first[index]) ? undefined : 'must not have bits set beyond the prefix length';
}

/** What the server holds against an address under which a Service or its endpoints are to be reached. */
export function endpointProblems(text: string): string[] {
  const words = parseAddress(text);
  if (words === undefined) return [];
  const [high] = words;
  const isFour = words.slice(0, 5).every((word) => word === 0) && words[5] === 0xffff;
  const [third, last] = words.slice(6);
  const found: string[] = [];
  const isZero = words.slice(isFour ? 6 : 0).every((word) => word === 0);
  const isLoopback = isFour ? Math.floor(third / 256) === 127 : words.slice(0, 7).every((word) => word === 0) && last === 1;
  if (isZero) found.push('may not be unspecified');
  if (isLoopback) found.push('may not be in the loopback range (127.0.0.0/8, ::1/128)');
  if (isFour ? third === 0xa9fe : Math.floor(high / 64) === 0xfe80 / 64) {
    found.push('may not be in the link-local range (169.254.0.0/16, fe80::/10)');
  }
  if (isFour ? third === 0xe000 && last < 256 : Math.floor(high / 256) === 0xff && high % 16 === 2) {
    found.push('may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)');
  }
  return found;
}
