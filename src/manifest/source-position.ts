/** A place in a text, as editors count: the first line is 1, and so is the first column. */
export interface SourcePosition {
  readonly line: number;
  readonly column: number;
}

/** Where the lines of a text begin, to turn an offset into a line and a column without reading the text again. */
export class LineTable {
  private readonly starts: number[] = [0];

  public constructor(text: string) {
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) this.starts.push(at + 1);
  }

  /** The place of an offset. */
  public positionAt(offset: number): SourcePosition {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.starts[middle] <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - this.starts[low] + 1 };
  }
}
