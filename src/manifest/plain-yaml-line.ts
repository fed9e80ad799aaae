import { JsonValue } from './json';
import { plainScalar } from './yaml-scalar';

const QUOTED_KEY = /^(?:"([^"\\]{0,500})"|'([^']{0,500})'):(?= |$)/;
const QUOTED = /^(?:"((?:[^"\\]|\\["\\\/bfnrt])*)"|'((?:[^']|'')*)')(?: *| +#.*)$/;

const SPACE = 32;
const DOUBLE_QUOTE = 34;
const HASH = 35;
const SINGLE_QUOTE = 39;
const DASH = 45;
const COLON = 58;

/** What a key without quotes begins with, and what it goes on with. */
const WORD = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_';
const KEY_START = charactersOf(WORD);
const KEY_PART = charactersOf(`${WORD}./-`);
/** What no plain scalar begins with. */
const INDICATOR = charactersOf('?:,[]{}#&*!|>\'"%@` ');

/** What a line of plain YAML says by itself. */
export interface PlainLine {
  /** Whether the line begins with the dash of a list's item. */
  readonly isItem: boolean;
  /** How many columns behind the dash of an item its rest begins. */
  readonly offset: number;
  /** The key that the line begins with, if it begins with one. */
  readonly key: string | undefined;
  /** What stands behind the key or the dash; nothing where only a comment does. */
  readonly rest: string;
  /** The rest as a scalar, if it is surely one that ends with the line. */
  readonly scalar: JsonValue | undefined;
  /** The rest as a line by itself, once somebody asked for it. */
  within?: PlainLine;
}

/** What a line says, given without the spaces that it begins with. */
export function plainLine(line: string): PlainLine {
  if (line.charCodeAt(0) === DASH && isBehindWord(line, 1)) return itemLine(line);
  const quoted = QUOTED_KEY.exec(line);
  if (quoted) return pairLine(quoted[1] ?? quoted[2], line.slice(quoted[0].length));
  const end = endOfKey(line);
  if (end === 0) return { isItem: false, offset: 0, key: undefined, rest: line, scalar: undefined };
  const name = line.slice(0, end);
  const value = plainScalar(name);
  return pairLine(typeof value === 'string' ? value : String(value), line.slice(end + 1));
}

/** What the rest of an item says, read as a line by itself: of a mapping, or of one more list. */
export function lineWithin(item: PlainLine): PlainLine {
  item.within ??= plainLine(item.rest);
  return item.within;
}

function itemLine(line: string): PlainLine {
  const behind = line.slice(1).trimStart();
  const rest = restOf(behind);
  return { isItem: true, offset: line.length - behind.length, key: undefined, rest, scalar: scalarOf(rest) };
}

function pairLine(key: string, behind: string): PlainLine {
  const rest = restOf(behind);
  return { isItem: false, offset: 0, key, rest, scalar: scalarOf(rest) };
}

/** Where the key without quotes ends that a line begins with; 0 if it begins with none. */
function endOfKey(line: string): number {
  if (KEY_START[line.charCodeAt(0)] !== 1) return 0;
  let at = 1;
  while (KEY_PART[line.charCodeAt(at)] === 1) at++;
  return line.charCodeAt(at) === COLON && isBehindWord(line, at + 1) ? at : 0;
}

function restOf(behind: string): string {
  const rest = behind.trim();
  return rest.charCodeAt(0) === HASH ? '' : rest;
}

function scalarOf(text: string): JsonValue | undefined {
  if (text === '') return undefined;
  const first = text.charCodeAt(0);
  if (first === DOUBLE_QUOTE || first === SINGLE_QUOTE) return quotedScalar(text);
  if (INDICATOR[first] === 1 || (first === DASH && isBehindWord(text, 1))) return undefined;
  let end = text.length;
  for (let at = 1; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === COLON && isBehindWord(text, at + 1)) return undefined;
    if (code === HASH && text.charCodeAt(at - 1) === SPACE) end = at;
  }
  return plainScalar(text.slice(0, end).trimEnd());
}

function quotedScalar(text: string): string | undefined {
  const match = QUOTED.exec(text);
  if (!match) return undefined;
  if (match[1] === undefined) return match[2].replaceAll("''", "'");
  return match[1].includes('\\') ? (JSON.parse(`"${match[1]}"`) as string) : match[1];
}

/** Whether a space or the end of the text is at an offset. */
function isBehindWord(text: string, at: number): boolean {
  return at >= text.length || text.charCodeAt(at) === SPACE;
}

/** A table of ASCII, with a 1 for each of some characters. */
function charactersOf(characters: string): Uint8Array {
  const table = new Uint8Array(128);
  for (const character of characters) table[character.charCodeAt(0)] = 1;
  return table;
}
