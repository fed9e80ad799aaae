import { PodModel } from '../../src/manifest/pod-model';

/** Reads every property of a model, so that a test sees any that throws. */
export function readEverything(model: PodModel | undefined): void {
  if (model === undefined) return;
  const seen = new Set<unknown>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    for (let prototype = value; prototype !== null && prototype !== Object.prototype; prototype = Object.getPrototypeOf(prototype)) {
      for (const key of Object.getOwnPropertyNames(prototype)) visit((value as Record<string, unknown>)[key]);
    }
  };
  visit(model);
}
