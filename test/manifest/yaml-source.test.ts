import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { stringify } from 'yaml';
import { readManifests } from '../../src/manifest/yaml-source';

const read = (text: string) => readManifests(text).manifests.map(({ manifest }) => manifest);
const problems = (text: string) =>
  readManifests(text).problems.map(({ ruleId, message, position: { line, column } }) => `${line}:${column} ${ruleId}: ${message}`);

describe('reading manifests', () => {
  test('documents are read one by one, empty ones are nothing', () => {
    expect(read('a: 1\n---\n# only a comment\n---\n--- # again\nb: 2\n---\n')).toEqual([{ a: 1 }, { b: 2 }]);
  });

  test('scalars mean what they mean to the API server', () => {
    const text = 'a: yes\nb: off\nc: 0644\nd: 0x1F\ne: 1_000\nf: 12:30\ng: 2026-11-21\nh: ~\ni: .\nj: 1e3\nk: "yes"\nl: 1.5\nm: -01\n';
    expect(read(text)).toEqual([
      { a: true, b: false, c: 420, d: 31, e: 1000, f: '12:30', g: '2026-11-21', h: null, i: '.', j: 1000, k: 'yes', l: 1.5, m: -1 },
    ]);
  });

  test('a key is a text, whatever it looks like', () => {
    expect(read('8080: web\ntrue: x\n')).toEqual([{ 8080: 'web', true: 'x' }]);
  });

  test('a byte order mark and Windows line ends are no part of a manifest', () => {
    const [{ manifest, positionOf }] = readManifests('\uFEFFkind: Pod\r\nspec:\r\n  hostNetwork: true\r\n').manifests;
    expect(manifest).toEqual({ kind: 'Pod', spec: { hostNetwork: true } });
    expect(positionOf('spec.hostNetwork')).toEqual({ line: 3, column: 3 });
  });

  test('anchors and merge keys are taken in, what stands there wins', () => {
    expect(read('base: &base { a: 1, b: 2 }\nown:\n  <<: *base\n  b: 3\nsame: *base\n')).toEqual([
      { base: { a: 1, b: 2 }, own: { a: 1, b: 3 }, same: { a: 1, b: 2 } },
    ]);
  });

  test('a field called __proto__ is a field like any other', () => {
    const [manifest] = read('__proto__: { polluted: true }\n');
    expect(Object.keys(manifest)).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test('the place of a field is that of its key; an absent field stands where its parent does', () => {
    const text = readFileSync(join(__dirname, '..', 'fixtures', 'tutorials', 'simple-webapp.yaml'), 'utf8');
    const [{ positionOf }] = readManifests(`a: 1\n---\n${text}`).manifests.slice(1);
    const line = text.split('\n').findIndex((one) => one.includes('ContainerPort')) + 3;
    expect(positionOf('spec.containers[0].ports[0].ContainerPort').line).toBe(line);
    expect(positionOf('spec.containers[0].ports[0].nothing.below').line).toBe(line);
    expect(positionOf('')).toEqual({ line: 3, column: 1 });
  });

  test('JSON is read with its places', () => {
    const [{ manifest, positionOf }] = readManifests('{\n  "kind": "Pod",\n  "spec": { "nodeName": "a:b" }\n}\n').manifests;
    expect(manifest).toEqual({ kind: 'Pod', spec: { nodeName: 'a:b' } });
    expect(positionOf('spec.nodeName')).toEqual({ line: 3, column: 13 });
  });

  test('a key << in quotes is a field like any other', () => {
    expect(read('a:\n  "<<": { b: 1 }\n  \'c\': 2\n')).toEqual([{ a: { '<<': { b: 1 }, c: 2 } }]);
    expect(read('{"<<": ""}')).toEqual([{ '<<': '' }]);
  });

  test('whatever YAML writes down is read again', () => {
    // The writer of `yaml` leaves the quotes off a key `<<`, at any depth, and so writes a merge where it was given a field.
    const written = fc.dictionary(fc.string({ minLength: 1 }), fc.jsonValue()).filter((value) => !JSON.stringify(value).includes('"<<":'));
    fc.assert(
      fc.property(written, (value) => {
        const plain = JSON.parse(JSON.stringify(value)) as Record<string, unknown>;
        expect(read(JSON.stringify(plain))).toEqual([plain]);
        const text = stringify(plain, { version: '1.1', aliasDuplicateObjects: false });
        expect(readManifests(text).problems).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});

describe('reading manifests fails with a place', () => {
  test('fails on two equal keys, and the last one counts', () => {
    expect(problems('spec:\n  a: 1\n  a: 2\n')).toEqual(['3:3 schema/duplicate-field: duplicate field "spec.a"']);
    expect(read('spec:\n  a: 1\n  a: 2\n')).toEqual([{ spec: { a: 2 } }]);
    expect(problems('{"spec": {"a": 1,\n "a": 2}}')).toEqual(['2:2 schema/duplicate-field: duplicate field "spec.a"']);
  });

  test('fails on what is not YAML, and reads the documents beside it', () => {
    const text = 'kind: Pod\n---\na: [1\n---\nkind: Service\n';
    expect(read(text)).toEqual([{ kind: 'Pod' }, { kind: 'Service' }]);
    expect(problems(text)).toEqual([expect.stringMatching(/^[34]:\d+ schema\/not-yaml: this is not YAML/)]);
  });

  test('fails on tabs as indentation', () => {
    expect(problems('a:\n\tb: 1\n')).toEqual([expect.stringMatching(/^2:1 schema\/not-yaml: .*tabs/)]);
  });

  test.each(['name: {{ .Values.name }}\n', '{{- if .Values.on }}\na: 1\n{{- end }}\n'])(
    'fails on the template %j and says to render it',
    (text) => {
      const found = readManifests(text).problems;
      expect(found.map(({ fix }) => fix)).toEqual([expect.stringContaining('Render the template')]);
    },
  );

  test('fails on a bomb of anchors at once', () => {
    const levels = Array.from({ length: 12 }, (_, level) => `l${level + 1}: &l${level + 1} [${Array(10).fill(`*l${level}`).join(', ')}]`);
    expect(problems(`l0: &l0 [x]\n${levels.join('\n')}\n`)).toEqual([expect.stringContaining('repeat more than 100,000 values')]);
  });

  test('fails on an alias of itself and on one without an anchor', () => {
    expect(problems('a: &a [*a]\n')).toHaveLength(1);
    expect(problems('a: *b\n')).toHaveLength(1);
  });

  test.each([1_001, 50_000])('fails on %d levels', (depth) => {
    expect(problems(`a: ${'['.repeat(depth)}${']'.repeat(depth)}`)).toEqual([expect.stringContaining('nested')]);
  });

  test('fails on a document that is no mapping', () => {
    expect(problems('- a\n---\njust text\n')).toEqual([
      expect.stringContaining('1:1 schema/not-a-manifest'),
      expect.stringContaining('3:1 schema/not-a-manifest'),
    ]);
  });

  test('never throws, whatever the text', () => {
    const pieces = fc.constantFrom(
      'a: ',
      '- ',
      '{',
      '}',
      '[',
      ']',
      '"',
      "'",
      '\n',
      '  ',
      '&x ',
      '*x',
      '<<: ',
      '---',
      '|',
      '>',
      '#',
      '%',
      '!',
      '? ',
      'é',
      '\t',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string({ maxLength: 5 })), { maxLength: 40 }), (parts) => {
        const { manifests, problems: found } = readManifests(parts.join(''));
        for (const { line, column } of found.map(({ position }) => position)) expect(line > 0 && column > 0).toBe(true);
        for (const { positionOf } of manifests) expect(positionOf('a.b[0]').line).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });
});
