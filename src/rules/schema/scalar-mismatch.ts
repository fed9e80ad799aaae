import { JsonValue } from '../../manifest/json';
import { Quantity } from '../../manifest/quantity';
import { ScalarType } from './schema';

/** The hour may have one digit, and a comma may stand before the fraction: so Go reads RFC 3339. */
const TIME = /^(\d{4})-(\d\d)-(\d\d)T(\d{1,2}):(\d\d):(\d\d)(?:[.,]\d+)?(?:Z|[+-](\d\d):(\d\d))$/;
const MICRO_SECONDS = /:\d\d[.,]\d{6}(?:Z|[+-]\d\d:\d\d)$/;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** What a scalar must be, in words. */
const ALLOWED: Readonly<Record<ScalarType, string>> = {
  string: 'a text',
  int32: 'a whole number of 32 bits',
  int64: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  base64: 'a text in base64',
  quantity: 'a quantity, like 500m, 0.5, 128Mi or 1Gi',
  'int-or-string': 'a whole number, or a text like 25% or http',
  time: 'a time, like 2026-01-31T12:00:00Z',
  'micro-time': 'a time with microseconds, like 2026-01-31T12:00:00.000000Z',
  any: 'anything',
};

/** What a value should have been where the API server cannot decode it as the type of its field; undefined where it can. */
export function scalarMismatch(value: JsonValue, type: ScalarType): string | undefined {
  return decodes(value, type) ? undefined : ALLOWED[type];
}

function decodes(value: JsonValue, type: ScalarType): boolean {
  switch (type) {
    case 'any':
      return true;
    case 'string':
      return typeof value === 'string';
    case 'boolean':
      return typeof value === 'boolean';
    case 'number':
      return typeof value === 'number';
    case 'int32':
      return isInt32(value);
    case 'int64':
      return isInt64(value);
    case 'base64':
      return typeof value === 'string' ? isBase64(value) : isBytes(value);
    case 'quantity':
      // The server trims the text as JSON has it: spaces, but no line break, which is escaped there.
      return !(typeof value === 'string' && /[^ -~]/.test(value)) && Quantity.parse(value) !== undefined;
    case 'int-or-string':
      return typeof value === 'string' || isInt32(value);
    case 'time':
      return typeof value === 'string' && isTime(value);
    case 'micro-time':
      return typeof value === 'string' && isTime(value) && MICRO_SECONDS.test(value);
  }
}

const BEYOND_INT32 = 2 ** 31;

function isInt32(value: JsonValue): boolean {
  return Number.isInteger(value) && (value as number) < BEYOND_INT32 && (value as number) >= -BEYOND_INT32;
}

const BEYOND_INT64 = 2 ** 63;

/** The least of 63 bits is not among the numbers that JSON text made by JavaScript can hold: it is rounded to one too small. */
function isInt64(value: JsonValue): boolean {
  return Number.isInteger(value) && (value as number) < BEYOND_INT64 && (value as number) > -BEYOND_INT64;
}

function isBase64(text: string): boolean {
  const letters = text.replace(/[\r\n]/g, '');
  return letters.length % 4 === 0 && BASE64.test(letters);
}

/** The decoder also takes the numbers of the bytes. */
function isBytes(value: JsonValue): boolean {
  return Array.isArray(value) && value.every((byte) => byte === null || (isInt32(byte) && (byte as number) >= 0 && (byte as number) < 256));
}

function isTime(text: string): boolean {
  const [, ...parts] = TIME.exec(text) ?? [];
  if (parts.length === 0) return false;
  const [year, month, day, hour, minute, second, zoneHour = 0, zoneMinute = 0] = parts.map((part) => Number(part ?? 0));
  if (month < 1 || month > 12 || hour > 23 || minute > 59 || second > 59 || zoneHour > 24 || zoneMinute > 60) return false;
  const daysInMonth = new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
  return day >= 1 && day <= daysInMonth;
}
