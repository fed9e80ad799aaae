import { JsonObject, asObject, asString, isJsonObject } from '../../src/manifest/json';
import { ALL_RULES } from '../../src/rules';
import { fieldNames, fieldStatus, kindStatus, typeName } from '../../src/rules/schema/schema';
import { CONSTRAINED_KINDS, FIELD_CONSTRAINTS } from '../../src/rules/server/fields';
import { ruleManifests } from './folder-manifests';
import { plausibleValue } from './plausible-values';
import { SETTINGS, Setting } from './settings';
import { podMetadataOf, podSpecOf, stepsToPodSpec } from './workload-skeletons';

/** What the rules show themselves with, taken apart into settings: what complies as well as what does not. */
export function ruleSettings(): Setting[] {
  const speaking = ALL_RULES.filter(({ id }) => !id.startsWith('practice/'));
  const settings = ruleManifests(speaking).flatMap((manifest) => settingsOf(manifest));
  return [...new Map(settings.map((setting) => [JSON.stringify(setting), setting])).values()].filter(
    (setting) => Object.keys(setting).length > 0,
  );
}

function filled(setting: Setting): Setting {
  return Object.fromEntries(Object.entries(setting).filter(([, value]) => Object.keys(value).length > 0));
}

function settingsOf(manifest: JsonObject): Setting[] {
  const spec = podSpecOf(manifest);
  const kind = asString(manifest.kind) ?? '';
  if (spec === undefined) return isJsonObject(manifest.spec) && kind === 'Service' ? [{ Service: manifest.spec }] : [];
  const { containers = [], initContainers = [], ...pod } = spec;
  const parts: Record<string, JsonObject> = {};
  const { annotations } = podMetadataOf(structuredClone(manifest)) ?? {};
  if (isJsonObject(annotations)) parts.annotations = annotations;
  if (stepsToPodSpec(kind).length > 1) {
    const { template: _, selector: __, jobTemplate: ___, ...own } = asObject(manifest.spec);
    if (Object.keys(own).length > 0) parts[kind] = own;
  }
  const listed = [containers, initContainers].flatMap((list) => (Array.isArray(list) ? list.filter(isJsonObject) : []));
  return listed.map((container) => {
    const { name: _, image: __, ...settings } = container;
    return filled({ pod, container: settings, ...parts });
  });
}

/**
 * A setting for each field that a table of constraints has a line for and no other setting sets: the field with a plausible value, and as
 * little as leads to it.
 */
export function tableSettings(minor: number): Setting[] {
  const made: Setting[] = [];
  const aimed = new Set<string>();
  const settled = fieldsSetBy(SETTINGS, minor);
  for (const [part, apiVersion, kind, steps] of ROOTS) {
    const start = kindStatus(apiVersion, kind, minor);
    if (start.status !== 'present') continue;
    const root = typeBelow(start.type, steps, minor);
    if (root === undefined) continue;
    for (const { name, ways } of fieldsBelow(root, minor)) {
      if (settled.has(name) || aimed.has(name)) continue;
      aimed.add(name);
      made.push({ [part]: ways });
    }
  }
  return made;
}

/** The parts of settings with what they stand in. */
const ROOTS: readonly (readonly [string, string, string, readonly string[]])[] = [
  ['container', 'v1', 'Pod', ['spec', 'containers']],
  ['pod', 'v1', 'Pod', ['spec']],
  ...Object.keys(CONSTRAINED_KINDS)
    .filter((name) => !name.endsWith('/Pod') && !name.endsWith('/PodTemplate') && !name.endsWith('/ConfigMap'))
    .map((name) => [name.split('/').pop()!, name.slice(0, name.lastIndexOf('/')), name.split('/').pop()!, ['spec']] as const),
  ['metadata', 'v1', 'Pod', ['metadata']],
];

/** The lines of the tables, by the short name of the type and the field. */
const LINES: ReadonlySet<string> = new Set(
  Object.entries(FIELD_CONSTRAINTS).flatMap(([type, { fields }]) => [...fields.keys()].map((field) => `${shortName(type)}.${field}`)),
);

function shortName(type: string): string {
  return type.slice(type.lastIndexOf('.') + 1);
}

function typeBelow(type: number, steps: readonly string[], minor: number): number | undefined {
  return steps.reduce<number | undefined>((at, step) => {
    if (at === undefined) return undefined;
    const status = fieldStatus(at, step, minor);
    return status.status === 'present' && typeof status.type.inner === 'number' ? status.type.inner : undefined;
  }, type);
}

/** Every field below a type that a table has a line for, with the shortest object that has it. */
function fieldsBelow(root: number, minor: number): { name: string; ways: JsonObject }[] {
  const found: { name: string; ways: JsonObject }[] = [];
  const seen = new Set([root]);
  let level: { type: number; wrap: (inside: JsonObject) => JsonObject }[] = [{ type: root, wrap: (inside) => inside }];
  while (level.length > 0) {
    const next: typeof level = [];
    for (const { type, wrap } of level) {
      for (const field of fieldNames(type, minor)) {
        const status = fieldStatus(type, field, minor);
        if (status.status !== 'present') continue;
        const { inner, wrapping } = status.type;
        const holding = (value: JsonObject[string]): JsonObject =>
          wrap({ [field]: wrapping.reduceRight<JsonObject[string]>((at, kind) => (kind === 'list' ? [at!] : { app: at }), value) });
        const name = `${typeName(type)}.${field}`;
        if (LINES.has(name)) found.push({ name, ways: holding(typeof inner === 'number' ? {} : plausibleValue(field, inner, 0)) });
        if (typeof inner !== 'number' || seen.has(inner)) continue;
        seen.add(inner);
        next.push({ type: inner, wrap: holding });
      }
    }
    level = next;
  }
  return found;
}

/** The fields that settings set, by the short name of their type. */
function fieldsSetBy(settings: readonly Setting[], minor: number): Set<string> {
  const set = new Set<string>();
  const collect = (value: JsonObject[string], type: number) => {
    if (Array.isArray(value)) value.forEach((entry) => collect(entry, type));
    if (!isJsonObject(value)) return;
    for (const [field, inside] of Object.entries(value)) {
      const status = fieldStatus(type, field, minor);
      set.add(`${typeName(type)}.${field}`);
      if ((status.status === 'present' || status.status === 'dropped') && typeof status.type.inner === 'number') {
        const entries =
          status.type.wrapping.includes('mapping') && isJsonObject(inside) ? Object.values(inside).map((entry) => entry!) : inside;
        collect(entries, status.type.inner);
      }
    }
  };
  for (const [part, apiVersion, kind, steps] of ROOTS) {
    const start = kindStatus(apiVersion, kind, minor);
    const root = start.status === 'present' ? typeBelow(start.type, steps, minor) : undefined;
    if (root !== undefined) for (const setting of settings) if (setting[part]) collect(setting[part], root);
  }
  return set;
}
