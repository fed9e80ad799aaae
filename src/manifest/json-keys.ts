import { JsonValue } from './json';

/** How many keys a text of valid JSON has: the colons that stand outside of its strings. */
export function keysInJson(text: string): number {
  let keys = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 58) keys++;
    if (code !== 34) continue;
    at++;
    while (at < text.length && text.charCodeAt(at) !== 34) at += text.charCodeAt(at) === 92 ? 2 : 1;
  }
  return keys;
}

/** How many keys a value has, in all of its mappings. It is less than the keys of its text where a mapping has two equal ones. */
export function countKeys(value: JsonValue | undefined): number {
  let keys = 0;
  const open: (JsonValue | undefined)[] = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next !== 'object' || next === null) continue;
    if (!Array.isArray(next)) keys += Object.keys(next).length;
    for (const child of Object.values(next)) open.push(child);
  }
  return keys;
}
