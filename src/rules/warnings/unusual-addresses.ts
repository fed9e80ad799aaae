import { isIPv6 } from 'node:net';
import { asList, asObject, asString, objectsOf } from '../../manifest/json';
import { PodModel } from '../../manifest/pod-model';
import { Violation } from '../finding';
import { RuleContext } from '../rule';
import { podOf, quoted, serverWarning } from './server-warning';

/** From this minor version on the server refuses what it only warned of before. */
const REFUSED_FROM = 36;

/** Addresses are written in the one form in which every program reads them. */
export const unusualAddresses = serverWarning({
  id: 'warnings/unusual-addresses',
  title: 'Addresses are written in their usual form',
  why: 'Some programs read an IPv4 address with leading zeros as octal numbers, others as decimal ones: the pod may ask another host than was meant.',
  fix: 'Write the address as the message has it.',
  since: '1.33',
  compliant: [
    {
      title: 'usual forms',
      yaml: podOf(
        `{ hostAliases: [{ ip: 10.0.0.1, hostnames: [a] }, { ip: '2001:db8::1', hostnames: [b] }], containers: [{ name: web, image: 'nginx:1.29' }] }`,
      ),
    },
  ],
  nonCompliant: [
    {
      version: '1.35',
      title: 'leading zeros, and an IPv6 address in another form',
      yaml: podOf(
        `{ hostAliases: [{ ip: 010.0.0.1, hostnames: [a] }, { ip: '2001:DB8:0::1', hostnames: [b] }], containers: [{ name: web, image: 'nginx:1.29' }] }`,
      ),
      fieldPaths: ['spec.hostAliases[0].ip', 'spec.hostAliases[1].ip'],
    },
  ],
  *judge(pod: PodModel, { version }: RuleContext): Iterable<Violation> {
    if (pod.spec.dnsConfig !== undefined) {
      for (const [index, server] of asList(asObject(pod.spec.dnsConfig).nameservers).entries()) {
        yield* warn(`${pod.specPath}.dnsConfig.nameservers[${index}]`, asString(server), version.minor);
      }
    }
    for (const { index, object } of objectsOf(pod.spec.hostAliases)) {
      yield* warn(`${pod.specPath}.hostAliases[${index}].ip`, asString(object.ip), version.minor);
    }
  },
});

function* warn(fieldPath: string, value: string | undefined, minor: number): Iterable<Violation> {
  if (value === undefined) return;
  const parts = value.split('.');
  if (/^[0-9.]+$/.test(value) && parts.length === 4) {
    const usual = parts.map(Number).join('.');
    if (usual !== value && parts.every((part) => part !== '' && Number(part) < 256)) yield nonStandard(fieldPath, value, usual, minor);
    return;
  }
  if (!isIPv6(value) || value.includes('%')) return;
  const words = wordsOf(value);
  if (words.slice(0, 5).every((word) => word === 0) && words[5] === 0xffff) {
    const [high, low] = words.slice(6);
    yield nonStandard(fieldPath, value, [Math.floor(high / 256), high % 256, Math.floor(low / 256), low % 256].join('.'), minor);
  } else if (canonical(words) !== value) {
    yield {
      fieldPath,
      message: `${fieldPath}: IPv6 address ${quoted(value)} should be in RFC 5952 canonical format (${quoted(canonical(words))})`,
      value,
    };
  }
}

function nonStandard(fieldPath: string, value: string, usual: string, minor: number): Violation {
  const said = minor >= REFUSED_FROM ? 'is invalid' : 'will be considered invalid in a future Kubernetes release';
  return { fieldPath, message: `${fieldPath}: non-standard IP address ${quoted(value)} ${said}: use ${quoted(usual)}`, value };
}

/** The eight words of an IPv6 address. */
function wordsOf(address: string): number[] {
  const [head, tail] = address.split('::').map((half) => (half === '' ? [] : half.split(':').flatMap(wordOf)));
  if (tail === undefined) return head;
  return [...head, ...new Array<number>(8 - head.length - tail.length).fill(0), ...tail];
}

function wordOf(text: string): number[] {
  if (!text.includes('.')) return [Number.parseInt(text, 16)];
  const [a, b, c, d] = text.split('.').map(Number);
  return [a * 256 + b, c * 256 + d];
}

/** The form of RFC 5952: no leading zeros, small letters, the longest run of zeros left out. */
function canonical(words: readonly number[]): string {
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
