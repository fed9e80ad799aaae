import type { FullDocument } from './full-yaml';
import { JsonObject, isJsonObject } from './json';
import { countKeys, keysInJson } from './json-keys';
import { loadFullYaml } from './load-full-yaml';
import { readPlainYaml } from './plain-yaml';
import { LineTable, SourcePosition } from './source-position';
import { splitDocuments } from './yaml-documents';

/** Something that is wrong with a text itself, before any rule looks at what it says. */
export interface SourceProblem {
  /** The rule's id: `schema/not-yaml`, `schema/duplicate-field` or `schema/not-a-manifest`. */
  readonly ruleId: string;
  readonly message: string;
  readonly fix: string;
  /** The field, for a problem that has one. */
  readonly fieldPath: string;
  readonly position: SourcePosition;
}

/** One manifest of a text, and where its fields stand there. */
export interface SourceManifest {
  readonly manifest: JsonObject;
  /** The place of a field in the text, or of the innermost field around it that is there. */
  positionOf(fieldPath: string): SourcePosition;
}

/** What a text of YAML or JSON holds. */
export interface ManifestSource {
  readonly manifests: readonly SourceManifest[];
  readonly problems: readonly SourceProblem[];
}

/**
 * Reads the manifests of a text of YAML or JSON, documents one by one, as `kubectl` does. It never throws: what cannot be read is a problem
 * with its place, and the other documents are read all the same.
 */
export function readManifests(text: string): ManifestSource {
  return read(text, readPlainYaml);
}

/** Reads manifests as `readManifests` does, every document by the parser of all of YAML. */
export function readFullYaml(text: string): ManifestSource {
  return read(text, () => undefined);
}

function read(text: string, plain: (document: string) => JsonObject | undefined): ManifestSource {
  const manifests: SourceManifest[] = [];
  const problems: SourceProblem[] = [];
  const json = readJson(text);
  if (json) return { manifests: [json], problems };
  const lines = new Lazy(() => new LineTable(text));
  for (const { start, end } of splitDocuments(text)) {
    const document = text.slice(start, end);
    const place = (offset: number) => lines.value.positionAt(start + offset);
    const manifest = plain(document);
    if (manifest) {
      manifests.push(sourceManifest(manifest, document, place));
      continue;
    }
    const full = loadFullYaml()(document);
    problems.push(...full.problems.map(({ offset, ...problem }) => ({ ...problem, position: place(offset) })));
    if (full.manifest) manifests.push(sourceManifest(full.manifest, document, place, full));
  }
  return { manifests, problems };
}

/** JSON is read by the engine's own parser, which is many times as fast; it says nothing of equal keys, so their number is compared. */
function readJson(text: string): SourceManifest | undefined {
  const first = /^[\s\uFEFF]*(.)/.exec(text)?.[1];
  if (first !== '{') return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
  if (!isJsonObject(value) || keysInJson(text) !== countKeys(value)) return undefined;
  return sourceManifest(value, text, (offset) => new LineTable(text).positionAt(offset));
}

function sourceManifest(
  manifest: JsonObject,
  text: string,
  place: (offset: number) => SourcePosition,
  parsed?: FullDocument,
): SourceManifest {
  // Positions are wanted for few manifests, and the parsed document is many times as large as its text.
  const full = new Lazy(() => parsed ?? loadFullYaml()(text));
  return { manifest, positionOf: (fieldPath) => place(full.value.offsetOf(fieldPath)) };
}

/** A value that is made when it is first asked for. */
class Lazy<T> {
  private made?: { readonly value: T };

  public constructor(private readonly make: () => T) {}

  public get value(): T {
    this.made ??= { value: this.make() };
    return this.made.value;
  }
}
