import { JsonObject, JsonValue } from './json';

/**
 * Field paths as the API server prints them: `spec.template.spec.containers[0].ports[1].containerPort`, and with the key of a map in
 * brackets: `metadata.annotations[kubectl.kubernetes.io/default-container]`.
 *
 * @see https://pkg.go.dev/k8s.io/apimachinery/pkg/util/validation/field#Path
 */

/** The path of a field below another path. */
export function childPath(parent: string, field: string): string {
  return parent === '' ? field : `${parent}.${field}`;
}

/** The path of a list's entry, or of a map's value by its key. */
export function entryPath(parent: string, key: number | string): string {
  return `${parent}[${key}]`;
}

/** The steps of a field path, from the manifest's root: field names, and what stands in brackets. */
export function parseFieldPath(path: string): string[] {
  const steps: string[] = [];
  let at = 0;
  while (at < path.length) {
    if (path[at] === '[') {
      // A key may hold brackets of its own only where it is no valid key; the path goes on after the bracket that a '.' or '[' follows.
      let end = path.indexOf(']', at);
      while (end !== -1 && end + 1 < path.length && path[end + 1] !== '.' && path[end + 1] !== '[') end = path.indexOf(']', end + 1);
      if (end === -1) end = path.length;
      steps.push(path.slice(at + 1, end));
      at = end + 1;
    } else if (path[at] === '.') {
      at += 1;
    } else {
      let end = at;
      while (end < path.length && path[end] !== '.' && path[end] !== '[') end += 1;
      steps.push(path.slice(at, end));
      at = end;
    }
  }
  return steps;
}

/** The value that stands at a field path, or undefined where nothing does. */
export function valueAt(manifest: JsonObject, path: string): JsonValue | undefined {
  let value: JsonValue | undefined = manifest;
  for (const step of parseFieldPath(path)) {
    if (typeof value !== 'object' || value === null) return undefined;
    if (!Object.hasOwn(value, step) || (Array.isArray(value) && step === 'length')) return undefined;
    value = (value as JsonObject)[step];
  }
  return value;
}

/** Orders field paths as a reader meets them: `containers[2]` before `containers[10]`. */
export function compareFieldPaths(left: string, right: string): number {
  if (left === right) return 0;
  const length = Math.min(left.length, right.length);
  let at = 0;
  while (at < length && left.charCodeAt(at) === right.charCodeAt(at)) at += 1;
  let start = at;
  while (start > 0 && isDigit(left.charCodeAt(start - 1))) start -= 1;
  const leftNumber = digitsFrom(left, start);
  const rightNumber = digitsFrom(right, start);
  if (leftNumber !== '' && rightNumber !== '') {
    if (leftNumber.length !== rightNumber.length) return leftNumber.length - rightNumber.length;
    return leftNumber < rightNumber ? -1 : 1;
  }
  return left < right ? -1 : 1;
}

function digitsFrom(text: string, start: number): string {
  let end = start;
  while (end < text.length && isDigit(text.charCodeAt(end))) end += 1;
  return text.slice(start, end);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
