import { Yaml } from 'cdk8s';
import { JsonObject, JsonValue, isJsonObject } from '../manifest/json';

/** The scalars and keys that were written before, by their value: manifests say the same few hundred over and over. */
const scalars = new Map<JsonValue, string>();
const keys = new Map<string, string>();
const MOST_REMEMBERED = 10_000;

const original = Yaml.stringify;
const cdk8sYaml = original.bind(Yaml);

/** Lets cdk8s write its manifests this way while something runs, unless somebody else has changed how it writes them. */
export function withManifestYaml<Result>(work: () => Result): Result {
  const writer: { stringify: typeof Yaml.stringify } = Yaml;
  if (writer.stringify !== original) return work();
  writer.stringify = (...documents) => manifestYaml(documents);
  try {
    return work();
  } finally {
    writer.stringify = original;
  }
}

/**
 * Writes manifests as cdk8s does, byte for byte, in a fraction of the time.
 *
 * The YAML library that cdk8s uses builds a tree of nodes for each manifest, which is most of the time of a synth. Here the structure is
 * written directly, and the library is asked for each scalar and each key once. What is rare in a manifest, a text of several lines or an object
 * that is there twice, is left to the library.
 */
export function manifestYaml(documents: readonly unknown[]): string {
  return documents.map((document) => blockYaml(document) ?? cdk8sYaml(document)).join('---\n');
}

/** The text of a document, or undefined where the library has to write it. */
function blockYaml(document: unknown): string | undefined {
  if (!isJsonObject(document) || Object.keys(document).length === 0) return undefined;
  const lines: string[] = [];
  return new BlockWriter(lines).mapping(document, '', '') ? `${lines.join('\n')}\n` : undefined;
}

class BlockWriter {
  /** An object that is there twice would be written as an anchor and an alias. */
  private readonly seen = new Set<object>();

  public constructor(private readonly lines: string[]) {}

  /** Writes a mapping, its first line behind `lead`. False where the library has to write the document. */
  public mapping(object: JsonObject, lead: string, indent: string): boolean {
    if (!this.isNew(object)) return false;
    let first = lead;
    for (const name of Object.keys(object)) {
      const value = object[name];
      const key = keyText(name);
      if (value === undefined || key === undefined || !this.entry(value, `${first}${key}:`, indent)) return false;
      first = indent;
    }
    return true;
  }

  private entry(value: JsonValue, head: string, indent: string): boolean {
    if (Array.isArray(value)) {
      if (value.length > 0) {
        this.lines.push(head);
        return this.list(value, `${indent}  `, `${indent}  `);
      }
      this.lines.push(`${head} []`);
    } else if (isJsonObject(value)) {
      if (Object.keys(value).length > 0) {
        this.lines.push(head);
        return this.mapping(value, `${indent}  `, `${indent}  `);
      }
      this.lines.push(`${head} {}`);
    } else {
      const text = scalarText(value);
      if (text === undefined) return false;
      this.lines.push(`${head} ${text}`);
      return true;
    }
    return this.isNew(value);
  }

  private list(values: readonly JsonValue[], lead: string, indent: string): boolean {
    if (!this.isNew(values)) return false;
    let first = lead;
    for (const value of values) {
      const isEmpty = typeof value === 'object' && value !== null && Object.keys(value).length === 0;
      let written: boolean;
      if (Array.isArray(value) && !isEmpty) written = this.list(value, `${first}- `, `${indent}  `);
      else if (isJsonObject(value) && !isEmpty) written = this.mapping(value, `${first}- `, `${indent}  `);
      else written = this.entry(value, `${first}-`, indent);
      if (!written) return false;
      first = indent;
    }
    return true;
  }

  private isNew(object: object): boolean {
    if (this.seen.has(object)) return false;
    this.seen.add(object);
    return true;
  }
}

/** A scalar as the library writes it behind a key, or undefined where it takes more than one line. */
function scalarText(value: JsonValue): string | undefined {
  return remembered(scalars, value, () => oneLine(cdk8sYaml({ k: value }), 'k: ', ''));
}

/** A key as the library writes it, or undefined where it takes more than one line. */
function keyText(name: string): string | undefined {
  // At the start of a line these would begin or end a document, so that how they are written depends on where they stand.
  if (name.startsWith('---') || name.startsWith('...')) return undefined;
  return remembered(keys, name, () => oneLine(cdk8sYaml({ [name]: 0 }), '', ': 0'));
}

function oneLine(yaml: string, before: string, after: string): string | undefined {
  const text = yaml.slice(0, -1);
  if (text.includes('\n') || !text.startsWith(before) || !text.endsWith(after)) return undefined;
  return text.slice(before.length, text.length - after.length);
}

function remembered<Key>(texts: Map<Key, string>, key: Key, write: () => string | undefined): string | undefined {
  const known = texts.get(key);
  if (known !== undefined) return known;
  const text = write();
  if (text !== undefined) {
    // Names that are made up for each object would fill the memory of a large app; the common ones come back at once.
    if (texts.size >= MOST_REMEMBERED) texts.clear();
    texts.set(key, text);
  }
  return text;
}
