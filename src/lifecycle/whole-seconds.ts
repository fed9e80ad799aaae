import type { Duration } from 'cdk8s';

/**
 * A duration as the whole seconds that a manifest can say.
 *
 * @param duration the duration
 * @param what what it is of, for the message: `the period of a probe`
 * @param least the least number of seconds that is allowed
 * @throws if the duration is no whole number of seconds, or less than the least
 */
export function wholeSeconds(duration: Duration, what: string, least: number): number {
  const seconds = duration.toMilliseconds({ integral: false }) / 1000;
  if (!Number.isInteger(seconds) || seconds < least) {
    const nearest = Math.max(least, Math.ceil(seconds));
    throw new Error(
      `${what} of ${seconds} s is not allowed: a whole number of seconds, at least ${least}; write Duration.seconds(${nearest})`,
    );
  }
  return seconds;
}

/**
 * A number that has to be a whole one.
 *
 * @param value the number
 * @param what what it is, for the message
 * @throws if the number is not whole, or less than 1
 */
export function countOf(value: number, what: string): number {
  if (!Number.isInteger(value) || value < 1) {
    throw new Error(`${what} ${value} is not allowed: a whole number, at least 1; write ${Math.max(1, Math.ceil(value) || 1)}`);
  }
  return value;
}
