/**
 * IP addresses as the API server reads them. Its reader is older than the usual ones: it takes IPv4 with leading zeros, as decimal numbers,
 * and IPv4 written as IPv6.
 *
 * @see https://github.com/kubernetes/utils/blob/master/internal/third_party/forked/golang/net/ip.go
 */

/** The eight words of an address. An IPv4 address has the words of its IPv6 form, `::ffff:a.b.c.d`. */
export type AddressWords = readonly number[];

/** A range of addresses: an address in it, and how many of its leading bits all of them share. */
export interface AddressRange {
  readonly address: AddressWords;
  /** How many leading bits of the 128 are shared: those of an IPv4 range are counted from the 97th on. */
  readonly sharedBits: number;
  /** The address and the number of bits, as they were written. */
  readonly written: readonly [string, string];
}

const MAPPED = [0, 0, 0, 0, 0, 0xffff];

/** The words of an address, or undefined where a text is none. */
export function parseAddress(text: string): AddressWords | undefined {
  if (text.includes(':')) return isIpv6Text(text) ? wordsOf(text) : undefined;
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d+$/.test(part) && Number(part) <= 255)) return undefined;
  return [...MAPPED, ...wordsOfIpv4(text)];
}

/** Whether a text is an address as every program reads it: numbers of IPv4 have no leading zeros, and a zone is no part of it. */
export function isAddressText(text: string): boolean {
  return isIpv4Text(text) || isIpv6Text(text);
}

/** Whether an address is one of IPv4, in whichever form it was written. */
export function isIpv4(words: AddressWords): boolean {
  return MAPPED.every((word, index) => words[index] === word);
}

/** The address in the one form that every program reads: RFC 5952. */
export function shownAddress(words: AddressWords): string {
  return isIpv4(words) ? octetsOf(words).join('.') : shownIpv6(words);
}

/** Whether an address is written as IPv4 in IPv6 clothes. */
export function isMapped(text: string): boolean {
  const words = text.includes(':') ? parseAddress(text) : undefined;
  return words !== undefined && isIpv4(words);
}

/** Whether a number of an IPv4 address has a zero in front, which other programs read as octal. */
export function hasLeadingZeros(text: string): boolean {
  return !text.includes(':') && text.split('.').some((part) => part.length > 1 && part.startsWith('0'));
}

/** The range that a text such as `10.0.0.0/8` stands for, or undefined where it stands for none. */
export function parseRange(text: string): AddressRange | undefined {
  const slash = text.indexOf('/');
  if (slash < 0) return undefined;
  const written = [text.slice(0, slash), text.slice(slash + 1)] as const;
  const address = parseAddress(written[0]);
  const bits = /^\d+$/.test(written[1]) ? Number(written[1]) : Number.NaN;
  const isWrittenAsIpv4 = !written[0].includes(':');
  if (address === undefined || !(bits <= (isWrittenAsIpv4 ? 32 : 128))) return undefined;
  return { address, sharedBits: isWrittenAsIpv4 ? bits + 96 : bits, written };
}

/** The first address of a range. */
export function firstAddress({ address, sharedBits }: AddressRange): AddressWords {
  return address.map((word, index) => {
    const kept = Math.min(16, Math.max(0, sharedBits - index * 16));
    return word - (word % 2 ** (16 - kept));
  });
}

/** The address in IPv6 form, one of IPv4 with its last two words as four numbers. */
export function shownAsIpv6(words: AddressWords): string {
  return isIpv4(words) ? `::ffff:${octetsOf(words).join('.')}` : shownIpv6(words);
}

const OCTET = /^(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)$/;
const WORD = /^[0-9A-Fa-f]{1,4}$/;

function isIpv4Text(text: string): boolean {
  const octets = text.split('.');
  return octets.length === 4 && octets.every((octet) => OCTET.test(octet));
}

// Loading node:net, which knows this too, takes a tenth of the time that a check of one file takes.
function isIpv6Text(text: string): boolean {
  const halves = text.split('::');
  const parts = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const last = parts.length > 0 ? parts[parts.length - 1] : '';
  const endsAsIpv4 = text.endsWith(last) && isIpv4Text(last);
  const words = endsAsIpv4 ? parts.slice(0, -1) : parts;
  if (!words.every((word) => WORD.test(word))) return false;
  const count = words.length + (endsAsIpv4 ? 2 : 0);
  return halves.length === 1 ? count === 8 : halves.length === 2 && count < 8;
}

function octetsOf(words: AddressWords): number[] {
  const [high, low] = words.slice(6);
  return [Math.floor(high / 256), high % 256, Math.floor(low / 256), low % 256];
}

function wordsOf(address: string): number[] {
  const [head, tail] = address.split('::').map((half) => (half === '' ? [] : half.split(':').flatMap(wordOf)));
  if (tail === undefined) return head;
  return [...head, ...new Array<number>(8 - head.length - tail.length).fill(0), ...tail];
}

function wordOf(text: string): number[] {
  return text.includes('.') ? wordsOfIpv4(text) : [Number.parseInt(text, 16)];
}

function wordsOfIpv4(text: string): number[] {
  const [a, b, c, d] = text.split('.').map(Number);
  return [a * 256 + b, c * 256 + d];
}

/** No leading zeros, small letters, the longest run of zeros left out. */
function shownIpv6(words: AddressWords): string {
  let start = -1;
  let length = 1;
  for (let at = 0; at < words.length; at += 1) {
    let end = at;
    while (end < words.length && words[end] === 0) end += 1;
    if (end - at > length) {
      start = at;
      length = end - at;
    }
    at = Math.max(at, end - 1);
  }
  const hex = (part: readonly number[]) => part.map((word) => word.toString(16)).join(':');
  return start === -1 ? hex(words) : `${hex(words.slice(0, start))}::${hex(words.slice(start + length))}`;
}
