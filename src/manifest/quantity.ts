/** How a quantity is written: `1500m` and `2M`, `64Mi`, or `2e6`. */
type QuantityFormat = 'decimal' | 'binary' | 'exponent';

const NANO_DIGITS = 9;
const NANO = 10n ** BigInt(NANO_DIGITS);
const MILLI = 10n ** 6n;
/** The server caps what it cannot hold in 63 bits. */
const GREATEST = (2n ** 63n - 1n) * NANO;
/** Beyond this power of ten a value is capped in any case; it keeps `1e999999999` from filling the memory. */
const GREATEST_EXPONENT = 60;

const DECIMAL_EXPONENTS: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, '': 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const DECIMAL_SUFFIXES: Readonly<Record<number, string>> = Object.fromEntries(
  Object.entries(DECIMAL_EXPONENTS).map(([suffix, exponent]) => [exponent, suffix]),
);
const BINARY_SUFFIXES = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

/** Sign, digits before and after the point, suffix: what the server's parser takes, its leniency with missing digits included. */
const QUANTITY = /^([+-]?)([0-9]*)(?:\.([0-9]*))?([eEinumkKMGTP]*(?:[-+]?[0-9]*))$/;
const EXPONENT = /^[eE]([-+]?[0-9]+)$/;

const parsed = new Map<string, Quantity | null>();
const MOST_PARSED = 4096;

/**
 * An amount of a resource as Kubernetes writes it: `500m` of cpu, `64Mi` of memory.
 *
 * Values are exact (nothing is lost to floating point) and read as the API server reads them: all decimal and binary suffixes and
 * exponents; what is finer than a nano unit is rounded up.
 *
 * @see https://pkg.go.dev/k8s.io/apimachinery/pkg/api/resource#Quantity
 */
export class Quantity {
  /** Nothing of a resource. */
  public static readonly ZERO = new Quantity(0n, 'decimal');

  /**
   * Reads a quantity.
   *
   * @param value the text, or the number that YAML made of it
   * @returns the quantity, or undefined if the value is none
   */
  public static parse(value: unknown): Quantity | undefined {
    if (typeof value !== 'string' && typeof value !== 'number') return undefined;
    const text = String(value);
    let quantity = parsed.get(text);
    if (quantity === undefined) {
      quantity = read(text.trim()) ?? null;
      if (parsed.size >= MOST_PARSED) parsed.clear();
      parsed.set(text, quantity);
    }
    return quantity ?? undefined;
  }

  /**
   * Reads a quantity.
   *
   * @param value the text, or the number that YAML made of it
   * @throws an error if the value is no quantity
   */
  public static of(value: unknown): Quantity {
    const quantity = Quantity.parse(value);
    if (!quantity) {
      throw new Error(`'${String(value)}' is no quantity: write a number with an optional suffix, like '500m', '1.5', '64Mi' or '2G'`);
    }
    return quantity;
  }

  /** @internal */
  public static _ofNano(nano: bigint, format: QuantityFormat): Quantity {
    return new Quantity(nano, format);
  }

  /** @internal */
  public readonly _nano: bigint;
  private readonly format: QuantityFormat;
  // Quantities of one text are one object, so that what is asked of it again and again is reckoned once.
  private whole?: boolean;
  private rounded?: Quantity;

  private constructor(nano: bigint, format: QuantityFormat) {
    this._nano = nano;
    this.format = format;
  }

  /** Whether there is nothing of it. */
  public get isZero(): boolean {
    return this._nano === 0n;
  }

  /** Whether it is below zero. */
  public get isNegative(): boolean {
    return this._nano < 0n;
  }

  /** Whether it is a whole number of units. */
  public get isWhole(): boolean {
    this.whole ??= this._nano % NANO === 0n;
    return this.whole;
  }

  /** Negative if this is less than the other, positive if it is more, 0 if they are equal however they are written. */
  public compareTo(other: Quantity): number {
    if (this._nano === other._nano) return 0;
    return this._nano < other._nano ? -1 : 1;
  }

  /** The sum, written in the way of this quantity. */
  public plus(other: Quantity): Quantity {
    return new Quantity(this._nano + other._nano, this.isZero ? other.format : this.format);
  }

  /** The difference, written in the way of this quantity. It is negative where the other one is greater. */
  public minus(other: Quantity): Quantity {
    return new Quantity(this._nano - other._nano, this.isZero ? other.format : this.format);
  }

  /** The greater of the two. */
  public max(other: Quantity): Quantity {
    return this.compareTo(other) >= 0 ? this : other;
  }

  /** Whether this is a whole multiple of another quantity. */
  public isMultipleOf(other: Quantity): boolean {
    return !other.isZero && this._nano % other._nano === 0n;
  }

  /** The quantity as the server keeps it, which stores no resource finer than a thousandth. */
  public roundedUpToMilli(): Quantity {
    this.rounded ??= this.reckonRounded();
    return this.rounded;
  }

  /** The value as a number of units, which may lose precision. */
  public toNumber(): number {
    return Number(this._nano) / Number(NANO);
  }

  /** The canonical form, as the server prints it: no fractional digits, the greatest suffix that fits. */
  public toString(): string {
    if (this._nano === 0n) return '0';
    const small = this._nano > -1024n * NANO && this._nano < 1024n * NANO;
    if (this.format === 'binary' && !small && this.isWhole) return binaryForm(this._nano / NANO);
    return decimalForm(this._nano, this.format === 'exponent');
  }

  private reckonRounded(): Quantity {
    const rest = this._nano % MILLI;
    if (rest === 0n) return this;
    return new Quantity(this._nano - rest + (this._nano > 0n ? MILLI : 0n), this.format);
  }
}

function read(text: string): Quantity | undefined {
  if (text === '') return undefined;
  const match = QUANTITY.exec(text);
  if (!match) return undefined;
  const [, sign, whole, fraction = '', suffix] = match;
  let format: QuantityFormat = 'decimal';
  let exponent: number | undefined;
  let factor = 1n;
  if (suffix !== '' && BINARY_SUFFIXES.includes(suffix)) {
    format = 'binary';
    factor = 1024n ** BigInt(BINARY_SUFFIXES.indexOf(suffix));
    exponent = 0;
  } else if (Object.hasOwn(DECIMAL_EXPONENTS, suffix)) {
    exponent = DECIMAL_EXPONENTS[suffix];
  } else {
    const scientific = EXPONENT.exec(suffix);
    if (!scientific) return undefined;
    format = 'exponent';
    exponent = Number(scientific[1]);
  }
  const digits = `${whole}${fraction}`.replace(/^0+/, '');
  if (digits === '') return Quantity._ofNano(0n, format);
  const nano = scaled(BigInt(digits) * factor, exponent - fraction.length + NANO_DIGITS);
  const capped = nano > GREATEST && (format === 'binary' || digits.length > 18 || exponent > 18) ? GREATEST : nano;
  return Quantity._ofNano(sign === '-' ? -capped : capped, format);
}

/** A mantissa times a power of ten, rounded up to a whole number. */
function scaled(mantissa: bigint, exponent: number): bigint {
  if (exponent >= 0) return mantissa * 10n ** BigInt(Math.min(exponent, GREATEST_EXPONENT));
  const digits = mantissa.toString().length;
  if (-exponent > digits) return 1n;
  const divisor = 10n ** BigInt(-exponent);
  const quotient = mantissa / divisor;
  return mantissa % divisor === 0n ? quotient : quotient + 1n;
}

function binaryForm(units: bigint): string {
  let power = 0;
  let value = units;
  while (power < BINARY_SUFFIXES.length - 1 && value % 1024n === 0n) {
    value /= 1024n;
    power += 1;
  }
  return `${value}${BINARY_SUFFIXES[power]}`;
}

function decimalForm(nano: bigint, scientific: boolean): string {
  let value = nano;
  let exponent = -NANO_DIGITS;
  while (exponent < 18 && value % 1000n === 0n) {
    value /= 1000n;
    exponent += 3;
  }
  if (!scientific) return `${value}${DECIMAL_SUFFIXES[exponent]}`;
  return exponent === 0 ? `${value}` : `${value}e${exponent}`;
}
