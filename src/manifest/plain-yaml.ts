import { JsonObject, JsonValue } from './json';
import { flowValue } from './plain-yaml-flow';
import { plainScalar } from './yaml-scalar';

/** Control characters, tabs, lone carriage returns and marks within the text: what holds one is for the full parser. */
const UNUSUAL_CHARACTER = /[\u0000-\u0009\u000B\u000C\u000E-\u001F\u007F-\u009F\uFEFF\uFFFE\uFFFF]|\r(?!\n)/;
const KEY = /(?:([A-Za-z0-9_][A-Za-z0-9_.\/-]*)|"([^"\\\n]{0,500})"|'([^'\n]{0,500})'):(?: |$)/y;
const QUOTED = /^(?:"((?:[^"\\]|\\["\\\/bfnrt])*)"|'((?:[^']|'')*)')(?: *| +#.*)$/;
/** What a plain scalar begins with: no indicator of YAML, or a `-` that is one with what follows. */
const PLAIN_START = /^(?:[^-?:,[\]{}#&*!|>'"%@` ]|-[^ ])/;
const DEEPEST = 100;

/** Thrown where a text leaves what is read here. It is one object, because making a stack costs more than reading a line. */
const UNUSUAL = new Error('this is for the full parser');

/**
 * Reads a document in the plain style that programs and most people write manifests in: blocks of mappings and lists, scalars of one line,
 * literal blocks, short flow collections. It is many times as fast as a parser of all of YAML, and gives the same value or none.
 *
 * @returns the mapping, or undefined for whatever is not surely plain: tags, anchors, folded scalars, equal keys, anything wrong
 */
export function readPlainYaml(text: string): JsonObject | undefined {
  if (UNUSUAL_CHARACTER.test(text)) return undefined;
  try {
    return new PlainReader(text).read();
  } catch (error) {
    if (error === UNUSUAL) return undefined;
    throw error;
  }
}

class PlainReader {
  private readonly lines: string[];
  private readonly endsWithLineEnd: boolean;
  private line = -1;
  /** The first column of what is left to read of the line, or -1 behind the last line. */
  private indent = -1;

  public constructor(text: string) {
    this.lines = text.split(text.includes('\r') ? /\r?\n/ : '\n');
    this.endsWithLineEnd = text.endsWith('\n');
  }

  public read(): JsonObject | undefined {
    this.next();
    if (this.indent === 0 && /^---(?: *| +#.*)$/.test(this.lines[this.line])) this.next();
    if (this.indent === -1 || this.startsItem()) return undefined;
    const value = this.mapping(this.indent, 0);
    return this.indent === -1 ? value : undefined;
  }

  /** Goes to the next line that holds something. */
  private next(): void {
    for (;;) {
      this.line++;
      const line = this.lines[this.line];
      if (line === undefined) {
        this.indent = -1;
        return;
      }
      let at = 0;
      while (line.charCodeAt(at) === 32) at++;
      if (at === line.length || line.charCodeAt(at) === 35) continue;
      if (at === 0 && (line.startsWith('...') || line.startsWith('%'))) throw UNUSUAL;
      this.indent = at;
      return;
    }
  }

  private mapping(indent: number, depth: number): JsonObject {
    if (depth > DEEPEST) throw UNUSUAL;
    const object: JsonObject = {};
    while (this.indent === indent) {
      const line = this.lines[this.line];
      KEY.lastIndex = indent;
      const match = KEY.exec(line);
      if (!match) {
        // A list as deep as the mapping that it is a value of ends where the mapping goes on, and so the other way round.
        throw UNUSUAL;
      }
      const word = match[1];
      const name = word === undefined ? (match[2] ?? match[3]) : nameOf(word);
      if (Object.hasOwn(object, name) || name === '__proto__' || name === '<<') throw UNUSUAL;
      object[name] = this.value(KEY.lastIndex, indent, depth, true);
      if (this.indent > indent) throw UNUSUAL;
    }
    return object;
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
    const line = this.lines[this.line];
    let at = indent + 1;
    while (line.charCodeAt(at) === 32) at++;
    KEY.lastIndex = at;
    const rest = at < line.length && line.charCodeAt(at) !== 35;
    if (rest && KEY.test(line)) {
      this.indent = at;
      return this.mapping(at, depth + 1);
    }
    if (rest && line[at] === '-' && (at + 1 === line.length || line[at + 1] === ' ')) {
      this.indent = at;
      return this.list(at, depth + 1);
    }
    return this.value(at, indent, depth, false);
  }

  private startsItem(): boolean {
    const line = this.lines[this.line];
    return line[this.indent] === '-' && (this.indent + 1 === line.length || line[this.indent + 1] === ' ');
  }

  /** What stands behind a key or a dash. A list may be as deep as the key that it belongs to. */
  private value(from: number, indent: number, depth: number, behindKey: boolean): JsonValue {
    const line = this.lines[this.line];
    let start = from;
    while (line.charCodeAt(start) === 32) start++;
    let end = line.length;
    while (end > start && line.charCodeAt(end - 1) === 32) end--;
    if (start === end || line.charCodeAt(start) === 35) {
      this.next();
      if (this.indent > indent) return this.startsItem() ? this.list(this.indent, depth + 1) : this.mapping(this.indent, depth + 1);
      return behindKey && this.indent === indent && this.startsItem() ? this.list(indent, depth + 1) : null;
    }
    const text = line.slice(start, end);
    switch (text[0]) {
      case '|':
        return this.literal(text, indent);
      case '"':
      case "'":
        this.next();
        return quoted(text);
      case '[':
      case '{':
        this.next();
        return flow(text);
      default:
        this.next();
        return plain(text);
    }
  }

  private literal(header: string, indent: number): string {
    if (header !== '|' && header !== '|-' && header !== '|+') throw UNUSUAL;
    const content: string[] = [];
    let own = -1;
    let at = this.line + 1;
    for (; at < this.lines.length; at++) {
      const line = this.lines[at];
      let spaces = 0;
      while (line.charCodeAt(spaces) === 32) spaces++;
      if (spaces === line.length) {
        // A line of spaces before the first line of content may decide how deep the content is.
        if (own === -1 && spaces > 0) throw UNUSUAL;
        content.push(own === -1 ? '' : line.slice(own));
        continue;
      }
      if (spaces <= indent) break;
      if (own === -1) own = spaces;
      if (spaces < own) throw UNUSUAL;
      content.push(line.slice(own));
    }
    if (own === -1) throw UNUSUAL;
    if (at === this.lines.length) {
      if (!this.endsWithLineEnd) throw UNUSUAL;
      content.pop();
    }
    this.line = at - 1;
    this.next();
    if (header === '|+') return `${content.join('\n')}\n`;
    let last = content.length;
    while (content[last - 1] === '') last--;
    const text = content.slice(0, last).join('\n');
    return header === '|-' ? text : `${text}\n`;
  }
}

function nameOf(key: string): string {
  const value = plainScalar(key);
  return typeof value === 'string' ? value : String(value);
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

function plain(text: string): JsonValue {
  if (!PLAIN_START.test(text)) throw UNUSUAL;
  const comment = text.indexOf(' #');
  let end = comment === -1 ? text.length : comment;
  while (end > 0 && text.charCodeAt(end - 1) === 32) end--;
  const content = text.slice(0, end);
  if (content.includes(': ') || content.endsWith(':')) throw UNUSUAL;
  return plainScalar(content);
}
