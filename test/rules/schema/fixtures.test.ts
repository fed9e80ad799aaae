import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { JsonObject, isJsonObject } from '../../../src/manifest/json';
import { objectsIn } from '../../../src/manifest/manifest-list';
import { schemaIssues } from '../../support/schema-issues';

const TUTORIAL = join(__dirname, '..', '..', 'fixtures', 'tutorials', 'simple-webapp.yaml');
const CORPUS = join(process.env.FIXTURES ?? '', 'open-corpus');

function issuesIn(file: string): string[] {
  return parseAllDocuments(readFileSync(file, 'utf8'))
    .map((document) => document.toJS() as unknown)
    .filter(isJsonObject)
    .flatMap((manifest) => objectsIn(manifest as JsonObject))
    .flatMap(({ object }) => schemaIssues(object, 36))
    .map(({ kind, fieldPath, fix }) => `${kind} ${fieldPath}: ${fix}`);
}

test('the tutorial with a capital letter is told how to write the field', () => {
  expect(issuesIn(TUTORIAL)).toEqual(['unknown-field spec.containers[0].ports[0].ContainerPort: Write containerPort.']);
});

if (process.env.FIXTURES && existsSync(CORPUS)) {
  test.each(readdirSync(CORPUS).filter((name) => /\.ya?ml$/.test(name)))('%s fits its schema', (name) => {
    expect(issuesIn(join(CORPUS, name))).toEqual([]);
  });
} else {
  test('the manifests of other projects are absent: set FIXTURES to the folder that has open-corpus/', () => {
    process.stderr.write('The schema was not tried on the manifests of other projects: FIXTURES names no folder that has them.\n');
  });
}
