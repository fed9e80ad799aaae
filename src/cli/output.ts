import { Terminal } from './terminal';

const LONGEST_WAIT = 64 * 1024;

/** Standard output in large parts: each write of a finding by itself would be a call of the system. */
export class Output {
  private parts: string[] = [];
  private length = 0;

  public constructor(private readonly terminal: Terminal) {}

  /** Writes a text, now or soon. */
  public write(text: string): void {
    if (text === '') return;
    this.parts.push(text);
    this.length += text.length;
    if (this.length >= LONGEST_WAIT) this.end();
  }

  /** Writes what waits. */
  public end(): void {
    if (this.length === 0) return;
    this.terminal.out(this.parts.join(''));
    this.parts = [];
    this.length = 0;
  }
}
