import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { JsonObject, isJsonObject } from '../../src/manifest/json';
import { objectsIn } from '../../src/manifest/manifest-list';
import { ALL_RULES } from '../../src/rules';
import { Rule } from '../../src/rules/rule';

/** The objects in a text of YAML documents, Lists taken apart; a document that cannot be read has none. */
export function manifestsIn(yaml: string): JsonObject[] {
  return parseAllDocuments(yaml, { uniqueKeys: false })
    .filter((document) => document.errors.length === 0)
    .map((document) => document.toJS() as unknown)
    .filter(isJsonObject)
    .flatMap((manifest) => objectsIn(manifest as JsonObject))
    .map(({ object }) => object);
}

/** The objects of every YAML file in a folder and below. */
export function folderManifests(folder: string): JsonObject[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((left, right) => (left.name < right.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return folderManifests(path);
      return /\.(ya?ml|json)$|__\d+$/.test(entry.name) && entry.isFile() && !/closure-/.test(entry.name)
        ? manifestsIn(readFileSync(path, 'utf8'))
        : [];
    });
}

/** What the library's own examples synthesize, as the snapshot of their test has it. */
export function exampleManifests(): JsonObject[] {
  const snapshot = readFileSync(join(__dirname, '..', '..', 'test', 'examples', '__snapshots__', 'examples.test.ts.snap'), 'utf8');
  return [...snapshot.matchAll(/^exports\[`.*?`\] = `\n"([\s\S]*?)"\n`;$/gm)].flatMap(([, text]) =>
    manifestsIn(text.replace(/\\\\/g, '\\').replace(/\\`/g, '`')),
  );
}

/** The manifests that rules show themselves with. */
export function ruleManifests(rules: readonly Rule[] = ALL_RULES): JsonObject[] {
  return rules.flatMap((rule) => [...rule.compliant, ...rule.nonCompliant].flatMap((example) => manifestsIn(example.yaml)));
}
