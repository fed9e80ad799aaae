import {
  AddressRange,
  AddressWords,
  firstAddress,
  hasLeadingZeros,
  isIpv4,
  isMapped,
  parseAddress,
  parseRange,
  shownAddress,
  shownAsIpv6,
} from '../../manifest/ip-address';
import { quoted } from './server-warning';

/** Since this minor the server says what to write instead. */
const SUGGESTS_SINCE = 33;
/** From this minor on the server refuses what it only warned of before, where a manifest is new. */
const REFUSED_FROM = 36;

/** What the server says of an address that is not written in its usual form. */
export function addressWarnings(fieldPath: string, text: string, minor: number): string[] {
  const words = parseAddress(text);
  if (minor < SUGGESTS_SINCE) return olderAddressWarnings(fieldPath, text, words);
  if (words === undefined) return [];
  if (hasLeadingZeros(text) || isMapped(text)) {
    return [`${fieldPath}: non-standard IP address ${quoted(text)} ${refusal(minor)}: use ${quoted(shownAddress(words))}`];
  }
  const usual = shownAddress(words);
  if (!text.includes(':') || usual === text) return [];
  return [`${fieldPath}: IPv6 address ${quoted(text)} should be in RFC 5952 canonical format (${quoted(usual)})`];
}

/** What the server says of a range of addresses that is not written in its usual form. */
export function rangeWarnings(fieldPath: string, text: string, minor: number): string[] {
  const range = parseRange(text);
  if (minor < SUGGESTS_SINCE) return olderRangeWarnings(fieldPath, text, range);
  if (range === undefined) return [];
  const [address, bits] = range.written;
  const first = firstAddress(range);
  const found: string[] = [];
  if (!sameAddress(first, range.address)) {
    const single = `${shownAddress(range.address)}/${address.includes(':') ? 128 : 32}`;
    const should = `${quoted(shownRange(first, range.sharedBits))} or ${quoted(single)}?`;
    found.push(`${fieldPath}: CIDR value ${quoted(text)} is ambiguous in this context (should be ${should})`);
  }
  if (hasLeadingZeros(address) || hasLeadingZero(bits) || isMapped(address)) {
    const usual = quoted(shownRange(first, range.sharedBits));
    found.push(`${fieldPath}: non-standard CIDR value ${quoted(text)} ${refusal(minor)}: use ${usual}`);
  }
  const usual = `${shownAddress(range.address)}/${bits}`;
  if (found.length > 0 || !address.includes(':') || usual === text) return found;
  return [`${fieldPath}: IPv6 CIDR value ${quoted(text)} should be in RFC 5952 canonical format (${quoted(usual)})`];
}

function refusal(minor: number): string {
  return minor >= REFUSED_FROM ? 'is invalid' : 'will be considered invalid in a future Kubernetes release';
}

function shownRange(first: AddressWords, sharedBits: number): string {
  return `${shownAddress(first)}/${isIpv4(first) ? Math.max(0, sharedBits - 96) : sharedBits}`;
}

function sameAddress(left: AddressWords, right: AddressWords): boolean {
  return left.every((word, index) => word === right[index]);
}

function hasLeadingZero(digits: string): boolean {
  return digits.length > 1 && digits.startsWith('0');
}

function olderAddressWarnings(fieldPath: string, text: string, words: AddressWords | undefined): string[] {
  const error = parseError(text);
  if (error !== undefined) return [`${fieldPath}: IP address was accepted, but will be invalid in a future Kubernetes release: ${error}`];
  const usual = words && text.includes(':') ? shownAsIpv6(words) : text;
  if (usual === text) return [];
  return [notCanonical(fieldPath, 'address', text, usual)];
}

function olderRangeWarnings(fieldPath: string, text: string, range: AddressRange | undefined): string[] {
  const slash = text.lastIndexOf('/');
  const [address, bits] = [text.slice(0, slash), text.slice(slash + 1)];
  const error = parseError(address) ?? (/^(?:0|[1-9]\d{0,2})$/.test(bits) ? undefined : `bad bits after slash: ${quoted(bits)}`);
  if (error !== undefined) {
    const said = `netip.ParsePrefix(${quoted(text)}): ${error}`;
    return [`${fieldPath}: IP prefix was accepted, but will be invalid in a future Kubernetes release: ${said}`];
  }
  const usual = range && address.includes(':') ? `${shownAsIpv6(range.address)}/${bits}` : text;
  return usual === text ? [] : [notCanonical(fieldPath, 'prefix', text, usual)];
}

function notCanonical(fieldPath: string, what: string, text: string, usual: string): string {
  const effect = 'which may cause controller apply-loops';
  return `${fieldPath}: IPv6 ${what} ${quoted(text)} is not in RFC 5952 canonical format (${quoted(usual)}), ${effect}`;
}

/** Why Go's own reader of addresses takes a text for none, in its words; undefined where it takes it. */
function parseError(text: string): string | undefined {
  const problem = addressProblem(text);
  return problem && `ParseAddr(${quoted(text)}): ${problem}`;
}

/** The first character that no number has says which form is read. */
function addressProblem(text: string): string | undefined {
  switch (/[.:%]/.exec(text)?.[0]) {
    case '.':
      return ipv4Problem(text);
    case ':':
      return undefined;
    case '%':
      return 'missing IPv6 address';
    default:
      return 'unable to parse IP';
  }
}

function ipv4Problem(text: string): string | undefined {
  let dots = 0;
  let octet = '';
  for (let at = 0; at < text.length; at += 1) {
    const rest = ` (at ${quoted(text.slice(at))})`;
    if (/\d/.test(text[at])) {
      if (octet === '0') return 'IPv4 field has octet with leading zero';
      octet += text[at];
      if (Number(octet) > 255) return 'IPv4 field has value >255';
    } else if (text[at] === '.') {
      if (octet === '' || at === text.length - 1) return `IPv4 field must have at least one digit${rest}`;
      if (dots === 3) return 'IPv4 address too long';
      dots += 1;
      octet = '';
    } else {
      return `unexpected character${rest}`;
    }
  }
  return dots < 3 ? 'IPv4 address too short' : undefined;
}
