import { JsonObject, JsonValue } from './json';
import { flowValue } from './plain-yaml-flow';
import { PlainLine, lineWithin, plainLine } from './plain-yaml-line';
import { BEFORE_TEXT, lineAt, textAt } from './plain-yaml-text';

/** What most texts are made of; looking for the rest takes longer. */
const ONLY_ASCII = /^[\n\x20-\x7E]*$/;
/** Control characters, tabs, lone carriage returns, marks, and the spaces of Unicode: what holds one is for the full parser. */
const UNUSUAL_CHARACTER =
  /[\u0000-\u0009\u000B\u000C\u000E-\u001F\u007F-\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF\uFFFE\uFFFF]|\r(?!\n)/;
const DOCUMENT_START = /^---(?: *| +#.*)$/;
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
  if (!ONLY_ASCII.test(text) && UNUSUAL_CHARACTER.test(text)) return undefined;
  try {
    return new PlainReader(text.includes('\r') ? text.replaceAll('\r\n', '\n') : text).read();
  } catch (error) {
    if (error === UNUSUAL) return undefined;
    throw error;
  }
}

const NO_LINE = plainLine('');

/** Reads line by line: most of the time of a check goes by here. */
class PlainReader {
  /** Where the line ends. */
  private end = -1;
  /** The first column of what is left to read of the line, or -1 behind the last line. */
  private indent = -1;
  /** What is left to read of the line. */
  private line = NO_LINE;
  /** The whole line. */
  private whole = BEFORE_TEXT;

  public constructor(private readonly text: string) {}

  public read(): JsonObject | undefined {
    this.next();
    const { isItem, key, rest } = this.line;
    if (isItem) return undefined;
    if (this.indent === 0 && key === undefined && DOCUMENT_START.test(rest)) this.next();
    if (this.indent === -1) return undefined;
    const value = this.mapping(this.indent, 0);
    return this.indent === -1 ? value : undefined;
  }

  /** Goes to the next line that says something. */
  private next(): void {
    const { text } = this;
    while (this.end < text.length) {
      this.whole = lineAt(text, this.end + 1, this.whole);
      const { text: line, indent, content } = this.whole;
      this.end += 1 + line.length;
      if (content === undefined) continue;
      if (indent === 0 && (line.startsWith('%') || line.startsWith('...'))) throw UNUSUAL;
      this.indent = indent;
      this.line = content;
      return;
    }
    this.indent = -1;
  }

  private mapping(indent: number, depth: number): JsonObject {
    if (depth > DEEPEST) throw UNUSUAL;
    const object: JsonObject = {};
    while (this.indent === indent) {
      const { key } = this.line;
      // A list as deep as the mapping that it is a value of ends where the mapping goes on, and so the other way round.
      if (key === undefined || Object.hasOwn(object, key) || key === '__proto__' || key === '<<') throw UNUSUAL;
      object[key] = this.value(this.line, indent, depth);
      if (this.indent > indent) throw UNUSUAL;
    }
    return object;
  }

  private list(indent: number, depth: number): JsonValue[] {
    if (depth > DEEPEST) throw UNUSUAL;
    const items: JsonValue[] = [];
    while (this.indent === indent && this.line.isItem) {
      items.push(this.item(this.line, indent, depth));
      if (this.indent > indent) throw UNUSUAL;
    }
    return items;
  }

  private item(line: PlainLine, indent: number, depth: number): JsonValue {
    // What stands behind a dash may be a line by itself, of a mapping or of one more list.
    const inner = line.scalar === undefined ? lineWithin(line) : NO_LINE;
    if (!inner.isItem && inner.key === undefined) return this.value(line, indent, depth);
    this.line = inner;
    this.indent = indent + line.offset;
    return inner.isItem ? this.list(this.indent, depth + 1) : this.mapping(this.indent, depth + 1);
  }

  /** What stands behind the key or the dash of a line. A list may be as deep as the key that it belongs to. */
  private value({ scalar, rest, isItem }: PlainLine, indent: number, depth: number): JsonValue {
    if (rest.startsWith('|')) return this.literal(rest, indent);
    this.next();
    if (scalar !== undefined) return scalar;
    if (rest !== '') return flow(rest);
    if (this.indent > indent) return this.line.isItem ? this.list(this.indent, depth + 1) : this.mapping(this.indent, depth + 1);
    return !isItem && this.indent === indent && this.line.isItem ? this.list(indent, depth + 1) : null;
  }

  private literal(header: string, indent: number): string {
    if (header !== '|' && header !== '|-' && header !== '|+') throw UNUSUAL;
    const { text } = this;
    const lines: string[] = [];
    let own = -1;
    let { end } = this;
    while (end + 1 < text.length) {
      const line = textAt(text, end + 1);
      const spaces = line.length - line.trimStart().length;
      if (spaces === line.length) {
        // A line of spaces before the first line of content may decide how deep the content is.
        if (own === -1 && spaces > 0) throw UNUSUAL;
      } else {
        if (spaces <= indent) break;
        if (own === -1) own = spaces;
        if (spaces < own) throw UNUSUAL;
      }
      end += 1 + line.length;
      // Whether the last line of a text has an end makes a difference to its value.
      if (end === text.length) throw UNUSUAL;
      lines.push(line.slice(Math.max(own, 0)));
    }
    if (own === -1) throw UNUSUAL;
    this.end = end;
    this.next();
    if (header === '|+') return `${lines.join('\n')}\n`;
    let last = lines.length;
    while (lines[last - 1] === '') last--;
    const kept = lines.slice(0, last).join('\n');
    return header === '|-' ? kept : `${kept}\n`;
  }
}

function flow(text: string): JsonValue {
  const value = text.startsWith('[') || text.startsWith('{') ? flowValue(text) : undefined;
  if (value === undefined) throw UNUSUAL;
  return value;
}
