import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { README, readmeExamples } from './readme-blocks';
import { runExample } from './run-example';
import { typeErrors } from './type-errors';

const examples = readmeExamples();

beforeEach(() => {
  // Warnings of an example are shown to the user who runs it; here they would be noise between the tests.
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
});

afterEach(() => jest.restoreAllMocks());

test('the README shows each pattern with its manifest', () => {
  const shown = examples.filter(({ manifest }) => manifest !== undefined).map(({ title }) => title);
  expect(shown).toEqual(['Quick start', 'Sidecar', 'Adapter', 'Ambassador', 'Guard', 'Init task', 'Config helper', 'Defaults']);
});

test('every example of the README compiles', () => {
  expect(typeErrors(examples.map(({ code }) => code))).toEqual([]);
}, 120_000);

test.each(examples.filter(({ manifest }) => manifest !== undefined))(
  '$title: synthesizes the manifest that the README shows',
  (example) => {
    expect(runExample(example.code)).toEqual({ manifest: example.manifest });
  },
);

test.each(examples.filter(({ error }) => error !== undefined))('$title: ends in the error that the README shows', (example) => {
  expect(runExample(example.code)).toEqual({ manifest: '', error: example.error?.trimEnd() });
});

test.each(examples.filter(({ manifest, error }) => manifest === undefined && error === undefined))('$title: synthesizes', (example) => {
  expect(runExample(example.code).error).toBeUndefined();
});

test('every picture and page that the README links to is there', () => {
  const links = [...readFileSync(README, 'utf8').matchAll(/(?:\]\(|src="|srcset=")((?!https?:|#)[^)"#]+)/g)].map(([, path]) => path);
  expect(links.length).toBeGreaterThan(5);
  expect(links.filter((link) => !existsSync(join(dirname(README), link)))).toEqual([]);
});

test('fails: an example that does not compile is named with its line', () => {
  expect(typeErrors(["const port: number = 'http';\n"])).toEqual([
    expect.stringMatching(/^example-1\.ts:\d+ Type 'string' is not assignable to type 'number'/),
  ]);
}, 120_000);
