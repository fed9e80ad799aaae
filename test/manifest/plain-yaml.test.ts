import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { stringify } from 'yaml';
import { readPlainYaml } from '../../src/manifest/plain-yaml';
import { readFullYaml } from '../../src/manifest/yaml-source';

/** What the parser of all of YAML reads, which is right. */
const full = (text: string) => readFullYaml(text).manifests.map(({ manifest }) => manifest);

/** Plain reading gives what the full parser gives, or nothing. */
function agrees(text: string): boolean {
  const plain = readPlainYaml(text);
  if (plain === undefined) return false;
  expect({ text, value: [plain] }).toEqual({ text, value: full(text) });
  expect({ text, problems: readFullYaml(text).problems }).toEqual({ text, problems: [] });
  return true;
}

describe('plain YAML', () => {
  test('the tutorials are plain, and read as the full parser reads them', () => {
    const folder = join(__dirname, '..', 'fixtures', 'tutorials');
    const read = readdirSync(folder).filter((name) => agrees(readFileSync(join(folder, name), 'utf8')));
    expect(read).toContain('multi-container-demo.yaml');
  });

  test.each([
    'a: 1\nb: [x, "y", -1, nginx:1.29, a b]\nc: { app: web, on: [] }\n',
    'a:\n- b: 1\n  c: yes\n-\n- d\n- - e\n  - f\ng:\n  h:\n',
    "a: 'it''s'\nb: \"x\\ny # no comment\" # comment\nc: x#y # z\nd: -\"x\n",
    'a: |\n\n  one\n    two\n\n  three\n\nb: |-\n  x\nc: |+\n  y\n\n# end\nd: 0644\n',
    '---\r\na:\r\n  - b: |\r\n      text\r\n    c: 1\r\n',
    '"a/b": 1\n\'c\': 2\n8080: x\nyes: y\nk: a:b\n',
    'a:\n  - |\n   deep\n  - --flag\n  - -1\n',
    'a: |\n  x\nb: 1',
    'a: 1  # note\nb: -x #y\n"": 2\nc: a:b#c',
    'k: ---\na: 1\n',
  ])('%j is read as the full parser reads it', (text) => {
    expect(agrees(text)).toBe(true);
  });

  test.each([
    'a: &x 1\nb: *x\n',
    'a: 1\na: 2\n',
    'a: one\n  two\n',
    'a: >\n  x\n',
    'a: !!str 1\n',
    'a: b: c\n',
    'a: {{ x }}\n',
    'a: [1\n  ,2]\n',
    'a:\n\tb: 1\n',
    '<<: { a: 1 }\n',
    '? a\n: b\n',
    'a: "x\n  y"\n',
    'a: |2\n   x\n',
    'a: |\n  x',
    'a: |\n  x\n ',
    'a: x\u0007\n',
    'a: x\ry\n',
    '"a" : 1\n',
    'a\n',
    '- a\n',
    '- ---\na:\n',
    'a: \u00a0b\n',
    '\u2003a: b\n',
    '',
    'a: 1\n...\nb: 2\n',
    '  a: 1\nb: 2\n',
    'a:\n    b: 1\n  c: 2\n',
    '__proto__: 1\n',
  ])('fails to be plain: %j is left to the full parser', (text) => {
    expect(readPlainYaml(text)).toBeUndefined();
  });

  test('fails to be plain: a line of very many dashes', () => {
    expect(readPlainYaml(`a:\n${'- '.repeat(200_000)}x\n`)).toBeUndefined();
  });

  test('whatever is written as YAML is read as the full parser reads it', () => {
    const word = fc.constantFrom(
      'a',
      'yes',
      'null',
      '12',
      '0x1f',
      '1e3',
      '-',
      ' x',
      'a: b',
      'a #b',
      'it\'s "q"',
      'l1\nl2\n',
      '\n',
      '',
      '1:2',
      '.5',
      '~',
      'é',
    );
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof({ maxDepth: 4 }, word, fc.integer(), fc.boolean(), fc.constant(null), tie('list'), tie('object')),
      list: fc.array(tie('value'), { maxLength: 3 }),
      object: fc.dictionary(fc.oneof(word, fc.constantFrom('name', 'image', 'x/y')), tie('value'), { maxKeys: 3 }),
    }));
    let read = 0;
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('spec', 'kind', 'data'), value, { minKeys: 1 }), fc.boolean(), (object, indentSeq) => {
        if (agrees(stringify(object, { version: '1.1', indentSeq, aliasDuplicateObjects: false, lineWidth: 0 }))) read++;
      }),
      { numRuns: 500 },
    );
    expect(read).toBeGreaterThan(100);
  });

  test('whatever lines are put together are read as the full parser reads them, or not at all', () => {
    const line = fc.tuple(
      fc.constantFrom('', '', '  ', '    ', ' ', '      '),
      fc.constantFrom('', '- ', '- - ', '-', '-  '),
      fc.constantFrom(
        'a:',
        'b: 1',
        'c: x',
        'd: |',
        "e: 'x'",
        'f: [a, b]',
        'g: {a: b}',
        'text',
        '# note',
        '',
        'h: x # y',
        'i: "z"',
        'j: - x',
        'k: |-',
        'l: {a}',
        'm: a,b',
        'n: [a:b]',
        '---',
        '"o" : x',
        '"p": x',
        "'q':",
        'r:x',
        's: -',
        't: x:',
        'u: "a" b',
        'v: - # w',
        'yes: no ',
        '%w: x',
        '...',
        'é: ü',
      ),
    );
    const ending = fc.constantFrom('\n', '\n', '', '\n\n', '\n  ', ' ');
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 7 }), ending, fc.boolean(), (lines, end, wide) => {
        const text = `${lines.map((parts) => parts.join('')).join('\n')}${end}`;
        if (!/^---/m.test(text.slice(1))) agrees(wide ? text.replaceAll('\n', '\r\n') : text);
      }),
      { numRuns: 5_000 },
    );
  });
});
