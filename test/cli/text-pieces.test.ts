import fc from 'fast-check';
import { TextPiece, textPieces } from '../../src/cli/text-pieces';
import { splitDocuments } from '../../src/manifest/yaml-documents';

/** The pieces of a text whose bytes come in chunks of a length. */
function pieces(text: string | Buffer, length: number): TextPiece[] {
  const bytes = Buffer.from(text as string);
  const chunks: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += length) chunks.push(bytes.subarray(at, at + length));
  return [...textPieces(chunks)];
}

function documents(text: string): string[] {
  return splitDocuments(text).map(({ start, end }) => text.slice(start, end));
}

test('a text is cut between documents only, wherever its bytes are cut', () => {
  const line = fc.constantFrom('a: 1', '---', '--- # next', '----', ' ---', '# note', '', 'b: "ä€😀"', 'c: x\r', '---\r', '...');
  fc.assert(
    fc.property(fc.array(line, { maxLength: 40 }), fc.integer({ min: 1, max: 60 }), (lines, length) => {
      const text = lines.join('\n');
      const found = pieces(text, length);
      expect(found.map((piece) => piece.text).join('')).toBe(text);
      expect(found.flatMap((piece) => documents(piece.text))).toEqual(documents(text));
      let before = 0;
      for (const piece of found) {
        expect(piece.linesBefore).toBe(before);
        before += piece.text.split('\n').length - 1;
      }
    }),
    { numRuns: 500 },
  );
});

test('a document that is longer than any chunk is one piece', () => {
  const long = `a: ${'x'.repeat(5000)}\nb: ${'y'.repeat(5000)}\n`;
  expect(pieces(`${long}---\n${long}---\n`, 700).map(({ text }) => text.length)).toEqual([long.length, long.length + 4, 4]);
});

test('a directive stays with the document behind it', () => {
  const text = 'a: 1\n...\n%YAML 1.2\n# as ever\n---\nb: 2\n---\nc: 3\n';
  expect(pieces(text, 5).map((piece) => piece.text)).toEqual(['a: 1\n...\n%YAML 1.2\n# as ever\n---\nb: 2\n', '---\nc: 3\n']);
});

test('an empty text is one empty piece, and one of UTF-16 is read', () => {
  expect(pieces('', 10)).toEqual([{ text: '', linesBefore: 0 }]);
  const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('a: 1\n---\nb: 2\n', 'utf16le')]);
  expect([...textPieces([wide])].map(({ text }) => text).join('')).toBe('\ufeffa: 1\n---\nb: 2\n');
});

test('fails on bytes that are no text, after what stands before them', () => {
  const bytes = Buffer.concat([Buffer.from('a: 1\n---\nb: 2\n'), Buffer.from([0xff])]);
  expect(() => pieces(bytes, 4)).toThrow('no text in UTF-8');
});
