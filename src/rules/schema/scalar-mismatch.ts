import { JsonValue } from '../../manifest/json';
import { ScalarType } from './schema';

const QUANTITY = /^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$/;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([numkMGTPE]|[KMGTPE]i|[eE][+-]?\d+)?$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const BASE64 = /^[A-Za-z0-9+/\s]*={0,2}\s*$/;

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
      return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= 2 ** 31 && value !== 2 ** 31;
    case 'int64':
      return typeof value === 'number' && Number.isInteger(value);
    case 'base64':
      return typeof value === 'string' && BASE64.test(value) && value.replace(/\s/g, '').length % 4 === 0;
    case 'quantity':
      return typeof value === 'number' || (typeof value === 'string' && QUANTITY.test(value) && NUMBER.test(value));
    case 'int-or-string':
      return typeof value === 'string' || (typeof value === 'number' && Number.isInteger(value));
    case 'time':
      return typeof value === 'string' && TIME.test(value);
  }
}
