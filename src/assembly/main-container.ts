import { DEFAULT_CONTAINER_ANNOTATION } from '../manifest/default-container';
import { JsonObject, JsonValue, asObject, asString, isJsonObject, copyJson } from '../manifest/json';
import { ContainerAdditions } from './pod-additions';
import { PodDraft, ManifestPath, sameJson } from './pod-draft';

/** The lists of a container that additions extend rather than replace. */
const EXTENDED_LISTS: ReadonlySet<string> = new Set(['env', 'envFrom', 'ports', 'volumeMounts']);

/**
 * Where main stands in `spec.containers`: the container of the given name, else the one that the default-container annotation names, else
 * the first.
 */
export function mainIndex(draft: PodDraft, name?: string): number {
  const containers = draft.spec.containers;
  if (!Array.isArray(containers)) return -1;
  const named = name ?? asString(asObject(asObject(draft.template.metadata).annotations)[DEFAULT_CONTAINER_ANNOTATION]);
  const found = containers.findIndex((container) => isJsonObject(container) && container.name === named);
  return found >= 0 ? found : isJsonObject(containers[0]) ? 0 : -1;
}

/** Writes into main what somebody adds to it: lists are appended to, other fields are set. */
export function addToMain(draft: PodDraft, index: number, additions: ContainerAdditions, origin: string): void {
  const path = draft.specPath('containers', index);
  const main = (draft.spec.containers as JsonObject[])[index];
  for (const [field, value] of Object.entries(withMounts(additions))) {
    if (value === undefined) continue;
    if (EXTENDED_LISTS.has(field) && Array.isArray(value)) extendList(draft, main, field, value, path, origin);
    else draft.write([...path, field], value, origin);
  }
}

/** The fields of a container with the mounts of its shared volumes among its `volumeMounts`. */
export function withMounts(additions: ContainerAdditions): JsonObject {
  if (additions.mounts.length === 0) return additions.manifest;
  const own = additions.manifest.volumeMounts;
  return { ...additions.manifest, volumeMounts: [...(Array.isArray(own) ? own : []), ...additions.mounts.map(({ mount }) => mount)] };
}

function extendList(draft: PodDraft, main: JsonObject, field: string, values: JsonValue[], path: ManifestPath, origin: string): void {
  const existing = main[field] ?? undefined;
  // What is no list stays, for the rules of the schema to report.
  if (existing !== undefined && !Array.isArray(existing)) return;
  const list: JsonValue[] = existing ?? [];
  for (const value of values) {
    if (list.some((entry) => sameEntry(field, entry, value))) continue;
    const rival = field === 'env' ? list.findIndex((entry) => isJsonObject(entry) && entry.name === asObject(value).name) : -1;
    if (rival >= 0) {
      draft.report({
        ruleId: 'contract/conflicting-field',
        path: [...path, field, rival],
        message: `${origin} gives main the variable '${asString(asObject(value).name)}', and main has it already with another value`,
        value: list[rival],
        allowed: JSON.stringify(value),
        fix: `Name another variable in ${origin}, or take the variable out of main.`,
      });
      continue;
    }
    list.splice(field === 'env' ? beforeItsUse(list, value) : list.length, 0, copyJson(value));
  }
  main[field] = list;
}

/** Where a variable goes: at the end, or before the first one whose value refers to it, because Kubernetes expands only what came before. */
function beforeItsUse(list: readonly JsonValue[], variable: JsonValue): number {
  const reference = `$(${asString(asObject(variable).name)})`;
  const use = list.findIndex((entry) => isJsonObject(entry) && asString(entry.value)?.includes(reference));
  return use < 0 ? list.length : use;
}

/** Whether an entry is there already: the same mapping, or the same port said with fewer words. */
function sameEntry(field: string, one: JsonValue, other: JsonValue): boolean {
  if (sameJson(one, other)) return true;
  if (field !== 'ports' || !isJsonObject(one) || !isJsonObject(other)) return false;
  const said = Object.entries({ ...other, protocol: other.protocol ?? 'TCP' });
  return said.every(([key, value]) => value === undefined || value === (key === 'protocol' ? (one.protocol ?? 'TCP') : one[key]));
}
