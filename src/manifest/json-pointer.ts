/**
 * JSON pointers, as JSON patches name a place in a document.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6901
 */

/** The pointer of the place that steps lead to from the root of a document. */
export function jsonPointer(steps: readonly (string | number)[]): string {
  return steps.map((step) => `/${String(step).replace(/~/g, '~0').replace(/\//g, '~1')}`).join('');
}

/** The steps from the root of a document to the place of a pointer. */
export function pointerSteps(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replace(/~1/g, '/').replace(/~0/g, '~'));
}
