import { Violation } from '../finding';

/** A value that does not fit. */
export function invalid(fieldPath: string, message: string, value?: Violation['value']): Violation {
  return { fieldPath, errorType: 'FieldValueInvalid', message, ...(value !== undefined && { value }) };
}

/** A value that is none of those that there are. */
export function notSupported(fieldPath: string, value: Violation['value'], allowed: readonly string[]): Violation {
  return { fieldPath, errorType: 'FieldValueNotSupported', message: 'is not supported here', value, allowed: allowed.join(', ') };
}

/** A field without a value that has to have one. */
export function required(fieldPath: string, message: string, allowed?: readonly string[]): Violation {
  return { fieldPath, errorType: 'FieldValueRequired', message, ...(allowed !== undefined && { allowed: allowed.join(', ') }) };
}

/** A list that is too long. */
export function tooMany(fieldPath: string, most: number): Violation {
  return { fieldPath, errorType: 'FieldValueTooMany', message: `must have at most ${most} items`, allowed: `at most ${most}` };
}
