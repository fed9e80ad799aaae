import { JsonValue } from './json';

/**
 * What a plain scalar of YAML means to Kubernetes, whose parser keeps the booleans and the octal numbers of YAML 1.1 (`yes` is true, `0644`
 * is 420) and takes what looks like a time or a base-60 number as text.
 *
 * @see https://github.com/kubernetes-sigs/yaml/blob/v1.6.0/goyaml.v2/resolve.go
 */
const WORDS: ReadonlyMap<string, JsonValue> = new Map<string, JsonValue>([
  ...['', '~', 'null', 'Null', 'NULL'].map((word): [string, JsonValue] => [word, null]),
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word): [string, JsonValue] => [word, true]),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word): [string, JsonValue] => [word, false]),
]);
const LONGEST_WORD = 5;
const NUMBER = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
const OTHER_BASE = /^([-+]?)(0x[0-9a-fA-F]+|0[oO][0-7]+|0b[01]+|0[0-7]+)$/;

/** The value of a plain scalar: what stands there without quotes. */
export function plainScalar(text: string): JsonValue {
  if (text === '') return null;
  const first = text.charCodeAt(0);
  // Digits and '+', '-', '.' are all below ':' in the order of characters; words begin above.
  if (first < 58) return numberOr(text);
  if (text.length > LONGEST_WORD) return text;
  const word = WORDS.get(text);
  return word === undefined ? text : word;
}

function numberOr(text: string): string | number {
  const digits = text.includes('_') && text[0] !== '_' && text[0] !== '.' ? text.replaceAll('_', '') : text;
  const [, sign, other] = OTHER_BASE.exec(digits) ?? [];
  if (other !== undefined) {
    const value = /^0[0-7]/.test(other) ? parseInt(other, 8) : Number(other.toLowerCase());
    return sign === '-' ? -value : value;
  }
  return NUMBER.test(digits) ? Number(digits) : text;
}
