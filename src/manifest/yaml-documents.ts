/** Where one document of a text stands. */
export interface DocumentRange {
  readonly start: number;
  readonly end: number;
}

/**
 * The documents of a text, by the lines that begin with `---`, as `kubectl` takes a text apart: then one document that is not YAML does
 * not hide the others. YAML allows such a line in no scalar, not even in a block.
 */
export function splitDocuments(text: string): DocumentRange[] {
  const ranges: DocumentRange[] = [];
  let start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let search = start;
  for (;;) {
    const at = nextSeparator(text, search);
    if (at === -1) break;
    // Directives belong to the document whose '---' they stand before.
    if (at > start && !/^%/m.test(text.slice(start, Math.min(at, start + 1000)))) {
      ranges.push({ start, end: at });
      start = at;
    }
    search = at + 3;
  }
  ranges.push({ start, end: text.length });
  return ranges;
}

function nextSeparator(text: string, from: number): number {
  for (let at = text.indexOf('---', from); at !== -1; at = text.indexOf('---', at + 3)) {
    const atLineStart = at === 0 || text[at - 1] === '\n' || (at === 1 && text.charCodeAt(0) === 0xfeff);
    const next = text.charCodeAt(at + 3);
    if (atLineStart && (Number.isNaN(next) || next <= 32)) return at;
  }
  return -1;
}
