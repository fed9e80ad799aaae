import type { readFullDocument } from './full-yaml';

/**
 * The parser of all of YAML, loaded by the first document that needs it: loading it takes a third of the time of a whole check of one file,
 * and an `import` at the top of a file would make every check wait for it.
 */
export function loadFullYaml(): typeof readFullDocument {
  return (require('./full-yaml') as typeof import('./full-yaml')).readFullDocument;
}
