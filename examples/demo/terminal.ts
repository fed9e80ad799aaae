/** What the demo writes: colours and a line of progress on a terminal, plain lines everywhere else. */
export class Terminal {
  private readonly stream: NodeJS.WriteStream;
  private readonly colours: boolean;
  private readonly rewrites: boolean;

  constructor(stream: NodeJS.WriteStream) {
    this.stream = stream;
    this.rewrites = stream.isTTY === true;
    this.colours = this.rewrites && process.env.NO_COLOR === undefined;
  }

  /** Writes whole lines, where the line of progress was. */
  public lines(...lines: string[]): void {
    this.clear();
    this.stream.write(`${lines.join('\n')}\n`);
  }

  /** Shows what is being done, until the next line is written. */
  public progress(text: string): void {
    if (!this.rewrites) return;
    this.clear();
    this.stream.write(this.dim(text.slice(0, (this.stream.columns ?? 80) - 1)));
  }

  /** Takes the line of progress away. */
  public clear(): void {
    if (this.rewrites) this.stream.write('\r\u001b[2K');
  }

  public bold(text: string): string {
    return this.styled(1, text);
  }

  public dim(text: string): string {
    return this.styled(2, text);
  }

  public red(text: string): string {
    return this.styled(31, text);
  }

  public green(text: string): string {
    return this.styled(32, text);
  }

  public yellow(text: string): string {
    return this.styled(33, text);
  }

  public cyan(text: string): string {
    return this.styled(36, text);
  }

  private styled(code: number, text: string): string {
    return this.colours ? `\u001b[${code}m${text}\u001b[0m` : text;
  }
}
