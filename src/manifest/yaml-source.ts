import { Document, ParseOptions, DocumentOptions, SchemaOptions, parseAllDocuments } from 'yaml';
import { JsonObject, JsonValue, isJsonObject } from './json';
import { countKeys, keysInJson } from './json-keys';
import { readPlainYaml } from './plain-yaml';
import { LineTable, SourcePosition } from './source-position';
import { splitDocuments } from './yaml-documents';
import { NodeProblem, NodeReader, offsetOf } from './yaml-nodes';

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

/** Plain scalars are read by the rules of Kubernetes' parser, so the parser here leaves them alone; equal keys are for the reader to find. */
const PARSING: ParseOptions & DocumentOptions & SchemaOptions = {
  schema: 'failsafe',
  uniqueKeys: false,
  prettyErrors: false,
  logLevel: 'silent',
  stringKeys: false,
};

const TOO_DEEP = 'this document is nested too deeply to be read';
const NEST_LESS = 'Nest less: no manifest goes deeper than a few dozen levels.';
const RENDER = 'Render the template first (`helm template`, for example) and check what comes out.';

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
    if (manifest) manifests.push(sourceManifest(manifest, document, place));
    else readDocument(document, place, manifests, problems);
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

function readDocument(
  text: string,
  place: (offset: number) => SourcePosition,
  manifests: SourceManifest[],
  problems: SourceProblem[],
): void {
  const report = (ruleId: string, offset: number, message: string, fix: string, fieldPath = '') =>
    problems.push({ ruleId, message, fix, fieldPath, position: place(offset) });
  let document: Document;
  let value: JsonValue;
  let found: readonly NodeProblem[];
  try {
    document = parse(text);
    const [error] = document.errors;
    if (error) {
      // The parser catches its own overflow of the stack and words it as an error of the text.
      if (error.message.includes('call stack')) report('schema/not-yaml', error.pos[0], TOO_DEEP, NEST_LESS);
      else report('schema/not-yaml', error.pos[0], `this is not YAML: ${sentence(error.message)}`, fixOf(error.code, text));
      return;
    }
    const reader = new NodeReader(document);
    value = reader.read();
    found = reader.problems;
  } catch (error) {
    const deep = error instanceof RangeError;
    report(
      'schema/not-yaml',
      0,
      deep ? TOO_DEEP : `this is not YAML: ${sentence((error as Error).message)}`,
      deep ? NEST_LESS : 'Correct the document.',
    );
    return;
  }
  for (const problem of found) {
    const { ruleId, message, fix } = describe(problem);
    report(ruleId, problem.offset, message, fix, problem.fieldPath);
  }
  if (found.some(({ kind }) => kind !== 'duplicate')) return;
  if (value === null) return;
  if (isJsonObject(value)) {
    manifests.push(sourceManifest(value, text, place, document));
  } else {
    report(
      'schema/not-a-manifest',
      offsetOf(document, ''),
      `a manifest is a mapping with apiVersion and kind, and this document is ${Array.isArray(value) ? 'a list' : 'a single value'}`,
      Array.isArray(value) ? "Put the objects under 'items' of a List, or in documents of their own behind '---'." : 'Remove the document.',
    );
  }
}

function parse(text: string): Document {
  const documents = parseAllDocuments(text, PARSING);
  return Array.isArray(documents) && documents.length > 0 ? documents[0] : new Document(null);
}

function sourceManifest(manifest: JsonObject, text: string, place: (offset: number) => SourcePosition, parsed?: Document): SourceManifest {
  // Positions are wanted for few manifests, and the parsed document is many times as large as its text.
  const document = new Lazy(() => parsed ?? parse(text));
  return { manifest, positionOf: (fieldPath) => place(offsetOf(document.value, fieldPath)) };
}

function describe({ kind, fieldPath, name }: NodeProblem): { ruleId: string; message: string; fix: string } {
  const at = fieldPath === '' ? '' : ` in '${fieldPath}'`;
  switch (kind) {
    case 'duplicate':
      return {
        ruleId: 'schema/duplicate-field',
        message: `duplicate field "${fieldPath}"`,
        fix: `Keep one '${name}': the API server refuses the second one, or takes it and drops the first.`,
      };
    case 'key':
      return { ruleId: 'schema/not-yaml', message: `a key${at} is a mapping or a list, which JSON cannot hold`, fix: RENDER };
    case 'alias':
      return {
        ruleId: 'schema/not-yaml',
        message: `the alias '*${name}' has no anchor before it`,
        fix: `Set the anchor '&${name}' first.`,
      };
    case 'merge':
      return {
        ruleId: 'schema/not-yaml',
        message: `the merge key '<<'${at} merges what is not a mapping`,
        fix: 'Merge a mapping, or a list of mappings.',
      };
    case 'aliases':
      return {
        ruleId: 'schema/not-yaml',
        message: 'the aliases of this document repeat more than 100,000 values',
        fix: 'Write the values out where they are needed: the API server refuses such a document as well.',
      };
    case 'depth':
      return {
        ruleId: 'schema/not-yaml',
        message: TOO_DEEP,
        fix: NEST_LESS,
      };
  }
}

function fixOf(code: string, text: string): string {
  if (text.includes('{{')) return RENDER;
  if (code === 'TAB_AS_INDENT') return 'Indent with spaces: YAML allows no tabs there.';
  if (code === 'MISSING_CHAR') return 'Close what is open: a quote or a bracket.';
  return "Correct the indentation or the quotes; quote a text that holds ': ' or begins with a special character.";
}

/** A parser's message within a sentence: its first letter small, its place left out. */
function sentence(message: string): string {
  const [first] = message.split('\n');
  return first.charAt(0).toLowerCase() + first.slice(1);
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
