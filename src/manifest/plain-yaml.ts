import { JsonObject, JsonValue } from './json';
import { flowValue } from './plain-yaml-flow';
import { plainScalar } from './yaml-scalar';

/** What most texts are made of; looking for the rest takes longer. */
const ONLY_ASCII = /^[\n\x20-\x7E]*$/;
/** Control characters, tabs, lone carriage returns and marks within the text: what holds one is for the full parser. */
const UNUSUAL_CHARACTER = /[\u0000-\u0009\u000B\u000C\u000E-\u001F\u007F-\u009F\uFEFF\uFFFE\uFFFF]|\r(?!\n)/;
const QUOTED_KEY = /(?:"([^"\\\n]{0,500})"|'([^'\n]{0,500})'):(?=[ \n]|$)/y;
const QUOTED = /^(?:"((?:[^"\\]|\\["\\\/bfnrt])*)"|'((?:[^']|'')*)')(?: *| +#.*)$/;
const DEEPEST = 100;

const SPACE = 32;
const HASH = 35;
const DASH = 45;
const COLON = 58;

/** What a key without quotes begins with, and what it goes on with. */
const KEY_START = charactersOf(/[A-Za-z0-9_]/);
const KEY_PART = charactersOf(/[A-Za-z0-9_.\/-]/);
/** What no plain scalar begins with. */
const INDICATOR = charactersOf(/[?:,[\]{}#&*!|>'"%@` ]/);

/** Thrown where a text leaves what is read here. It is one object, because making a stack costs more than reading a line. */
const UNUSUAL = new Error('this is for the full parser');

/**
 * Reads a document in the plain style that programs and most people write manifests in: blocks of mappings and lists, scalars of one line,
 * literal blocks, short flow collections. It is many times as fast as a parser of all of YAML, and gives the same value or none.
 *
 * @returns the mapping, or undefined for whatever is not surely plain: tags, anchors, folded scalars, equal keys, anything wrong
 */
export function readPlainYaml(text: string): JsonObject | undefined {
  if (!ONLY_ASCII.test(text) && UNUSUAL_CHARACTER.test(text)) return undefined;
  try {
    return new PlainReader(text.includes('\r') ? text.replaceAll('\r\n', '\n') : text).read();
  } catch (error) {
    if (error === UNUSUAL) return undefined;
    throw error;
  }
}

/** Reads character by character, and makes no string but those of the value: most of the time of a check goes by here. */
class PlainReader {
  /** Where the line begins and ends. */
  private start = 0;
  private end = -1;
  /** The first column of what is left to read of the line, or -1 behind the last line. */
  private indent = -1;
  /** Where the value of the key begins that was read last. */
  private behindKey = 0;

  public constructor(private readonly text: string) {}

  public read(): JsonObject | undefined {
    this.next();
    if (this.indent === 0 && /^---(?: *| +#.*)$/.test(this.text.slice(this.start, this.end))) this.next();
    if (this.indent === -1 || this.startsItem()) return undefined;
    const value = this.mapping(this.indent, 0);
    return this.indent === -1 ? value : undefined;
  }

  /** Goes to the next line that holds something. */
  private next(): void {
    const { text } = this;
    for (let start = this.end + 1; start < text.length; start = this.end + 1) {
      let at = start;
      while (text.charCodeAt(at) === SPACE) at++;
      const lineEnd = text.indexOf('\n', at);
      this.end = lineEnd === -1 ? text.length : lineEnd;
      if (at === this.end || text.charCodeAt(at) === HASH) continue;
      if (at === start && (text[at] === '%' || text.startsWith('...', at))) throw UNUSUAL;
      this.start = start;
      this.indent = at - start;
      return;
    }
    this.indent = -1;
  }

  private mapping(indent: number, depth: number): JsonObject {
    if (depth > DEEPEST) throw UNUSUAL;
    const object: JsonObject = {};
    while (this.indent === indent) {
      const name = this.key(this.start + indent);
      // A list as deep as the mapping that it is a value of ends where the mapping goes on, and so the other way round.
      if (name === undefined || Object.hasOwn(object, name) || name === '__proto__' || name === '<<') throw UNUSUAL;
      object[name] = this.value(this.behindKey, indent, depth, true);
      if (this.indent > indent) throw UNUSUAL;
    }
    return object;
  }

  /** The key that begins at an offset, if one does. */
  private key(start: number): string | undefined {
    const { text } = this;
    if (KEY_START[text.charCodeAt(start)] !== 1) {
      QUOTED_KEY.lastIndex = start;
      const match = QUOTED_KEY.exec(text);
      this.behindKey = QUOTED_KEY.lastIndex;
      return match?.[1] ?? match?.[2];
    }
    let at = start + 1;
    while (KEY_PART[text.charCodeAt(at)] === 1) at++;
    this.behindKey = at + 1;
    if (text.charCodeAt(at) !== COLON || !this.endsWord(at + 1)) return undefined;
    const name = text.slice(start, at);
    const value = plainScalar(name);
    return typeof value === 'string' ? value : String(value);
  }

  private list(indent: number, depth: number): JsonValue[] {
    if (depth > DEEPEST) throw UNUSUAL;
    const items: JsonValue[] = [];
    while (this.indent === indent && this.startsItem()) {
      items.push(this.item(indent, depth));
      if (this.indent > indent) throw UNUSUAL;
    }
    return items;
  }

  private item(indent: number, depth: number): JsonValue {
    const { text } = this;
    let at = this.start + indent + 1;
    while (text.charCodeAt(at) === SPACE) at++;
    if (at < this.end && text.charCodeAt(at) !== HASH) {
      const column = at - this.start;
      if (text.charCodeAt(at) === DASH && this.endsWord(at + 1)) {
        this.indent = column;
        return this.list(column, depth + 1);
      }
      if (this.key(at) !== undefined) {
        this.indent = column;
        return this.mapping(column, depth + 1);
      }
    }
    return this.value(at, indent, depth, false);
  }

  private startsItem(): boolean {
    const at = this.start + this.indent;
    return this.text.charCodeAt(at) === DASH && this.endsWord(at + 1);
  }

  /** Whether a space or the end of the line is at an offset. */
  private endsWord(at: number): boolean {
    return at >= this.end || this.text.charCodeAt(at) === SPACE;
  }

  /** What stands behind a key or a dash. A list may be as deep as the key that it belongs to. */
  private value(from: number, indent: number, depth: number, behindKey: boolean): JsonValue {
    const { text } = this;
    let { end } = this;
    let start = from;
    while (text.charCodeAt(start) === SPACE) start++;
    while (end > start && text.charCodeAt(end - 1) === SPACE) end--;
    if (start >= end || text.charCodeAt(start) === HASH) {
      this.next();
      if (this.indent > indent) return this.startsItem() ? this.list(this.indent, depth + 1) : this.mapping(this.indent, depth + 1);
      return behindKey && this.indent === indent && this.startsItem() ? this.list(indent, depth + 1) : null;
    }
    switch (text[start]) {
      case '|':
        return this.literal(text.slice(start, end), indent);
      case '"':
      case "'":
        this.next();
        return quoted(text.slice(start, end));
      case '[':
      case '{':
        this.next();
        return flow(text.slice(start, end));
      default:
        this.next();
        return plain(text, start, end);
    }
  }

  private literal(header: string, indent: number): string {
    if (header !== '|' && header !== '|-' && header !== '|+') throw UNUSUAL;
    const { text } = this;
    const content: string[] = [];
    let own = -1;
    let start = this.end + 1;
    while (start < text.length) {
      let at = start;
      while (text.charCodeAt(at) === SPACE) at++;
      const lineEnd = text.indexOf('\n', at);
      const end = lineEnd === -1 ? text.length : lineEnd;
      const spaces = at - start;
      if (at === end) {
        // A line of spaces before the first line of content may decide how deep the content is.
        if (own === -1 && spaces > 0) throw UNUSUAL;
      } else {
        if (spaces <= indent) break;
        if (own === -1) own = spaces;
        if (spaces < own) throw UNUSUAL;
      }
      // Whether the last line of a text has an end makes a difference to its value.
      if (lineEnd === -1) throw UNUSUAL;
      content.push(text.slice(Math.min(start + Math.max(own, 0), end), end));
      start = end + 1;
    }
    if (own === -1) throw UNUSUAL;
    this.end = start - 1;
    this.next();
    if (header === '|+') return `${content.join('\n')}\n`;
    let last = content.length;
    while (content[last - 1] === '') last--;
    const kept = content.slice(0, last).join('\n');
    return header === '|-' ? kept : `${kept}\n`;
  }
}

function quoted(text: string): string {
  const match = QUOTED.exec(text);
  if (!match) throw UNUSUAL;
  if (match[1] === undefined) return match[2].replaceAll("''", "'");
  return match[1].includes('\\') ? (JSON.parse(`"${match[1]}"`) as string) : match[1];
}

function flow(text: string): JsonValue {
  const value = flowValue(text);
  if (value === undefined) throw UNUSUAL;
  return value;
}

/** The plain scalar between two offsets, which a comment may follow. */
function plain(text: string, start: number, until: number): JsonValue {
  const first = text.charCodeAt(start);
  if (INDICATOR[first] === 1 || (first === DASH && (start + 1 === until || text.charCodeAt(start + 1) === SPACE))) throw UNUSUAL;
  let end = until;
  for (let at = start + 1; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === COLON && (at + 1 === end || text.charCodeAt(at + 1) === SPACE)) throw UNUSUAL;
    if (code === HASH && text.charCodeAt(at - 1) === SPACE) end = at;
  }
  while (text.charCodeAt(end - 1) === SPACE) end--;
  return plainScalar(text.slice(start, end));
}

/** The characters of ASCII that a pattern matches. */
function charactersOf(pattern: RegExp): Uint8Array {
  return Uint8Array.from({ length: 128 }, (_, code) => (pattern.test(String.fromCharCode(code)) ? 1 : 0));
}
