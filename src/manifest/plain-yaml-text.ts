import { PlainLine, plainLine } from './plain-yaml-line';

/** A line as it stands in a text. */
export interface TextLine {
  /** The whole line, without its end. */
  readonly text: string;
  /** How many spaces it begins with. */
  readonly indent: number;
  /** What it says; nothing where it is empty or a comment. */
  readonly content: PlainLine | undefined;
  /** The line that stood behind it last. */
  next: TextLine | undefined;
}

/** What stands before the first line of every text. */
export const BEFORE_TEXT: TextLine = { text: '', indent: 0, content: undefined, next: undefined };

/** Lines that were read. The same come again and again in manifests, `protocol: TCP` or `cpu: 100m`. */
const known = new Map<string, TextLine>();
const MOST_KNOWN = 4096;
const LONGEST_KNOWN = 100;
const LINE_END = 10;
const HASH = 35;

/**
 * The line of a text that begins at an offset.
 *
 * The manifests of a program are written alike, so that behind a line mostly stands the one that stood behind it last, or one in its place
 * that differs by a name. Comparing a line with the one expected takes a fraction of the time of cutting it out and looking it up.
 *
 * @param before the line before it, which is told what stands behind it now
 */
export function lineAt(text: string, start: number, before: TextLine): TextLine {
  const expected = before.next;
  if (expected !== undefined) {
    const end = start + expected.text.length;
    // As it is, V8 compares two texts in less time than it looks for one within the other.
    if ((end === text.length || text.charCodeAt(end) === LINE_END) && text.slice(start, end) === expected.text) return expected;
  }
  const line = textAt(text, start);
  const read = known.get(line);
  if (read !== undefined) return (before.next = read);
  if (line.length > LONGEST_KNOWN) return readLine(line, expected?.next);
  if (known.size >= MOST_KNOWN) known.clear();
  // For V8 a line is a view of the text that it was cut from, and would keep all of that in memory.
  const copy = JSON.parse(JSON.stringify(line)) as string;
  const fresh = readLine(copy, expected?.next);
  known.set(copy, fresh);
  return (before.next = fresh);
}

/** The characters of the line that begins at an offset. */
export function textAt(text: string, start: number): string {
  const end = text.indexOf('\n', start);
  return text.slice(start, end === -1 ? text.length : end);
}

function readLine(text: string, next: TextLine | undefined): TextLine {
  const said = text.trimStart();
  const content = said === '' || said.charCodeAt(0) === HASH ? undefined : plainLine(said);
  return { text, indent: text.length - said.length, content, next };
}
