import { Severity } from '../rules/finding';
import { RuleDescription } from '../rules/rule';

const STRICT_DECODING = 'https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation';

/**
 * What is found in files and policies before, or beside, the rules that judge manifests. None of it can be weighed or suppressed: a file
 * that cannot be read is not judged at all.
 */
export const INPUT_RULES: readonly RuleDescription[] = [
  inputRule(
    'schema/not-yaml',
    Severity.ERROR,
    'A file is YAML or JSON, and its templates are rendered',
    'kubectl cannot read it, and nothing in the document is judged.',
    'Correct the place that is named, or render the template first.',
    'https://yaml.org/spec/1.2.2/',
  ),
  inputRule(
    'schema/duplicate-field',
    Severity.ERROR,
    'A mapping has each key once',
    'The API server refuses the manifest when it validates fields strictly, as kubectl asks it to; else the last value wins without a word.',
    'Keep one of the two.',
    STRICT_DECODING,
  ),
  inputRule(
    'schema/not-a-manifest',
    Severity.ERROR,
    'A document is an object with apiVersion and kind',
    'kubectl does not know where to send it.',
    'State apiVersion and kind, or leave the document out.',
    'https://kubernetes.io/docs/concepts/overview/working-with-objects/#required-fields',
  ),
  inputRule(
    'input/unreadable',
    Severity.ERROR,
    'A file that is named can be read',
    'Its manifests are not judged, so that nothing can be said of them.',
    'Name files and folders that exist, in UTF-8, of at most 100 MiB.',
    'https://yaml.org/spec/1.2.2/#52-character-encodings',
  ),
];

function inputRule(id: string, severity: Severity, title: string, why: string, fix: string, source: string): RuleDescription {
  return { id, severity, title, why, fix, source, compliant: [], nonCompliant: [] };
}
