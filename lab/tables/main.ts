import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FeatureGate, fieldGates, gatesOf } from './feature-gates';
import { moduleFolders } from './go-modules';
import { OpenApiDefinitions } from './openapi';
import { schemaTable, tableText } from './schema-table';
import { UNMARKED_GATES } from './unmarked-gates';

const ROOT = join(__dirname, '..', '..');
const OUTPUT = join(ROOT, 'src', 'rules', 'schema', 'tables', 'schema-table.generated.ts');

/** Writes the schema table out of the Kubernetes modules that the lab names. It needs Go, which fetches and verifies them. */
function main(): void {
  const versions = JSON.parse(readFileSync(join(ROOT, 'lab', 'versions.json'), 'utf8')) as Record<string, string>;
  const patches = Object.values(versions);
  const kubernetes = moduleFolders(patches.map((patch) => `k8s.io/kubernetes@v${patch}`));
  const apis = moduleFolders(patches.map((patch) => `k8s.io/api@v0.${patch.slice(2)}`));
  const sources = kubernetes.map((folder, index) => ({
    minor: Number(Object.keys(versions)[index].split('.')[1]),
    definitions: (
      JSON.parse(readFileSync(join(folder, 'api', 'openapi-spec', 'swagger.json'), 'utf8')) as { definitions: OpenApiDefinitions }
    ).definitions,
  }));
  // The newest list tells the older versions too; a gate that it has forgotten is in an older one.
  const gates = new Map<string, FeatureGate>(
    kubernetes.flatMap((folder) => gatesOf(folder).map((gate): [string, FeatureGate] => [gate.name, gate])),
  );
  const ofFields = new Map([...apis.flatMap((folder) => [...fieldGates(folder)]), ...Object.entries(UNMARKED_GATES)]);
  for (const [field, names] of Object.entries(UNMARKED_GATES)) {
    for (const name of names) if (!gates.has(name)) throw new Error(`${field} hangs on the gate ${name}, which no version lists`);
  }
  const table = schemaTable(sources, [...gates.values()], ofFields);
  const text = tableText(table);
  writeFileSync(
    OUTPUT,
    [
      '/* Made by `npm run lab:tables` out of the OpenAPI documents, the Go types and the feature gates of the Kubernetes modules in',
      ` * lab/versions.json (${patches.join(', ')}). Do not edit. */`,
      '',
      '/**',
      ' * The schema table, each line of it JSON: the minors and the kinds, the names of the types, and the fields of each type. A text is parsed when',
      ' * it is needed, and costs next to nothing until then.',
      ' */',
      `export const SCHEMA_TABLE: string = ${JSON.stringify(text).replace(/'/g, "\\'").replace(/^"|"$/g, "'").replace(/\\"/g, '"')};`,
      '',
    ].join('\n'),
  );
  const fieldCount = table.fields.reduce((sum, fields) => sum + Object.keys(fields).length, 0);
  process.stdout.write(
    `${Object.keys(table.kinds).length} kinds, ${table.types.length} types, ${fieldCount} fields of Kubernetes 1.${table.minors.join(' to 1.')}: ` +
      `${Math.round(text.length / 1024)} kB in ${OUTPUT.slice(ROOT.length + 1)}\n`,
  );
}

main();
