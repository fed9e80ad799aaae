const LINES_BEFORE = 2;
const LINES_BEHIND = 1;
const LONGEST_LINE = 160;

/** Lines of a file around a place. */
export interface Excerpt {
  /** The number of the first of them. */
  readonly firstLine: number;
  readonly lines: readonly string[];
}

/**
 * The lines around a place.
 *
 * @param lines the lines of the file, or of a part of it
 * @param line the number of the place's line among them, from 1
 * @param linesBefore how many lines of the file stand before that part
 */
export function excerptOf(lines: readonly string[], line: number, linesBefore = 0): Excerpt {
  const first = Math.max(1, line - LINES_BEFORE);
  const last = Math.min(lines.length, line + LINES_BEHIND);
  return { firstLine: first + linesBefore, lines: lines.slice(first - 1, last).map((text) => text.slice(0, LONGEST_LINE)) };
}
