import { JsonValue, asNumber, asString } from './json';

/**
 * The defaults that the API server fills in before it validates, as far as they decide a verdict. They are applied while a manifest is
 * read, so that the manifest itself stays as it was written.
 *
 * The server cannot tell an absent field from one with the zero value of its type, so `''`, 0 and null are defaulted as well.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/apis/core/v1/defaults.go
 */

/** A text, or its default. */
export function defaultedText(value: JsonValue | undefined, byDefault: string): string {
  return asString(value) || byDefault;
}

/** A number, or its default where the server takes 0 for absent. */
export function defaultedNumber(value: JsonValue | undefined, byDefault: number): number {
  return asNumber(value) || byDefault;
}

/** The seconds that a pod gets to stop where it does not say. */
export const DEFAULT_GRACE_PERIOD_SECONDS = 30;

/** The seconds between two probes where a probe does not say. */
export const DEFAULT_PROBE_PERIOD_SECONDS = 10;

/** How often a probe may fail where it does not say. */
export const DEFAULT_FAILURE_THRESHOLD = 3;
