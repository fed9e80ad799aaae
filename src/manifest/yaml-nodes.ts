import { Alias, Document, Pair, Scalar, YAMLMap, YAMLSeq, isAlias, isMap, isScalar, isSeq } from 'yaml';
import { childPath, entryPath, parseFieldPath } from './field-path';
import { JsonObject, JsonValue, isJsonObject } from './json';
import { plainScalar } from './yaml-scalar';

/** Something wrong in a document, at an offset of its text. */
export interface NodeProblem {
  readonly kind: 'duplicate' | 'key' | 'aliases' | 'alias' | 'depth' | 'merge';
  readonly fieldPath: string;
  readonly offset: number;
  readonly name: string;
}

/** The most values that the aliases of one document may repeat: what is beyond is a bomb, not a manifest. */
const MOST_ALIASED_VALUES = 100_000;
/** The deepest nesting that is read: the API server gives up on JSON at 10,000, and no manifest comes near 1,000. */
const DEEPEST = 1_000;

/** Reads a parsed document as JSON, the way the API server does: the last of two equal keys wins, keys are texts, merge keys are merged. */
export class NodeReader {
  public readonly problems: NodeProblem[] = [];
  private aliased = 0;
  private inAlias = 0;
  private stopped = false;
  private readonly anchors = new Map<string, unknown>();

  public constructor(private readonly document: Document) {}

  public read(): JsonValue {
    return this.value(this.document.contents, '', 0);
  }

  private value(node: unknown, path: string, depth: number): JsonValue {
    if (this.stopped || node === null || node === undefined) return null;
    if (this.inAlias > 0 && ++this.aliased > MOST_ALIASED_VALUES) return this.stop('aliases', path, node);
    if (depth > DEEPEST) return this.stop('depth', path, node);
    if (isAlias(node)) return this.alias(node, path, depth);
    const { anchor } = node as { anchor?: string };
    if (anchor !== undefined) this.anchors.set(anchor, node);
    if (isScalar(node)) return scalarValue(node);
    if (isSeq(node)) return node.items.map((item, index) => this.value(item, entryPath(path, index), depth + 1));
    if (isMap(node)) return this.mapping(node, path, depth);
    return null;
  }

  private alias(node: Alias, path: string, depth: number): JsonValue {
    const target = this.anchors.get(node.source);
    if (target === undefined) {
      this.note('alias', path, node, node.source);
      return null;
    }
    this.inAlias++;
    const value = this.value(target, path, depth + 1);
    this.inAlias--;
    return value;
  }

  private mapping(node: YAMLMap, path: string, depth: number): JsonObject {
    const object: JsonObject = {};
    const merged: JsonObject[] = [];
    for (const { key, value } of node.items as Pair[]) {
      if (isMergeKey(key)) {
        this.merge(value, path, depth, merged);
        continue;
      }
      const name = keyName(isAlias(key) ? this.anchors.get(key.source) : key);
      if (name === undefined) {
        this.note('key', path, key, '');
        continue;
      }
      if (isScalar(key) && key.anchor !== undefined) this.anchors.set(key.anchor, key);
      const fieldPath = childPath(path, name);
      if (Object.hasOwn(object, name)) this.note('duplicate', fieldPath, key, name);
      put(object, name, this.value(value, fieldPath, depth + 1));
    }
    for (const source of merged) {
      for (const [name, value] of Object.entries(source)) if (!Object.hasOwn(object, name)) put(object, name, value ?? null);
    }
    return object;
  }

  private merge(node: unknown, path: string, depth: number, into: JsonObject[]): void {
    const value = this.value(node, path, depth + 1);
    const sources = Array.isArray(value) ? value : [value];
    if (sources.every(isJsonObject)) into.push(...(sources as JsonObject[]));
    else if (!this.stopped) this.note('merge', path, node, '<<');
  }

  private stop(kind: NodeProblem['kind'], path: string, node: unknown): null {
    this.note(kind, path, node, '');
    this.stopped = true;
    return null;
  }

  private note(kind: NodeProblem['kind'], fieldPath: string, node: unknown, name: string): void {
    // A path of a thousand steps helps nobody.
    this.problems.push({ kind, fieldPath: kind === 'depth' ? '' : fieldPath, offset: startOf(node) ?? 0, name });
  }
}

/**
 * The offset at which a field of a document stands: its key, or the beginning of a list's entry. A field that is absent stands where the
 * innermost mapping or list is that should have it.
 */
export function offsetOf(document: Document, fieldPath: string): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const step of parseFieldPath(fieldPath)) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pairs = (node.items as Pair[]).filter(({ key }) => keyName(key) === step);
      const pair = pairs[pairs.length - 1];
      if (!pair) return offset;
      offset = startOf(pair.key) ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      const item: unknown = (node as YAMLSeq).items[Number(step)];
      if (item === undefined) return offset;
      offset = startOf(item) ?? offset;
      node = item;
    } else {
      return offset;
    }
  }
  return offset;
}

function scalarValue({ type, tag, value, source }: Scalar): JsonValue {
  if (type !== 'PLAIN' && type !== undefined) return typeof value === 'string' ? value : String(source ?? value);
  const text = source ?? (value === null ? '' : String(value));
  return tag === 'tag:yaml.org,2002:str' || tag === '!' ? text : plainScalar(text);
}

function keyName(key: unknown): string | undefined {
  if (key === null || key === undefined) return 'null';
  return isScalar(key) ? String(scalarValue(key)) : undefined;
}

function isMergeKey(key: unknown): boolean {
  return isScalar(key) && key.type === 'PLAIN' && key.source === '<<';
}

function startOf(node: unknown): number | undefined {
  return (node as { range?: [number, number, number] | null } | null | undefined)?.range?.[0];
}

/** Sets a field, also one that is called `__proto__`. */
function put(object: JsonObject, name: string, value: JsonValue): void {
  if (name === '__proto__') Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
  else object[name] = value;
}
