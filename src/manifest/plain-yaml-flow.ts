import { JsonObject, JsonValue } from './json';
import { plainScalar } from './yaml-scalar';

/** A plain scalar within brackets: letters, digits and the characters of names, paths and images. A colon or a space is within one only. */
const WORD = /(?:[A-Za-z0-9_\/.]|--?(?=[A-Za-z0-9_\/]))(?:[A-Za-z0-9_.\/@+=~-]|:(?=[A-Za-z0-9_.\/])| (?=[A-Za-z0-9_.\/]))*/y;
const DOUBLE = /"([^"\\]*)"/y;
const SINGLE = /'([^']*)'/y;
const DEEPEST = 20;

/**
 * Reads a flow collection of one line: `[a, "b"]`, `{ app: web }`.
 *
 * @returns the value, or undefined where the text is not surely such a collection and nothing else
 */
export function flowValue(text: string): JsonValue | undefined {
  const reader = new FlowReader(text);
  const value = reader.value(0);
  return value !== undefined && reader.ended() ? value : undefined;
}

class FlowReader {
  private at = 0;

  public constructor(private readonly text: string) {}

  /** Whether only a comment follows. */
  public ended(): boolean {
    const before = this.at;
    this.spaces();
    return this.at === this.text.length || (this.at > before && this.text[this.at] === '#');
  }

  public value(depth: number): JsonValue | undefined {
    if (depth > DEEPEST) return undefined;
    switch (this.text[this.at]) {
      case '[':
        return this.list(depth);
      case '{':
        return this.mapping(depth);
      case '"':
        return this.match(DOUBLE)?.[1];
      case "'":
        return this.match(SINGLE)?.[1];
      default: {
        const word = this.match(WORD)?.[0];
        return word === undefined ? undefined : plainScalar(word);
      }
    }
  }

  private list(depth: number): JsonValue[] | undefined {
    const items: JsonValue[] = [];
    this.step();
    if (this.text[this.at] === ']') return this.close(items);
    for (;;) {
      const item = this.value(depth + 1);
      if (item === undefined) return undefined;
      items.push(item);
      this.spaces();
      if (this.text[this.at] === ']') return this.close(items);
      if (this.text[this.at] !== ',') return undefined;
      this.step();
    }
  }

  private mapping(depth: number): JsonObject | undefined {
    const object: JsonObject = {};
    this.step();
    if (this.text[this.at] === '}') return this.close(object);
    for (;;) {
      const key = this.match(WORD)?.[0];
      if (key === undefined || !this.text.startsWith(': ', this.at)) return undefined;
      this.step();
      const value = this.value(depth + 1);
      const name = String(plainScalar(key));
      if (value === undefined || name === '__proto__' || Object.hasOwn(object, name)) return undefined;
      object[name] = value;
      this.spaces();
      if (this.text[this.at] === '}') return this.close(object);
      if (this.text[this.at] !== ',') return undefined;
      this.step();
    }
  }

  private match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (!found) return undefined;
    this.at = pattern.lastIndex;
    return found;
  }

  private close<T>(value: T): T {
    this.at++;
    return value;
  }

  /** Goes over one character and the spaces behind it. */
  private step(): void {
    this.at++;
    this.spaces();
  }

  private spaces(): void {
    while (this.text.charCodeAt(this.at) === 32) this.at++;
  }
}
