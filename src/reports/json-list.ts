/** A list in a text of JSON that is written entry by entry. */
export class JsonList {
  private entries = 0;

  /** @param spaces how far its entries are indented */
  public constructor(private readonly spaces: number) {}

  /** Whether no entry was written yet. */
  public get isEmpty(): boolean {
    return this.entries === 0;
  }

  /** The text for one more entry; for the first, the beginning of the list stands before it. */
  public entry(value: object): string {
    const text = JSON.stringify(value, undefined, 2).replace(/^/gm, ' '.repeat(this.spaces));
    return `${this.entries++ === 0 ? '[\n' : ',\n'}${text}`;
  }

  /** The end of the list. */
  public end(): string {
    return this.isEmpty ? '[]' : `\n${' '.repeat(this.spaces - 2)}]`;
  }
}
