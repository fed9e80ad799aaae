import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Yaml } from 'cdk8s';
import * as fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { manifestYaml, withManifestYaml } from '../../src/synth/manifest-yaml';

const TRICKY = [
  '',
  ' ',
  'yes',
  'No',
  'null',
  '~',
  '1e3',
  '0x1f',
  '012',
  '1_000',
  '12:30:45',
  '2026-01-31',
  '- a',
  'a: b',
  'a #b',
  '#a',
  '&a',
  '*a',
  '!a',
  '%a',
  '@a',
  '`a`',
  "it's",
  '"quoted"',
  'tab\there',
  'two\nlines',
  'trailing\n',
  ' lead',
  'trail ',
  '{{ template }}',
  '[list]',
  'a'.repeat(200),
  'ä€😀',
  '\u0007',
  '=',
  '<<',
  '---',
  '...',
  '?',
  ': ',
];

const scalar = fc.oneof(fc.constantFrom(...TRICKY), fc.string(), fc.integer(), fc.double({ noNaN: true }), fc.boolean(), fc.constant(null));
const { document } = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'small', withCrossShrink: true }, scalar, tie('list'), tie('document')),
  list: fc.array(tie('value'), { maxLength: 4 }),
  document: fc.dictionary(fc.oneof(fc.constantFrom(...TRICKY, 'name', 'image'), fc.string()), tie('value'), { maxKeys: 4 }),
}));

test('any manifest is written byte for byte as cdk8s writes it', () => {
  fc.assert(
    fc.property(fc.array(document, { minLength: 1, maxLength: 3 }), (documents) => {
      expect(manifestYaml(documents)).toBe(Yaml.stringify(...documents));
    }),
    { numRuns: 500 },
  );
});

test.each(TRICKY)('the text %j is written as cdk8s writes it: as a value, in a list, as a key', (text) => {
  const documents = [{ a: text, b: [text, [text], { c: text }], [text]: { [text]: 1 } }];
  expect(manifestYaml(documents)).toBe(Yaml.stringify(...documents));
});

test('the tutorials are written as cdk8s writes them', () => {
  const folder = join(__dirname, '..', 'fixtures', 'tutorials');
  for (const file of readdirSync(folder)) {
    const documents = parseAllDocuments(readFileSync(join(folder, file), 'utf8')).map((each): unknown => each.toJSON());
    expect(manifestYaml(documents)).toBe(Yaml.stringify(...documents));
  }
});

test('what is no manifest is left to cdk8s', () => {
  const shared = { limits: { cpu: 1 } };
  const empty: unknown[] = [];
  for (const documents of [
    [undefined],
    [null],
    [{}],
    [[1]],
    ['text'],
    [{ a: undefined }],
    [{ one: shared, two: shared }],
    [{ a: empty, b: [empty] }],
  ]) {
    expect(manifestYaml(documents)).toBe(Yaml.stringify(...documents));
  }
});

test('more scalars than are remembered are written as well', () => {
  const documents = Array.from({ length: 10_100 }, (_, index) => ({ name: `pod-${index}` }));
  const text = manifestYaml(documents);
  expect(text.startsWith('name: pod-0\n---\nname: pod-1\n')).toBe(true);
  expect(text.endsWith('---\nname: pod-10099\n')).toBe(true);
});

describe('while manifests are written this way', () => {
  test('cdk8s writes the same, and by itself again afterwards', () => {
    const original = Yaml.stringify;
    expect(withManifestYaml(() => Yaml.stringify({ a: 1 }))).toBe(Yaml.stringify({ a: 1 }));
    expect(() =>
      withManifestYaml(() => {
        expect(Yaml.stringify).not.toBe(original);
        throw new Error('in the middle');
      }),
    ).toThrow('in the middle');
    expect(Yaml.stringify).toBe(original);
  });

  test('a writer that somebody else has put there stays', () => {
    const spy = jest.spyOn(Yaml, 'stringify').mockReturnValue('mine');
    expect(withManifestYaml(() => Yaml.stringify({ a: 1 }))).toBe('mine');
    spy.mockRestore();
  });
});
