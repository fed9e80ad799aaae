import { Terminal } from './terminal';

const PATIENCE = 1_000;
const INTERVAL = 100;

/** Shows how far long work is, on a terminal that somebody watches: nothing for work of less than a second, nothing in a pipeline's log. */
export class Progress {
  private readonly start = Date.now();
  private shownAt = 0;

  public constructor(
    private readonly terminal: Terminal,
    private readonly total: number,
  ) {}

  /** Says how many parts are done. */
  public done(parts: number): void {
    const now = Date.now();
    if (now - this.start < PATIENCE || now - this.shownAt < INTERVAL || !this.terminal.watched) return;
    this.shownAt = now;
    this.terminal.error(`\r\u001b[K${parts} of ${this.total} files`);
  }

  /** Takes the line away again. */
  public end(): void {
    if (this.shownAt > 0) this.terminal.error('\r\u001b[K');
  }
}
