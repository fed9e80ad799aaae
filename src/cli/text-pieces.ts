import { ChunkDecoder } from './decode-text';

/** A part of a text that holds whole documents. */
export interface TextPiece {
  readonly text: string;
  /** How many lines of the text stand before it. */
  readonly linesBefore: number;
}

const SEPARATOR = '\n---';
/** How many characters before the end of a chunk may belong to a separator, or to the directives before it. */
const LOOKED_BACK = 1024;

/**
 * A text in pieces of whole documents, so that a text of any length is judged in the memory that its longest document takes.
 *
 * @param chunks the bytes of the text, cut anywhere
 * @throws an error if the bytes are no text
 */
export function* textPieces(chunks: Iterable<Uint8Array>): Iterable<TextPiece> {
  const decoder = new ChunkDecoder();
  let linesBefore = 0;
  // What was read of the document that has not ended: joining it at each chunk would take the square of its length, so all but its end
  // waits in parts.
  let parts: string[] = [];
  let end = '';
  for (const chunk of chunks) {
    const text = end + decoder.decode(chunk);
    const cut = lastDocumentIn(text);
    if (cut !== -1) {
      const piece = parts.join('') + text.slice(0, cut);
      yield { text: piece, linesBefore };
      linesBefore += linesOf(piece);
      parts = [];
    }
    const rest = cut === -1 ? text : text.slice(cut);
    parts.push(rest.slice(0, -LOOKED_BACK));
    end = rest.slice(-LOOKED_BACK);
  }
  yield { text: parts.join('') + end + decoder.end(), linesBefore };
}

/** Where the last document of a text begins, or -1 where only one is seen. */
function lastDocumentIn(text: string): number {
  for (let at = text.lastIndexOf(SEPARATOR); at >= 0; at = at === 0 ? -1 : text.lastIndexOf(SEPARATOR, at - 1)) {
    const next = text.charCodeAt(at + SEPARATOR.length);
    if (next <= 32 && !followsDirective(text, at)) return at + 1;
  }
  return -1;
}

/** Whether the lines that end at an offset are directives, which belong to the document behind them. */
function followsDirective(text: string, end: number): boolean {
  if (end <= 0) return false;
  const start = text.lastIndexOf('\n', end - 1) + 1;
  const line = text.slice(start, end).trim();
  if (line.startsWith('%')) return true;
  return (line === '' || line.startsWith('#')) && followsDirective(text, start - 1);
}

/** How many lines end in a text. */
function linesOf(text: string): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}
