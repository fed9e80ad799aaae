/** One row of the table: a figure of the library, what it is compared with, and how far it may go. */
export interface Row {
  readonly what: string;
  readonly library: string;
  readonly comparedWith: string;
  /** The figure that the bound is for: a ratio, or milliseconds. */
  readonly figure: number;
  /** The most that the figure may be; absent for one that only explains another. */
  readonly bound?: number;
  /** The unit of figure and bound, written behind them. */
  readonly unit: string;
}

/** Something that is measured: each round runs both sides once, so that what else the machine does falls on both. */
export interface Measurement {
  readonly name: string;
  round(): void;
  rows(): Row[];
}
