import { Size, SizeRoundingBehavior } from 'cdk8s';

/** Units from the largest to the smallest, with what one is in bytes. Down to the byte every size is a whole number of one of them. */
const UNITS: readonly (readonly [string, number])[] = [
  ['Pi', 1024 ** 5],
  ['Ti', 1024 ** 4],
  ['Gi', 1024 ** 3],
  ['Mi', 1024 ** 2],
  ['Ki', 1024],
  ['', 1],
];

/**
 * A size as a quantity of Kubernetes, without loss: `512Ki`, `64Mi`, `1536Mi` for one and a half gibibytes. The unit that the size was made
 * with is kept where it can be, since that is how its author thinks of it.
 *
 * @param size the size
 * @param what what it is of, for the message
 * @throws if the size is no whole number of bytes
 */
export function sizeQuantity(size: Size, what: string): string {
  const asWritten = size.asString();
  if (/^\d+(Ki|Mi|Gi|Ti|Pi)$/.test(asWritten)) return asWritten;
  const bytes = size.toKibibytes({ rounding: SizeRoundingBehavior.NONE }) * 1024;
  if (!Number.isSafeInteger(bytes)) {
    throw new Error(`${what} of ${asWritten} is not allowed: a whole number of bytes; choose a smaller unit, like Size.mebibytes(…)`);
  }
  const [unit, factor] = UNITS.find(([, inBytes]) => bytes % inBytes === 0) as readonly [string, number];
  return `${bytes / factor}${unit}`;
}
