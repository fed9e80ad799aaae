import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { OpenApiDefinitions, typeCode } from '../../../lab/tables/openapi';
import { SCHEMA_TABLE } from '../../../src/rules/schema/tables/schema-table.generated';

const [, types, ...fields] = SCHEMA_TABLE.split('\n');
const table = { types: JSON.parse(types) as string[], fields: fields.map((line) => JSON.parse(line) as Record<string, string>) };
const FOLDER = join(process.env.FIXTURES ?? '', 'openapi');

function codeIn(type: string, field: string, minor: number): string | undefined {
  const text = table.fields[table.types.indexOf(type)]?.[field]?.split('!')[0];
  const alternative = text?.split('|').find((each) => {
    const [, range] = each.split('^');
    return (
      range === undefined || range.split(',').some((span) => Number(span.split('-')[0]) <= minor && minor <= Number(span.split('-')[1]))
    );
  });
  return alternative?.split('^')[0].replace(/@(\d+)/, (_, place: string) => table.types[Number(place)]);
}

test('the table is small enough to be loaded by every program', () => {
  expect(SCHEMA_TABLE.length).toBeLessThan(200 * 1024);
});

if (process.env.FIXTURES && existsSync(FOLDER)) {
  test.each(readdirSync(FOLDER).filter((name) => name.endsWith('.json')))('the table has what %s has', (name) => {
    const minor = Number(/1\.(\d+)/.exec(name)?.[1]);
    const definitions = JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as OpenApiDefinitions;
    const differences: string[] = [];
    for (const [type, { properties = {} }] of Object.entries(definitions)) {
      for (const [field, schema] of Object.entries(properties)) {
        const code = codeIn(type, field, minor);
        const expected = typeCode(schema, definitions);
        if (table.types.includes(type) && code !== expected) differences.push(`${type}.${field}: ${code} for ${expected}`);
      }
    }
    expect(differences).toEqual([]);
  });
} else {
  test('the OpenAPI documents to compare with are absent: set FIXTURES to the folder that has openapi/', () => {
    process.stderr.write('The schema table was not compared with the OpenAPI documents: FIXTURES names no folder that has them.\n');
  });
}
