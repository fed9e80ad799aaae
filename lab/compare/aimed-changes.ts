import { JsonObject, JsonValue, isJsonObject } from '../../src/manifest/json';
import { edgeValues } from './edge-values';
import { Setting, formOf, graftsAt } from './settings';

/** A way into a setting: names of fields and indices. */
export type Steps = readonly (string | number)[];

/** One change to a setting. */
export interface AimedChange {
  readonly steps: Steps;
  /** `set` replaces the value, `take` takes it out, `name` gives it another name. */
  readonly how: 'set' | 'take' | 'name';
  readonly value?: JsonValue;
}

/** Every change that is made to a setting: what trips a check on one of its fields, and what just does not. */
export function changesOf(setting: Setting): AimedChange[] {
  return Object.entries(setting).flatMap(([part, value]) => waysIn(value, [part]).flatMap(([steps, inside]) => changesAt(steps, inside)));
}

/** A setting after a change. */
export function changed(setting: Setting, { steps, how, value }: AimedChange): Setting {
  const copy = structuredClone(setting) as Record<string, JsonObject>;
  let holder: JsonValue = copy;
  for (const step of steps.slice(0, -1)) holder = (holder as Record<string | number, JsonValue>)[step];
  if (typeof holder !== 'object' || holder === null) return setting;
  const values = holder as Record<string | number, JsonValue | undefined>;
  const last = steps[steps.length - 1];
  if (how === 'set') {
    values[last] = structuredClone(value);
  } else if (Array.isArray(holder)) {
    holder.splice(Number(last), 1);
  } else {
    const before = values[last];
    delete values[last];
    if (how === 'name') values[String(value)] = before;
  }
  return copy;
}

function waysIn(value: JsonValue | undefined, steps: Steps): [Steps, JsonValue | undefined][] {
  const below = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  return [
    ...(steps.length > 1 ? [[steps, value] as [Steps, JsonValue | undefined]] : []),
    ...below.flatMap((key) => waysIn((value as JsonObject)[key], [...steps, Array.isArray(value) ? Number(key) : key])),
  ];
}

function changesAt(steps: Steps, value: JsonValue | undefined): AimedChange[] {
  const set = (to: JsonValue): AimedChange => ({ steps, how: 'set', value: to });
  const changes: AimedChange[] = [{ steps, how: 'take' }, set(null), ...edgeValues(fieldOf(steps), value, steps.join('.')).map(set)];
  if (Array.isArray(value)) {
    changes.push(set([]), set([null]), set([...value, ...value]), set([...value].reverse()));
    if (value.length > 0) changes.push(set(many(value[0], 21)), set(many(value[0], 33)), set([{}, ...value]));
  } else if (isJsonObject(value)) {
    changes.push(set({}));
    // What other settings have at such a place: a second member of a union, mostly.
    for (const [field, graft] of graftsAt(formOf(steps.slice(1)))) {
      changes.push({ steps: [...steps, field], how: 'set', value: graft });
    }
  }
  if (typeof steps[steps.length - 1] === 'string') changes.push({ steps, how: 'name', value: otherName(steps) });
  return changes;
}

/** The name of the field that a value belongs to, be it as an entry of a list. */
function fieldOf(steps: Steps): string {
  return String([...steps].reverse().find((step) => typeof step === 'string') ?? '');
}

const KEYS = ['a b', 'a.b/c', 'kubernetes.io/a', 'cpu', 'memory', 'hugepages-2Mi', 'example.com/gpu', 'requests.a.com/b', 'no-such', ''];

/** Another name for a field of the schema, or key of a mapping. */
function otherName(steps: Steps): string {
  return KEYS[steps.join('.').length % KEYS.length];
}

function many(entry: JsonValue, count: number): JsonValue[] {
  return Array.from({ length: count }, (_, index) => {
    if (typeof entry === 'string') return `${entry}${index}`;
    if (typeof entry === 'number') return entry + index;
    return isJsonObject(entry) && typeof entry.name === 'string' ? { ...structuredClone(entry), name: `${entry.name}${index}` } : entry;
  });
}
