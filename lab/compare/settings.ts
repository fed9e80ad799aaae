import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { JsonObject, JsonValue, isJsonObject } from '../../src/manifest/json';

/** Settings that a server accepts, by where they stand: in a pod's spec, a container, a pod's or an object's metadata, or an object of a kind. */
export type Setting = Readonly<Record<string, JsonObject>>;

/** The settings of `settings.yaml`. */
export const SETTINGS: readonly Setting[] = parse(readFileSync(join(__dirname, 'settings.yaml'), 'utf8')) as Setting[];

/** What is grafted: fields with their values, by the form of the place that they stand at. */
const GRAFTS = graftsOf(SETTINGS);

/** The fields that other settings have at places of a form, such as `volumes[]` or `probe.httpGet`. */
export function graftsAt(form: string): readonly (readonly [string, JsonValue])[] {
  return GRAFTS.get(form) ?? [];
}

/** The form of a place: without indices, and with one word for the probes and one for the hooks, which hold the same. */
export function formOf(steps: readonly (string | number)[]): string {
  return steps
    .map((step) => (typeof step === 'number' ? '[]' : `.${step}`))
    .join('')
    .replace(/\.(liveness|readiness|startup)Probe/g, '.probe')
    .replace(/\.(postStart|preStop)/g, '.hook')
    .replace(/^\./, '');
}

function graftsOf(settings: readonly Setting[]): Map<string, [string, JsonValue][]> {
  const grafts = new Map<string, [string, JsonValue][]>();
  const collect = (value: JsonValue | undefined, steps: readonly (string | number)[]) => {
    if (Array.isArray(value)) value.forEach((entry, index) => collect(entry, [...steps, index]));
    if (!isJsonObject(value)) return;
    for (const [field, inside] of Object.entries(value)) {
      const form = formOf(steps);
      grafts.set(form, [...(grafts.get(form) ?? []), [field, inside!]]);
      collect(inside, [...steps, field]);
    }
  };
  for (const setting of settings) for (const value of Object.values(setting)) collect(value, []);
  return grafts;
}
