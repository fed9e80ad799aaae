import { Document, DocumentOptions, ParseOptions, SchemaOptions, parseAllDocuments } from 'yaml';
import { JsonObject, JsonValue, isJsonObject } from './json';
import { NodeProblem, NodeReader, offsetOf } from './yaml-nodes';

/** Something that is wrong with a document, at an offset of its text. */
export interface DocumentProblem {
  readonly ruleId: string;
  readonly message: string;
  readonly fix: string;
  readonly fieldPath: string;
  readonly offset: number;
}

/** What a document says, as far as it can be read. */
export interface FullDocument {
  readonly manifest?: JsonObject;
  readonly problems: readonly DocumentProblem[];
  /** The offset of a field's key, or of the innermost field around it that is there. */
  offsetOf(fieldPath: string): number;
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

/** Reads one document by the parser of all of YAML. It never throws: what cannot be read is a problem at its place. */
export function readFullDocument(text: string): FullDocument {
  const problems: DocumentProblem[] = [];
  const report = (ruleId: string, offset: number, message: string, fix: string, fieldPath = '') =>
    problems.push({ ruleId, message, fix, fieldPath, offset });
  let document = new Document(null);
  let value: JsonValue;
  let found: readonly NodeProblem[];
  const places = (fieldPath: string) => offsetOf(document, fieldPath);
  try {
    document = parse(text);
    const [error] = document.errors;
    if (error) {
      // The parser catches its own overflow of the stack and words it as an error of the text.
      if (error.message.includes('call stack')) report('schema/not-yaml', error.pos[0], TOO_DEEP, NEST_LESS);
      else report('schema/not-yaml', error.pos[0], `this is not YAML: ${sentence(error.message)}`, fixOf(error.code, text));
      return { problems, offsetOf: places };
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
    return { problems, offsetOf: places };
  }
  for (const problem of found) {
    const { ruleId, message, fix } = describe(problem);
    report(ruleId, problem.offset, message, fix, problem.fieldPath);
  }
  if (value === null || found.some(({ kind }) => kind !== 'duplicate')) return { problems, offsetOf: places };
  if (isJsonObject(value)) return { manifest: value, problems, offsetOf: places };
  report(
    'schema/not-a-manifest',
    places(''),
    `a manifest is a mapping with apiVersion and kind, and this document is ${Array.isArray(value) ? 'a list' : 'a single value'}`,
    Array.isArray(value) ? "Put the objects under 'items' of a List, or in documents of their own behind '---'." : 'Remove the document.',
  );
  return { problems, offsetOf: places };
}

function parse(text: string): Document {
  const documents = parseAllDocuments(text, PARSING);
  return Array.isArray(documents) && documents.length > 0 ? documents[0] : new Document(null);
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
