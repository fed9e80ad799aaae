import * as fc from 'fast-check';
import { BEFORE_TEXT, TextLine, lineAt } from '../../src/manifest/plain-yaml-text';

/** The lines of a text, one behind the other. */
function linesOf(text: string): TextLine[] {
  const lines: TextLine[] = [];
  for (let start = 0, before = BEFORE_TEXT; start <= text.length; start += before.text.length + 1) {
    before = lineAt(text, start, before);
    lines.push(before);
  }
  return lines;
}

const textsOf = (text: string) => linesOf(text).map((line) => line.text);

describe('the lines of a text', () => {
  test.each(['', '\n', 'a: 1', 'a: 1\n', 'a: 1\n\n  # note\n  b: 2\n'])('%j is read line by line', (text) => {
    expect(textsOf(text)).toEqual(text.split('\n'));
  });

  test('a line says how deep it stands and what it says, or that it says nothing', () => {
    const [key, item, comment, empty] = linesOf('a:\n  - b: 1\n  # note\n   ');
    expect(key).toMatchObject({ indent: 0, content: { isItem: false, key: 'a', rest: '' } });
    expect(item).toMatchObject({ indent: 2, content: { isItem: true, offset: 2, rest: 'b: 1' } });
    expect([comment.content, empty.content]).toEqual([undefined, undefined]);
  });

  test('what stood behind a line last is not taken for what stands behind it now', () => {
    const texts = [
      'a: 1\nb: 2\nc: 3\n',
      'a: 1\nb: 22\nc: 3\n',
      'a: 1\nb:\nc: 3',
      'a: 1\n b: 2\nc: 3\n',
      'a: 1\nc: 3\n',
      'a: 1\nb: 2',
      'a: 1',
    ];
    for (const text of [...texts, ...texts]) expect(textsOf(text)).toEqual(text.split('\n'));
  });

  test('a line that is read again is the same one, unless it is long', () => {
    const text = `a: 1\nb: ${'x'.repeat(200)}\nc: 3\n`;
    const [first, again] = [linesOf(text), linesOf(text)];
    expect(again.map((line, index) => line === first[index])).toEqual([true, false, true, true]);
  });

  test('a text with a name of its own is followed by the lines that followed the others', () => {
    const before = linesOf('name: web-1\nkind: Pod\n');
    const own = lineAt('name: web-2\nkind: Pod\n', 0, BEFORE_TEXT);
    expect(own.next).toBe(before[1]);
  });

  test('any texts are read line by line, however alike and however many', () => {
    const line = fc.oneof(
      fc.constantFrom('', 'a: 1', '  a: 1', 'a: 12', '- b', '# c', 'd'.repeat(101)),
      fc.string().map((text) => text.replaceAll('\n', ' ')),
    );
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 60 }), (lines) => {
        expect(textsOf(lines.join('\n'))).toEqual(lines);
      }),
      { numRuns: 300 },
    );
    const many = Array.from({ length: 10_000 }, (_, index) => `name: web-${index}`).join('\n');
    expect(textsOf(many)).toEqual(many.split('\n'));
  });
});
